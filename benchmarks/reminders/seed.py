"""Create millions of people by SQL. Each person has a schedule, an open check-in and one reminder, but no partner.

No check-in and no reminder is due. Foreign keys are valid, but they are not checked while loading.
"""

from __future__ import annotations

from django.db import connection

#: SQL for the ids of couple number n, by the kind of id.
ID = "md5('{what}' || n)::uuid"


def couples(first: int, last: int) -> None:
    """Insert couples of one person each, with the numbers from `first` up to, but not including, `last`."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for table, values in _tables().items():
            columns = ", ".join(values)
            selected = ", ".join(values.values())
            # Insert the rows without indexes, and build the indexes afterwards. Adding random keys row by row takes
            # ten times as long.
            cursor.execute("UPDATE pg_index SET indisready = false WHERE indrelid = %s::regclass", [table])
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {selected} FROM generate_series({first}, {last - 1}) AS n"
            )
            cursor.execute("UPDATE pg_index SET indisready = true WHERE indrelid = %s::regclass", [table])
            cursor.execute(f"REINDEX TABLE {table}")
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SET session_replication_role = origin")


def _tables() -> dict[str, dict[str, str]]:
    couple, user, check_in = (ID.format(what=what) for what in ("couple", "user", "check-in"))
    # Spread over about three days, beginning tomorrow.
    later = "now() + interval '1 day' + n % 250000 * interval '1 second'"
    return {
        "couples_couple": {"id": couple, "kind": "'solo'", "created_at": "now()"},
        "couples_membership": {
            **_default("couples.Membership"),
            "id": ID.format(what="membership"),
            "couple_id": couple,
            "user_id": user,
            "seat": "1",
            "joined_at": "now()",
        },
        "checkins_schedule": {
            **_default("checkins.Schedule"),
            "couple_id": couple,
            "local_time": "'19:00'",
            "time_zone": "'Europe/Madrid'",
            "next_opens_at": later,
        },
        "checkins_checkin": {
            "id": check_in,
            "couple_id": couple,
            "number": "1",
            "opens_at": "now()",
            "closes_at": later,
            "state": "'open'",
            "prompts": "'[]'",
            "asked": "0",
        },
        "notifications_reminder": {
            **_default("notifications.Reminder"),
            "id": ID.format(what="reminder"),
            "user_id": user,
            "check_in_id": check_in,
            "kind": "'opening'",
            "channel": "'push'",
            "due_at": later,
            "not_after": f"{later} + interval '3 days'",
            "reached": "'[]'",
        },
    }


def _default(label: str) -> dict[str, str]:
    """Return SQL default values for the columns of the model `label`.

    Only fields with a constant default and text fields that may be blank are included.
    """
    from django.apps import apps

    found = {}
    for field in apps.get_model(label)._meta.concrete_fields:
        if field.has_default() and not callable(field.default) and not field.primary_key:
            found[str(field.column)] = f"'{field.default}'"
        elif field.get_internal_type() in ("CharField", "EmailField") and field.blank and not field.null:
            found[str(field.column)] = "''"
    return found


def make_due(rows: int) -> None:
    """Make this number of reminders due. Their due times are one millisecond apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_reminder SET due_at = now() - n * interval '1 millisecond' "
            "FROM (SELECT id, row_number() OVER () AS n FROM notifications_reminder LIMIT %s) AS chosen "
            "WHERE chosen.id = notifications_reminder.id",
            [rows],
        )
        cursor.execute("ANALYZE notifications_reminder")
