"""Read the viewer's check-ins a page at a time, with the data for a chart of the answers over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q

from checkins import visibility
from checkins.models import CheckIn, TalkingPoint
from checkins.queries.cards import OwnProgress, progress
from checkins.queries.levels import Levels, PicturedWeek, levels
from checkins.viewer_context import ViewerContext, not_found, viewer_context
from checkins.visibility import CheckInState
from couples.models import Membership, User

__all__ = ["History", "history"]

#: Number of check-ins on a page.
PAGE = 20
#: Number of latest check-ins that the chart shows.
PICTURED = 40


@dataclass(frozen=True, slots=True)
class HistoryCheckIn:
    """A check-in in the viewer's history. `here`: whether it belongs to the viewer's present couple.

    Only then can its reveal be read again. `shared_points`: the number of topics that both partners saw, without light
    conversations. Always 0 for a check-in of an earlier couple.
    `solo`: whether the viewer answered the check-in without a partner.
    """

    id: UUID
    number: int
    opens_at: dt.datetime
    state: CheckInState
    mine: OwnProgress
    shared_points: int
    solo: bool
    here: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of the viewer's check-ins, newest first. Pass `next` as `before` for the next page.

    `levels`: the data for the chart, from the latest 40 check-ins, oldest first. Only the first page has this data.
    """

    check_ins: Sequence[HistoryCheckIn]
    next: UUID | None
    levels: Levels | None


class _PastRow(NamedTuple):
    """A check-in of the viewer's history, with the state of the viewer's own response."""

    id: UUID
    number: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: CheckInState
    couple_id: UUID
    kind: str
    submitted_at: dt.datetime | None
    answered: int | None


def history(viewer: User, *, now: dt.datetime, before: UUID | None = None) -> History:
    """Read a page of the viewer's history, newest first. Only the first page has the data for the chart.

    The history has all check-ins of the present couple (also an open check-in), and the check-ins of earlier couples
    that the viewer answered. `before`: the `next` of an earlier page. Raises NotFound if `before` is not in the
    viewer's history.
    """
    context = viewer_context(viewer)
    rows = list(islice(_newest_first(viewer, context, before), PAGE + 1 if before else PICTURED + 1))
    page = rows[:PAGE]
    shared = _shared_points(context, page)
    check_ins = [
        HistoryCheckIn(
            id=row.id,
            number=row.number,
            opens_at=row.opens_at,
            state=visibility.state_at(row.state, closes_at=row.closes_at, now=now),
            mine=progress(row.answered, row.submitted_at),
            shared_points=shared.get(row.id, 0),
            solo=row.kind == "solo",
            here=context is not None and row.couple_id == context.couple_id,
        )
        for row in page
    ]
    return History(
        check_ins=check_ins,
        next=page[-1].id if len(rows) > PAGE else None,
        levels=None if before else levels(viewer, context, _weeks(rows[:PICTURED], context, now)),
    )


def _newest_first(viewer: User, context: ViewerContext | None, before: UUID | None) -> Iterator[_PastRow]:
    """Yield the viewer's check-ins that are older than the check-in `before` (None: all), newest first.

    A person belongs to one couple at a time, so the newest couple also has the newest check-ins. Each couple's
    check-ins are read through a database index, and only as many as the caller needs.
    """
    couples = list(
        Membership.objects.filter(user=viewer)
        .order_by("-joined_at", "-pk")
        .values_list("couple_id", flat=True)
    )
    last_seen = None
    if before is not None:
        last_seen = CheckIn.objects.filter(pk=before).values_list("couple_id", "number", named=True).first()
        if last_seen is None or last_seen.couple_id not in couples:
            raise not_found()
        couples = couples[couples.index(last_seen.couple_id) :]
    for couple_id in couples:
        found = CheckIn.objects.filter(couple_id=couple_id).annotate(
            mine=FilteredRelation("responses", condition=Q(responses__author=viewer.pk))
        )
        if context is None or couple_id != context.couple_id:
            found = found.filter(mine__envelope__isnull=False)
        if last_seen is not None and couple_id == last_seen.couple_id:
            found = found.filter(number__lt=last_seen.number)
        for row in found.order_by("-number").values_list(
            "id",
            "number",
            "opens_at",
            "closes_at",
            "state",
            "couple_id",
            "couple__kind",
            "mine__submitted_at",
            "mine__answered",
        )[: PICTURED + 1]:
            yield _PastRow._make(row)


def _shared_points(context: ViewerContext | None, page: Sequence[_PastRow]) -> dict[UUID, int]:
    """Return the number of topics that both partners saw, by the id of each check-in of the present couple on the page.

    Only wishes and problems count, and not strengths or light conversations.
    """
    ids = [row.id for row in page if context is not None and row.couple_id == context.couple_id]
    shared = TalkingPoint.objects.filter(
        check_in__in=ids,
        role__in=[TalkingPoint.Role.WISH, TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL],
    )
    return dict(shared.values_list("check_in").annotate(Count("pk")))


def _weeks(rows: Sequence[_PastRow], context: ViewerContext | None, now: dt.datetime) -> list[PicturedWeek]:
    """Return the check-ins for the chart, oldest first.

    An open check-in that the viewer has not submitted is left out: the viewer may still answer it. If the viewer has
    a partner, only the present couple's check-ins are returned, because the partner must not see what the viewer
    answered alone or with someone else.
    """
    if context and context.partner:
        rows = [row for row in rows if row.couple_id == context.couple_id]
    return [
        PicturedWeek(row.id, context.day(row.opens_at) if context else row.opens_at.date())
        for row in reversed(rows)
        if row.submitted_at
        or visibility.state_at(row.state, closes_at=row.closes_at, now=now) != visibility.OPEN
    ]
