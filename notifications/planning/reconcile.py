"""Create reminders that should be in the outbox but are missing.

Reminders can be missing after a fault or a manual change. Usually none is missing, because reminders are written in
the transaction of the event that causes them. So each call checks only a limited number of events of one type, such
as reveals, and stores its position for the next call. A call takes as long with a thousand couples as with two
million. Calls may run at any time, any number of times and in parallel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from checkins.models import CheckIn, TalkingPoint, TalkingPointVoice
from couples.models import Couple, Membership
from notifications import actions
from notifications.models import OutboxRow, ReconcileCursor
from notifications.planning import planner, policy

#: Rows in one slice.
SLICE_SIZE = 500
#: Seconds for which events of one type are searched, before events of the next type.
TURN = 20


@dataclass(frozen=True, slots=True)
class ReconcileSlice:
    """Result of one limited search: outbox rows for the missing reminders, and the position for the next search.

    `rows` may contain rows that are stored already. `after`: where the next search starts. Empty if this search has
    reached the last event.
    """

    rows: Sequence[planner.PlannedReminder]
    after: str


def reconcile_slice(*, now: dt.datetime) -> int:
    """Create missing reminders for the next events of one type, such as reveals.

    The current time decides which type of event is searched. Each call searches a limited number of events.

    Return 0 if no reminder was missing. Otherwise return the number of outbox rows that were made for the events with
    missing reminders. This number includes rows that were already stored, which stay unchanged.
    """
    # The clock chooses the type of event, so that nothing is written while nothing is missing.
    name = tuple(REPAIRS)[int(now.timestamp()) // TURN % len(REPAIRS)]
    begun = ReconcileCursor.objects.filter(pk=name).values_list("after", flat=True).first() or ""
    looked = REPAIRS[name](begun, now)
    if looked.after != begun:
        ReconcileCursor.objects.bulk_create(
            [ReconcileCursor(name=name, after=looked.after)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["after"],
        )
    return actions.write(looked.rows)


def _opened(after: str, now: dt.datetime) -> ReconcileSlice:
    """Return all members' reminders for each open check-in in which a member has no "opening" reminder.

    The search starts at the position `after`. Reminders that would come too late are left out.
    """
    planned = OutboxRow.objects.filter(
        user_id=OuterRef("user_id"), check_in_id=OuterRef(OuterRef("pk")), kind="opening"
    )
    lacking = Membership.objects.filter(
        ~Exists(planned), couple_id=OuterRef("couple_id"), ended_at=None, user__is_active=True
    )
    # In the order of the index that limits a couple to one open check-in.
    candidates = CheckIn.objects.filter(state=CheckIn.State.OPEN).order_by("couple_id")
    if after:
        candidates = candidates.filter(couple_id__gt=UUID(after))
    looked = list(
        candidates.annotate(lacks=_any(lacking, "seat")).values_list("couple_id", "pk", "lacks")[:SLICE_SIZE]
    )
    missed = _check_ins([pk for _couple_id, pk, lacks in looked if lacks is not None])
    members = planner.live_members(check_in.couple_id for check_in in missed)
    return ReconcileSlice(
        [
            row
            for check_in in missed
            for row in planner.rows_for_open(check_in, members[check_in.couple_id], now=now)
        ],
        str(looked[-1][0]) if len(looked) == SLICE_SIZE else "",
    )


def _revealed(after: str, now: dt.datetime) -> ReconcileSlice:
    """Return the missing reminders about recent reveals: those about which neither partner has a reminder.

    The search starts at the position `after`. Reveals of couples that have parted are left out.
    """
    announced = OutboxRow.objects.filter(check_in_id=OuterRef("pk"), kind="revealed")
    candidates = CheckIn.objects.filter(
        state=CheckIn.State.REVEALED, revealed_at__gte=_from(after, now - policy.REVEAL_IS_NEWS)
    ).order_by("revealed_at")
    looked = list(
        candidates.annotate(told=_any(announced, "kind")).values_list("revealed_at", "pk", "told")[
            :SLICE_SIZE
        ]
    )
    missed = _check_ins([pk for _at, pk, told in looked if told is None])
    members = planner.live_members(check_in.couple_id for check_in in missed)
    rows: list[planner.PlannedReminder] = []
    for check_in in missed:
        if check_in.couple.kind == Couple.Kind.PAIR:
            still_here = members[check_in.couple_id]
            waited = [user_id for user_id in planner.waited_for_reveal(check_in) if user_id in still_here]
            rows += planner.rows_for_reveal(check_in, waited, now=now)
    return ReconcileSlice(rows, _after(looked))


def _put_off(after: str, now: dt.datetime) -> ReconcileSlice:
    """Return the missing "talk_later" reminders of people who recently answered "later" to a topic.

    The search starts at the position `after`. It looks for people without such a reminder for the topic's check-in.
    """
    planned = OutboxRow.objects.filter(
        user_id=OuterRef("member_id"),
        check_in_id=OuterRef("talking_point__check_in_id"),
        kind="talk_later",
    )
    candidates = TalkingPointVoice.objects.filter(
        choice=TalkingPointVoice.Choice.LATER,
        updated_at__gte=_from(after, now - policy.LATER - policy.LATER_LASTS),
        talking_point__audience=None,
    ).order_by("updated_at")
    looked = list(
        candidates.annotate(planned=_any(planned, "kind")).values_list(
            "updated_at", "member_id", "talking_point__check_in_id", "planned"
        )[:SLICE_SIZE]
    )
    return ReconcileSlice(
        [
            row
            for said_at, user_id, check_in_id, planned in looked
            if planned is None
            for row in planner.rows(check_in_id, user_id, policy.owed_for_later(said_at), now=now)
        ],
        _after(looked),
    )


def _talked(after: str, now: dt.datetime) -> ReconcileSlice:
    """Return the reminders that ask whether a recent conversation helped, if they are missing for a member.

    The search starts at the position `after`. It looks for conversations about topics of a check-in for which a member
    has no such reminder. For these check-ins, the reminders of all members are returned.
    """
    planned = OutboxRow.objects.filter(
        user_id=OuterRef("user_id"),
        check_in_id=OuterRef(OuterRef("check_in_id")),
        kind="helped",
    )
    lacking = Membership.objects.filter(
        ~Exists(planned), couple_id=OuterRef("check_in__couple_id"), ended_at=None, user__is_active=True
    )
    candidates = TalkingPoint.objects.filter(
        audience=None,
        talked_at__gte=_from(after, now - policy.HELPED_AFTER - policy.HELPED_LASTS),
    ).order_by("talked_at")
    looked = list(
        candidates.annotate(lacks=_any(lacking, "seat")).values_list("talked_at", "check_in_id", "lacks")[
            :SLICE_SIZE
        ]
    )
    missed = {
        check_in_id: talked_at for talked_at, check_in_id, lacks in looked if talked_at and lacks is not None
    }
    check_ins = _check_ins(list(missed))
    members = planner.live_members(check_in.couple_id for check_in in check_ins)
    return ReconcileSlice(
        [
            row
            for check_in in check_ins
            for user_id in members[check_in.couple_id]
            for row in planner.rows(check_in.pk, user_id, policy.owed_for_talk(missed[check_in.pk]), now=now)
        ],
        _after(looked),
    )


#: The search for each type of event. The names are stored in ReconcileCursor, so they must not change.
REPAIRS: dict[str, Callable[[str, dt.datetime], ReconcileSlice]] = {
    "opened": _opened,
    "revealed": _revealed,
    "put_off": _put_off,
    "talked": _talked,
}


def _any(rows: QuerySet[Any], column: str) -> Subquery:
    """Return a subquery that gives `column` of one of these rows, or NULL if no row matches.

    With Exists instead of this subquery, PostgreSQL may read a whole table and not use the index.
    """
    return Subquery(rows.values(column)[:1])


def _check_ins(ids: Sequence[UUID]) -> list[CheckIn]:
    if not ids:
        return []
    found = CheckIn.objects.filter(pk__in=ids, couple__closed_at=None)
    return list(found.select_related("couple").defer("prompts"))


def _from(after: str, earliest: dt.datetime) -> dt.datetime:
    return max(dt.datetime.fromisoformat(after), earliest) if after else earliest


def _after(looked: Sequence[tuple[Any, ...]]) -> str:
    """Return the position where the next search starts, or an empty string if no events are left.

    `looked` holds the rows that this search has read. The position is the time in the first column of the last row.
    """
    return looked[-1][0].isoformat() if len(looked) == SLICE_SIZE else ""
