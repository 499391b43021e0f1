"""The outbox: claim due rows for a while, and record the outcome of each once.

A claim is a lease. If a sender dies, the next one claims its rows when the lease ends. A message may then go out
twice, under the same Topic and tag, but none is lost. Recording is fenced by the lease: a sender that slept past its
lease, or whose row was cancelled meanwhile, changes nothing.

Both are a single SQL statement each (see benchmarks/RESULTS.md for what that gains).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from couples.compiled import prepared
from notifications.models import Reminder

#: How long a claim lasts. A sender that needs longer renews it; if it dies, its rows are late by no more than this.
LEASE = dt.timedelta(seconds=30)

_IS_FREE = "state = 'pending' AND due_at <= %s AND (leased_until IS NULL OR leased_until <= %s)"
#: The update checks again that a row is free: SQLite has no row locks.
_CLAIM = f"""
WITH wanted AS MATERIALIZED (
    SELECT id FROM notifications_reminder WHERE {_IS_FREE} ORDER BY due_at LIMIT {{limit:d}}{{lock}}
)
UPDATE notifications_reminder SET lease = %s, leased_until = %s, attempts = attempts + 1
WHERE id IN (SELECT id FROM wanted) AND {_IS_FREE}
RETURNING due_at, id
"""
#: Every writer locks in the order of ids, so that no two wait for each other in a circle.
_RECORD = """
WITH given AS ({given}),
mine AS MATERIALIZED (
    SELECT reminder.id FROM notifications_reminder AS reminder JOIN given USING (id, lease)
    WHERE reminder.state = 'pending' ORDER BY reminder.id{lock}
)
UPDATE notifications_reminder
SET state = given.state, outcome = given.outcome, due_at = COALESCE(given.due_at, notifications_reminder.due_at),
    settled_at = given.settled_at, reached = given.reached,
    attempts = notifications_reminder.attempts - given.untried, lease = NULL, leased_until = NULL
FROM given, mine
WHERE mine.id = given.id AND notifications_reminder.id = mine.id
RETURNING notifications_reminder.id
"""
_COLUMNS = {
    "id": "uuid", "lease": "uuid", "state": "varchar", "outcome": "varchar", "due_at": "timestamptz",
    "settled_at": "timestamptz", "reached": "jsonb", "untried": "smallint",
}  # fmt: skip
#: All rows are one JSON parameter, so that the statement is the same for any number of them.
_GIVEN = {
    "postgresql": "SELECT * FROM json_to_recordset(%s::json) AS row ({})".format(
        ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    ),
    "sqlite": "SELECT {} FROM json_each(%s)".format(
        ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in _COLUMNS)
    ),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that one sender holds until `until`. `lease` is its fencing token."""

    lease: UUID
    until: dt.datetime
    reminder_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class ReminderOutcome:
    """The next state of a claimed row: final (with `settled_at`), or pending again, due as before or at `due_at`.

    `code` and `reached` (the ids of the browsers that accepted it) stay as they are if None. `untried` takes back the
    attempt that the claim counted.
    """

    reminder: Reminder
    state: Reminder.State = Reminder.State.PENDING
    code: str | None = None
    reached: Sequence[str] | None = None
    due_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    untried: bool = False


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Lease up to `limit` due rows, oldest first. Any number of senders may do so at once.

    PostgreSQL skips rows that another sender is claiming; SQLite lets one writer in at a time.
    """
    lease, until = uuid.uuid4(), now + LEASE
    free = prepared(Reminder, [("due_at", now), ("leased_until", now)])
    held = prepared(Reminder, [("lease", lease), ("leased_until", until)])
    with connection.cursor() as cursor:
        # The limit is part of the statement: PostgreSQL would plan an unknown limit for a tenth of the table.
        cursor.execute(_CLAIM.format(limit=limit, lock=_lock(" SKIP LOCKED")), [*free, *held, *free])
        return Claim(lease, until, [_as_uuid(pk) for _due_at, pk in sorted(cursor.fetchall())])


def renew(claim: Claim, *, now: dt.datetime) -> None:
    """Extend the lease of those rows that the claim still holds."""
    held = Reminder.objects.filter(pk__in=claim.reminder_ids, lease=claim.lease, state=Reminder.State.PENDING)
    with transaction.atomic():
        ids = list(held.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        Reminder.objects.filter(pk__in=ids).update(leased_until=now + LEASE)


def record_outcomes(outcomes: Sequence[ReminderOutcome]) -> set[UUID]:
    """Record these outcomes and end the leases. Return the ids of the rows that were still leased as loaded; the
    others stay unchanged."""
    if not outcomes:
        return set()
    given = json.dumps([_as_json(each) for each in outcomes], default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD.format(given=_GIVEN[connection.vendor], lock=_lock(of=" OF reminder")), [given]
        )
        return {_as_uuid(pk) for (pk,) in cursor.fetchall()}


def due(*, now: dt.datetime, most: int) -> int:
    """Number of rows that are due and free, counted up to `most`."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Reminder.objects.filter(free, state=Reminder.State.PENDING, due_at__lte=now)[:most].count()


def _as_json(outcome: ReminderOutcome) -> dict[str, Any]:
    row = outcome.reminder
    columns = {
        "id": row.pk,
        "lease": row.lease,
        "due_at": outcome.due_at,
        "settled_at": outcome.settled_at,
    }
    return {
        **dict(zip(columns, prepared(Reminder, columns.items()), strict=True)),
        "state": outcome.state,
        "outcome": row.outcome if outcome.code is None else outcome.code,
        "reached": list(row.reached if outcome.reached is None else outcome.reached),
        "untried": int(outcome.untried),
    }


def _lock(or_else: str = "", *, of: str = "") -> str:
    locks = connection.features.has_select_for_no_key_update
    return f" FOR NO KEY UPDATE{of}{or_else}" if locks else ""


def _as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
