"""Create millions of people by SQL. Each person has a schedule, an open check-in and one reminder, but no partner.

No check-in and no reminder is due. The people's accounts are not stored. `couples` therefore turns off the check of
foreign keys.
"""

from __future__ import annotations

from django.db import connection, transaction
from psycopg import sql

#: SQL for the ids of couple number n, by the kind of id.
ID = "md5('{what}' || n)::uuid"


def couples(first: int, last: int) -> None:
    """Insert couples of one person each, with the numbers from `first` up to, but not including, `last`."""
    # One transaction, so that neither an error nor the end leaves these settings or an index without its rows behind.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
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


def _tables() -> dict[str, dict[str, str]]:
    couple, user, check_in = (ID.format(what=what) for what in ("couple", "user", "check-in"))
    # Spread over about three days, beginning tomorrow.
    later = "now() + interval '1 day' + n % 250000 * interval '1 second'"
    return {
        "couples_couple": {
            **_default("couples.Couple"),
            "id": couple,
            "kind": "'solo'",
            "created_at": "now()",
        },
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
            **_default("checkins.CheckIn"),
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
    """Return, as SQL, the default values of the columns of the model `label`, without its primary key.

    The columns are those of fields with a default, and of text fields that may be blank. A default that is a function
    is called once, so all rows get the same value.
    """
    from django.apps import apps

    connection.ensure_connection()
    found = {}
    for field in apps.get_model(label)._meta.concrete_fields:
        if field.has_default() and not field.primary_key:
            value = sql.Literal(field.get_db_prep_save(field.get_default(), connection))
            found[str(field.column)] = value.as_string(connection.connection)
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
