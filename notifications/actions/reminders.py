"""Plan, cancel, pause and restore reminders when something happens in a check-in or a couple.

To plan a reminder is to store it in the outbox before it is due. The module `sending.outbox` records later whether a
reminder was sent.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import partial
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from checkins.models import CheckIn
from couples.compiled import execute, insert, prepared
from couples.models import Couple, User
from notifications import meters
from notifications.models import OutboxRow
from notifications.planning import planner, policy
from notifications.planning.kinds import ABOUT_ANSWERING

__all__ = [
    "cancel_answered",
    "cancel_closed",
    "cancel_of_couple",
    "cancel_of_member",
    "owe_again",
    "pause",
    "plan",
    "plan_open",
    "plan_reveal",
    "plan_talked",
    "resume",
    "write",
]

#: Rows of one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535.
ROWS_AT_ONCE = 1_000
_NEW = {"state": OutboxRow.State.PENDING, "outcome": "", "attempts": 0, "reached": []}
_ASKING = ", ".join(["%s"] * len(ABOUT_ANSWERING))
_DROP_ANSWERED = f"""
UPDATE notifications_reminder
SET state = %s, outcome = %s, settled_at = %s, lease = NULL, leased_until = NULL
WHERE id IN (
    SELECT id FROM notifications_reminder
    WHERE user_id = %s AND check_in_id = %s AND kind IN ({_ASKING}) AND state = %s
    ORDER BY id{{lock}}
)
"""


def plan_open(check_in: CheckIn, *, now: dt.datetime) -> int:
    """Plan all reminders of every member for an open check-in. Safe to repeat.

    Return the number of outbox rows (one for each reminder and channel), both new and already stored.
    """
    members = planner.live_members([check_in.couple_id])[check_in.couple_id]
    return write(planner.rows_for_open(check_in, members, now=now))


def plan_reveal(check_in: CheckIn, *, waited: Sequence[UUID], now: dt.datetime) -> int:
    """Plan the reminders about a reveal for the members in `waited`, who had submitted and waited for the reveal.

    The member who submitted last is not in `waited`, because that member already sees the reveal. Return the number
    of outbox rows (one for each reminder and channel), both new and already stored.
    """
    return write(planner.rows_for_reveal(check_in, waited, now=now))


def plan(check_in_id: UUID, user_ids: Sequence[UUID], owed: policy.Owed, *, now: dt.datetime) -> int:
    """Plan one reminder about a check-in for each of these people. Safe to repeat.

    `owed` gives the kind of reminder and the times between which it is sent. Return the number of outbox rows (one
    for each person and channel), both new and already stored.
    """
    return write([row for user_id in user_ids for row in planner.rows(check_in_id, user_id, owed, now=now)])


def plan_talked(check_in: CheckIn, *, now: dt.datetime) -> int:
    """For each member, plan a reminder that asks whether the conversation helped. Safe to repeat.

    Return the number of outbox rows (one for each member and channel), both new and already stored.
    """
    members = planner.live_members([check_in.couple_id])[check_in.couple_id]
    return plan(check_in.pk, members, policy.owed_for_talk(now), now=now)


def write(rows: Sequence[planner.PlannedReminder]) -> int:
    """Store these reminders, and skip reminders that are already stored. Return the length of `rows`."""
    # Sorted, so that two writers of the same rows do not deadlock.
    ordered = sorted(rows)
    stored = 0
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        some = [{"id": uuid4(), **row._asdict(), **_NEW} for row in ordered[start : start + ROWS_AT_ONCE]]
        stored += insert(OutboxRow, some, ignore_conflicts=True)
    if stored:
        planned: Counter[meters.Name] = Counter(("planned", row.kind, row.channel) for row in ordered)
        transaction.on_commit(partial(meters.count_all, planned))
    return len(ordered)


def cancel_answered(check_in: CheckIn, author: User, *, now: dt.datetime) -> None:
    """Cancel the author's pending reminders that ask for answers, because the author has submitted.

    The partner's reminders stay unchanged.
    """
    # Like `_drop`, but part of every submission: one statement, built by hand.
    lock = " FOR NO KEY UPDATE" if connection.features.has_select_for_no_key_update else ""
    pending = (
        ("user", author.pk),
        ("check_in", check_in.pk),
        *(("kind", kind) for kind in ABOUT_ANSWERING),
        ("state", OutboxRow.State.PENDING),
    )
    execute(
        _DROP_ANSWERED.format(lock=lock),
        prepared(
            OutboxRow,
            [("state", OutboxRow.State.DROPPED), ("outcome", "answered"), ("settled_at", now), *pending],
        ),
    )


def cancel_closed(check_in: CheckIn, *, now: dt.datetime) -> None:
    """Cancel the pending reminders of a check-in that has lapsed."""
    _drop(OutboxRow.objects.filter(check_in=check_in), outcome="closed", now=now)


def cancel_of_member(couple: Couple, user: User, *, now: dt.datetime) -> None:
    """Cancel a person's pending reminders about the check-ins of a couple that they have left."""
    _drop(OutboxRow.objects.filter(user=user, check_in__couple=couple), outcome="left", now=now)


def cancel_of_couple(couple: Couple, *, now: dt.datetime) -> None:
    """Cancel all pending reminders of a couple that has closed."""
    _drop(OutboxRow.objects.filter(check_in__couple=couple), outcome="left", now=now)


def pause(couple: Couple, *, now: dt.datetime) -> None:
    """Cancel all pending reminders of a couple whose schedule is now paused."""
    _drop(OutboxRow.objects.filter(check_in__couple=couple), outcome="paused", now=now)


def resume(couple: Couple, *, now: dt.datetime) -> None:
    """Restore the reminders that a pause cancelled, unless they are too late now.

    A reminder that became due during the pause is sent now. If several of the reminders "opening", "repeat" and "last
    call" of one check-in became due, only the latest is sent: `policy.not_owed` drops the others as "overtaken". A
    reminder about a reveal is too late only if the reveal is more than 30 days old. Otherwise it is due now and gets a
    new deadline.
    """
    rested = OutboxRow.objects.filter(
        check_in__couple=couple, state=OutboxRow.State.DROPPED, outcome="paused"
    )
    again = {"state": OutboxRow.State.PENDING, "outcome": "", "settled_at": None}
    _locked(rested.filter(~Q(kind="revealed"), not_after__gt=now)).update(**again)
    revealed = rested.filter(kind="revealed", check_in__revealed_at__gt=now - policy.REVEAL_WAITS)
    _locked(revealed).update(due_at=now, not_after=now + policy.REVEAL_IS_NEWS, **again)


def owe_again(check_in: CheckIn, author: User, *, now: dt.datetime) -> None:
    """Restore the author's reminders that ask for answers, after the author took their submitted answers back.

    The partner's reminders stay unchanged. Reminders that are already due stay cancelled, because the author is
    looking at the check-in at this moment.
    """
    OutboxRow.objects.filter(
        user=author, check_in=check_in, state=OutboxRow.State.DROPPED, outcome="answered", due_at__gt=now
    ).update(state=OutboxRow.State.PENDING, outcome="", settled_at=None)


def _drop(rows: QuerySet[OutboxRow], *, outcome: str, now: dt.datetime) -> None:
    _locked(rows.filter(state=OutboxRow.State.PENDING)).update(
        # Without its lease, a sender that holds the row now can no longer settle it.
        state=OutboxRow.State.DROPPED,
        outcome=outcome,
        settled_at=now,
        lease=None,
        leased_until=None,
    )


def _locked(rows: QuerySet[OutboxRow]) -> QuerySet[OutboxRow]:
    """Return a query for an UPDATE of these rows. The UPDATE locks the rows by ascending id, to prevent deadlocks.

    The locks need no separate query, and the UPDATE runs even if no row matches. So leaving a couple takes the same
    time whether or not the partner still has reminders.
    """
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk").values("pk")
    return OutboxRow.objects.filter(pk__in=locked)
