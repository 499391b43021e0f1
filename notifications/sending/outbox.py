"""The outbox: claim due rows for a while, and record the outcome of each once.

A claim is a lease. If a sender dies, the next one claims its rows when the lease ends. A message may then go out
twice, under the same Topic and tag, but none is lost. Recording is fenced by the lease: a sender that slept past its
lease, or whose row was cancelled meanwhile, changes nothing.
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

#: How long a claim lasts. If a sender dies, its rows are late by no more than this.
LEASE = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that one sender holds until `until`. `lease` is its fencing token."""

    lease: UUID
    until: dt.datetime
    row_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The next state of a claimed row: final (with `settled_at`), or pending again, due as before or at `due_at`.

    `code` and `reached` (the ids of the browsers that accepted it) stay as they are if None. `untried` takes back the
    attempt that the claim counted.
    """

    row: OutboxRow
    state: OutboxRow.State = OutboxRow.State.PENDING
    code: str | None = None
    reached: Sequence[str] | None = None
    due_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    untried: bool = False

    def changes(self) -> dict[str, Any]:
        """The columns to write. `reached` says where not to try again, so a settled row needs it no more."""
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
    """The rows that were due at `due_by` and that no sender holds now."""
    unleased = Q(leased_until=None) | Q(leased_until__lte=now)
    return OutboxRow.objects.filter(unleased, state=OutboxRow.State.PENDING, due_at__lte=due_by)


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Lease up to `limit` due rows: account alerts first, then reminders, oldest first. Any number of senders may do so
    at once.

    PostgreSQL skips rows that another sender is claiming; SQLite lets one writer in at a time.
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
    """Record these outcomes and end the leases. Return the ids of the rows that were still leased as loaded; the
    others stay unchanged."""
    if not outcomes:
        return set()
    given = {each.row.pk: each for each in outcomes}
    with transaction.atomic():
        pending = OutboxRow.objects.filter(pk__in=given, state=OutboxRow.State.PENDING)
        # Every writer locks in the order of ids, so that no two wait for each other in a circle.
        locked = pending.select_for_update(no_key=True).order_by("pk").values_list("pk", "lease")
        held = {pk for pk, lease in locked if lease == given[pk].row.lease}
        alike: dict[tuple[Any, ...], list[UUID]] = defaultdict(list)
        for pk in held:
            alike[tuple(given[pk].changes().items())].append(pk)
        for changes, ids in alike.items():
            OutboxRow.objects.filter(pk__in=ids).update(lease=None, leased_until=None, **dict(changes))
    return held


def due(*, now: dt.datetime, most: int) -> int:
    """Number of rows that are due and free, counted up to `most`."""
    return free(now, now=now)[:most].count()
