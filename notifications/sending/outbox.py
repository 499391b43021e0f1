"""Queries of the outbox: lease due rows to a sender, and record the outcome of each row once.

A claim is a lease. If a sender dies, the next one claims its rows when the lease ends. A message may then go out
twice, under the same Topic and tag, but none is lost. Recording is fenced by the lease. A sender changes nothing if
its lease has ended or if the row was cancelled meanwhile.
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
    """The rows that one sender holds until `until`. `lease` is its fencing token."""

    lease: UUID
    until: dt.datetime
    row_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The new state of a claimed row: final (with `settled_at`), or pending again.

    A pending row is due at `due_at`, or as before if that is None. `code` and `reached` (the ids of the browsers that
    accepted the message) are not changed if they are None. `untried` undoes the increment of `attempts` by the claim.
    """

    row: OutboxRow
    state: OutboxRow.State = OutboxRow.State.PENDING
    code: str | None = None
    reached: Sequence[str] | None = None
    due_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    untried: bool = False

    def changes(self) -> dict[str, Any]:
        """Return the columns to write. `reached` is only for retries, so a settled row does not keep it."""
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
    """Return the pending rows that were due at `due_by` and that no sender holds now."""
    unleased = Q(leased_until=None) | Q(leased_until__lte=now)
    return OutboxRow.objects.filter(unleased, state=OutboxRow.State.PENDING, due_at__lte=due_by)


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Lease up to `limit` due rows, the oldest first. If account alerts are due, lease only alerts.

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
    """Record these outcomes and end the leases. Return the ids of the changed rows.

    A row that no longer has the lease with which it was loaded stays unchanged.
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
    """Return the number of due rows that no sender holds, at most `most`."""
    return free(now, now=now)[:most].count()
