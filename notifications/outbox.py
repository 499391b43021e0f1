"""The outbox: claim due rows for a while, settle each once.

A claim is a lease. A sender that dies leaves rows behind that the next one claims when the lease ends; a message may
then go out twice, under the same Topic and tag, but none is lost. Settling is fenced: only the holder of the lease
may, so a sender that slept past its lease, or whose row was cancelled meanwhile, changes nothing.

Claiming and settling are one statement each, in SQL: with the ORM they cost more than the sends (see
benchmarks/RESULTS.md).
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

#: How long a claimed row is nobody else's. A sender that needs longer renews it; the rows of one that died are
#: delayed by no more than this.
LEASE = dt.timedelta(seconds=30)

_FREE = "state = 'pending' AND due_at <= %s AND (leased_until IS NULL OR leased_until <= %s)"
#: The update asks again whether a row is free, so that being alone is not what makes it right.
_CLAIM = f"""
WITH wanted AS MATERIALIZED (
    SELECT id FROM notifications_reminder WHERE {_FREE} ORDER BY due_at LIMIT {{limit:d}}{{lock}}
)
UPDATE notifications_reminder SET lease = %s, leased_until = %s, attempts = attempts + 1
WHERE id IN (SELECT id FROM wanted) AND {_FREE}
RETURNING due_at, id
"""
#: Locked in the order of their ids, as everybody does who changes several: then no two wait in a circle.
_SETTLE = """
WITH given AS ({given}),
mine AS MATERIALIZED (
    SELECT id FROM notifications_reminder
    WHERE id IN (SELECT id FROM given) AND lease = %s AND state = 'pending' ORDER BY id{lock}
)
UPDATE notifications_reminder
SET state = given.state, outcome = given.outcome, due_at = COALESCE(given.due_at, notifications_reminder.due_at),
    settled_at = given.settled_at, reached = given.reached,
    attempts = notifications_reminder.attempts - given.untried, lease = NULL, leased_until = NULL
FROM given, mine
WHERE mine.id = given.id AND notifications_reminder.id = mine.id
RETURNING notifications_reminder.id
"""
#: All rows are one parameter, as JSON: to read through a mark for each of their values takes longer than the update.
_GIVEN = {
    "postgresql": """
SELECT * FROM json_to_recordset(%s::json) AS row (
    id uuid, state varchar, outcome varchar, due_at timestamptz, settled_at timestamptz, reached jsonb, untried smallint
)""",
    "sqlite": """
SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.state') AS state,
    json_extract(value, '$.outcome') AS outcome, json_extract(value, '$.due_at') AS due_at,
    json_extract(value, '$.settled_at') AS settled_at, json_extract(value, '$.reached') AS reached,
    json_extract(value, '$.untried') AS untried
FROM json_each(%s)""",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that one sender holds until `until`. `lease` is its fencing token."""

    lease: UUID
    until: dt.datetime
    reminder_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is to become of one claimed row: settled for good (`settled_at`), or given back, due as before or at
    `due_at`. `reached` are the ids of the browsers that have it; giving back untried is no attempt."""

    reminder_id: UUID
    state: Reminder.State
    outcome: str
    reached: Sequence[str]
    due_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    untried: bool = False


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Lease up to `limit` due rows, oldest first. Any number of senders may do so at once.

    PostgreSQL skips what another is claiming; SQLite lets one writer in at a time.
    """
    lease, until = uuid.uuid4(), now + LEASE
    free = [("due_at", now), ("leased_until", now)]
    parameters = [
        *prepared(Reminder, free),
        *prepared(Reminder, [("lease", lease), ("leased_until", until), *free]),
    ]
    with connection.cursor() as cursor:
        # The number stands in the statement: a plan for any number would be one for a tenth of the table.
        cursor.execute(_CLAIM.format(limit=limit, lock=_lock(" SKIP LOCKED")), parameters)
        claimed = sorted(cursor.fetchall())
    return Claim(lease, until, [_as_uuid(pk) for _due_at, pk in claimed])


def renew(reminder_ids: Sequence[UUID], *, lease: UUID, now: dt.datetime) -> dt.datetime:
    """Hold on to those of these rows that are still the lease's; the moment until which they are held then."""
    until = now + LEASE
    held = Reminder.objects.filter(pk__in=reminder_ids, lease=lease, state=Reminder.State.PENDING)
    with transaction.atomic():
        ids = list(held.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        Reminder.objects.filter(pk__in=ids).update(leased_until=until)
    return until


def settle(settlements: Sequence[Settlement], *, lease: UUID) -> set[UUID]:
    """Write down what became of these rows, in one statement. The ids of those that were the lease's: nothing
    changed about the others."""
    if not settlements:
        return set()
    given = json.dumps([_given(each) for each in settlements], default=str)
    sql = _SETTLE.format(given=_GIVEN[connection.vendor], lock=_lock())
    with connection.cursor() as cursor:
        cursor.execute(sql, [given, *prepared(Reminder, [("lease", lease)])])
        return {_as_uuid(pk) for (pk,) in cursor.fetchall()}


def due(*, now: dt.datetime, most: int) -> int:
    """How many rows are due and free, counted up to `most`."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Reminder.objects.filter(free, state=Reminder.State.PENDING, due_at__lte=now)[:most].count()


def _given(settlement: Settlement) -> dict[str, Any]:
    moments = [("due_at", settlement.due_at), ("settled_at", settlement.settled_at)]
    pk, due_at, settled_at = prepared(Reminder, [("id", settlement.reminder_id), *moments])
    return {
        "id": pk,
        "state": settlement.state,
        "outcome": settlement.outcome,
        "due_at": due_at,
        "settled_at": settled_at,
        "reached": list(settlement.reached),
        "untried": int(settlement.untried),
    }


def _lock(or_else: str = "") -> str:
    locks = connection.features.has_select_for_no_key_update
    return f" FOR NO KEY UPDATE{or_else}" if locks else ""


def _as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
