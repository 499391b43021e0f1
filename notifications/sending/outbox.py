"""Queries of the outbox: reserve due rows for a sender, and record the outcome of each row once.

A sender reserves rows by a lease, which ends after a short time. If a sender dies, another sender takes its rows
when the lease ends. So no message is lost, but a message may go out twice. On a phone, the second push replaces the
first. A sender can record an outcome only while it holds the lease and the row is not cancelled.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from notifications.models import OutboxRow

#: How long a lease lasts. If a sender dies, its rows are delayed by no more than this.
LEASE = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that one sender has reserved until the time `until`. Each of these rows stores the token `lease`."""

    lease: UUID
    until: dt.datetime
    row_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The new state of an outbox row after a sender has handled it: final (with `settled_at`), or pending again.

    `code` says what happened. `reached` holds the ids of the browsers that have accepted the message so far. `due_at`
    is the new due time of a pending row. If `code`, `reached` or `due_at` is None, its column in the row stays
    unchanged. With `untried`, the sender's try is not counted in `attempts`.
    """

    row: OutboxRow
    state: OutboxRow.State = OutboxRow.State.PENDING
    code: str | None = None
    reached: Sequence[str] | None = None
    due_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    untried: bool = False

    def changes(self) -> dict[str, Any]:
        """Return the new values of the row, by column name.

        `reached`, the ids of the browsers that have accepted the message, is written only if the row stays pending:
        the next try leaves these browsers out.
        """
        changes: dict[str, Any] = {"state": self.state, "settled_at": self.settled_at}
        if self.settled_at:
            changes["address"] = ""
        elif self.reached is not None:
            changes["reached"] = tuple(self.reached)
        if self.code is not None:
            changes["outcome"] = self.code
        if self.due_at:
            changes["due_at"] = self.due_at
        if self.untried:
            changes["attempts"] = F("attempts") - 1
        return changes


def free(due_by: dt.datetime, *, now: dt.datetime) -> QuerySet[OutboxRow]:
    """Return the pending rows that were due by the time `due_by` and that no sender holds now."""
    unleased = Q(leased_until=None) | Q(leased_until__lte=now)
    return OutboxRow.objects.filter(unleased, state=OutboxRow.State.PENDING, due_at__lte=due_by)


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Reserve up to `limit` due rows for one sender, the oldest first. If account alerts are due, reserve only alerts.

    Any number of senders may claim at the same time. PostgreSQL skips rows that another sender is claiming. SQLite
    allows one writer at a time.
    """
    lease, until = uuid.uuid4(), now + LEASE
    with transaction.atomic():
        due = free(now, now=now).order_by("due_at").select_for_update(skip_locked=True, no_key=True)
        alerts = list(due.filter(check_in=None).values_list("pk", flat=True)[:limit])
        row_ids = alerts or list(due.values_list("pk", flat=True)[:limit])
        OutboxRow.objects.filter(pk__in=row_ids).update(
            lease=lease, leased_until=until, attempts=F("attempts") + 1
        )
    return Claim(lease, until, row_ids)


def record_outcomes(outcomes: Sequence[RowOutcome]) -> set[UUID]:
    """Record these outcomes and end the senders' leases. Return the ids of the changed rows.

    A row stays unchanged if it is no longer pending, or if the sender no longer holds the lease of the row.
    """
    if not outcomes:
        return set()
    given = {each.row.pk: each for each in outcomes}
    with transaction.atomic():
        pending = OutboxRow.objects.filter(pk__in=given, state=OutboxRow.State.PENDING)
        # Every writer locks rows in the order of ids, which prevents deadlocks.
        locked = pending.select_for_update(no_key=True).order_by("pk").values_list("pk", "lease")
        held = {pk for pk, lease in locked if lease == given[pk].row.lease}
        alike: dict[tuple[Any, ...], list[UUID]] = defaultdict(list)
        for pk in held:
            alike[tuple(given[pk].changes().items())].append(pk)
        for changes, ids in alike.items():
            OutboxRow.objects.filter(pk__in=ids).update(lease=None, leased_until=None, **dict(changes))
    return held


def due(*, now: dt.datetime, most: int) -> int:
    """Return the number of due rows that no sender holds. Count no further than `most`."""
    return free(now, now=now)[:most].count()
