"""The outbox: claim due rows for a while, settle each once.

A claim is a lease. A sender that dies leaves rows behind that the next one claims when the lease ends; a message may
then go out twice, under the same Topic and tag, but none is lost. Settling is fenced: only the holder of the lease
may, so a sender that slept past its lease, or whose row was cancelled meanwhile, changes nothing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from notifications.models import Reminder

#: How long a claimed batch may take. Longer than the slowest batch, short enough that a crash delays little.
LEASE = dt.timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that one sender holds until `until`. `lease` is its fencing token."""

    lease: UUID
    until: dt.datetime
    reminder_ids: Sequence[UUID]


def claim(*, now: dt.datetime, limit: int) -> Claim:
    """Lease up to `limit` due rows, oldest first. Any number of senders may do so at once.

    PostgreSQL skips what another is claiming; SQLite lets one writer in at a time. On either the update asks again
    whether a row is free, so that being alone is not what makes it right.
    """
    lease, until = uuid.uuid4(), now + LEASE
    free = Reminder.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now), state=Reminder.State.PENDING, due_at__lte=now
    )
    with transaction.atomic():
        wanted = list(
            free.order_by("due_at")
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)[:limit]
        )
        if wanted:
            free.filter(pk__in=wanted).update(lease=lease, leased_until=until, attempts=F("attempts") + 1)
    held = Reminder.objects.filter(lease=lease, pk__in=wanted).order_by("due_at").values_list("pk", flat=True)
    return Claim(lease, until, list(held) if wanted else [])


def sent(
    reminder_id: UUID, *, lease: UUID, reached: Sequence[str] = (), outcome: str = "", now: dt.datetime
) -> bool:
    """Settle a row as sent. False if the lease was lost, in which case nothing changed."""
    return _settle(
        reminder_id, lease, state=Reminder.State.SENT, outcome=outcome, settled_at=now, reached=list(reached)
    )


def dropped(reminder_id: UUID, *, lease: UUID, outcome: str, now: dt.datetime) -> bool:
    """Settle a row as no longer owed; `outcome` says why. False if the lease was lost."""
    return _settle(reminder_id, lease, state=Reminder.State.DROPPED, outcome=outcome, settled_at=now)


def failed(reminder_id: UUID, *, lease: UUID, outcome: str, now: dt.datetime) -> bool:
    """Settle a row as impossible to deliver. False if the lease was lost."""
    return _settle(reminder_id, lease, state=Reminder.State.FAILED, outcome=outcome, settled_at=now)


def retried(
    reminder_id: UUID, *, lease: UUID, outcome: str, due_at: dt.datetime, reached: Sequence[str] = ()
) -> bool:
    """Give a row back to be tried again at `due_at`. False if the lease was lost."""
    return _settle(reminder_id, lease, due_at=due_at, outcome=outcome, reached=list(reached))


def moved(reminder_id: UUID, *, lease: UUID, due_at: dt.datetime) -> bool:
    """Give a row back untried: it is due later (quiet hours), which is no attempt. False if the lease was lost."""
    return _settle(reminder_id, lease, due_at=due_at, attempts=F("attempts") - 1)


def released(reminder_id: UUID, *, lease: UUID) -> bool:
    """Give a row back untried and due as before. False if the lease was lost."""
    return _settle(reminder_id, lease, attempts=F("attempts") - 1)


def _settle(reminder_id: UUID, lease: UUID, **changes: Any) -> bool:
    # One row a statement: it holds one lock, so it can't deadlock with a cancellation that locks many.
    mine = Reminder.objects.filter(pk=reminder_id, lease=lease, state=Reminder.State.PENDING)
    return mine.update(lease=None, leased_until=None, **changes) == 1
