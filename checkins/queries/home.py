"""Read what the home screen shows. This takes a few small queries and decrypts nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from checkins import visibility
from checkins.asking.schedule import upcoming
from checkins.models import Agreement, CheckIn, TalkingPoint
from checkins.queries.cards import (
    CARD,
    CardRow,
    CheckInCard,
    partner_finished,
    present,
    with_own_response,
)
from checkins.viewer_context import (
    ScheduleStatus,
    ViewerContext,
    not_found,
    required_context,
    viewer_context,
)
from couples import queries as people
from couples.compiled import Compiled
from couples.models import User
from couples.queries import PersonName, SpaceStatus

__all__ = ["Home", "home", "openings", "schedule"]


@dataclass(frozen=True, slots=True)
class LatestReveal:
    """The couple's latest reveal, as the home screen shows it.

    `looked_at`: whether the viewer has made a choice about a topic (now, later, not for us), or a partner has marked
    a topic as talked about.
    `wish`: whether the viewer or the partner asked to talk about something that the couple has not talked about and
    the viewer has not declined.
    """

    id: UUID
    opens_at: dt.datetime
    closes_at: dt.datetime
    looked_at: bool
    wish: bool


@dataclass(frozen=True, slots=True)
class Home:
    """What the home screen shows the viewer. Both partners may look at the screen together.

    `open_points`: the number of the latest reveal's topics that the couple has not talked about and the viewer has
    not declined. Light conversations don't count.
    `just_for_you`: whether the latest reveal has a card that only the viewer sees, and that the viewer has neither
    declined nor marked as talked about. The page `/talking-points?own=…` shows the card.
    `agreements`: "waiting" if an agreement waits for the viewer's yes, else "standing" if an agreement is in force,
    else null.
    `private_cards`: always empty. Pages that a phone cached before `just_for_you` existed still expect this field.
    """

    now: dt.datetime
    space: SpaceStatus
    schedule: ScheduleStatus | None = None
    check_in: CheckInCard | None = None
    next_opens_at: dt.datetime | None = None
    latest_reveal: LatestReveal | None = None
    open_points: int = 0
    just_for_you: bool = False
    private_cards: Sequence[str] = ()
    agreements: Literal["waiting", "standing"] | None = None


def _agreements_of(couple: Any, viewer: UUID) -> QuerySet[Agreement, tuple[str]]:
    """Return a query for one word: "waiting" if an agreement waits for the viewer's yes, else "standing" (in force).

    The query has no row if the couple has neither kind of agreement.
    """
    live = Agreement.objects.filter(
        couple=couple, state__in=[Agreement.State.WAITING, Agreement.State.STANDING]
    )
    return live.exclude(proposed_by=viewer).order_by("-state").values_list("state")[:1]


_NEWEST = Compiled(
    lambda couple, viewer: (
        with_own_response(CheckIn.objects.filter(couple_id=couple), viewer)
        .annotate(agreements=Subquery(_agreements_of(OuterRef("couple"), viewer)))
        .order_by("-number")
        .values_list(*CARD, "agreements")[:1]
    )
)


class _RevealedRow(NamedTuple):
    """A database row: a revealed check-in, a talking point that the viewer may see, and the viewer's choice.

    A check-in without talking points has one row, with None in `role`, `talked_at` and `choice`.
    """

    check_in_id: UUID
    opens_at: dt.datetime
    closes_at: dt.datetime
    role: str | None
    talked_at: dt.datetime | None
    choice: str | None


#: The talking points of the latest reveals. A check-in has fewer than 16 points.
_REVEALED = Compiled(
    lambda couple, viewer: (
        CheckIn.objects.filter(couple_id=couple, state=CheckIn.State.REVEALED)
        .annotate(
            point=FilteredRelation(
                "talking_points",
                condition=Q(talking_points__audience=None) | Q(talking_points__audience=viewer),
            )
        )
        .annotate(said=FilteredRelation("point__voices", condition=Q(point__voices__member=viewer)))
        .order_by("-number")
        .values_list("id", "opens_at", "closes_at", "point__role", "point__talked_at", "said__choice")[:16]
    )
)


def home(viewer: User, *, now: dt.datetime) -> Home:
    """Read what the home screen shows the viewer."""
    context = viewer_context(viewer)
    if context is None:
        return Home(now, people.space(viewer))
    reveal = _latest_reveal(context)
    newest, agreements = _newest(context, now)
    return Home(
        now=now,
        space=SpaceStatus(
            state="alone" if context.solo else "paired",
            couple_id=context.couple_id,
            partner=PersonName(context.partner.name) if context.partner else None,
            since=context.joined_at,
        ),
        schedule=context.schedule_status(),
        check_in=newest,
        next_opens_at=context.schedule.next_opening_unless_paused if context.schedule else None,
        latest_reveal=reveal.reveal,
        open_points=reveal.open_points,
        just_for_you=reveal.open_card,
        agreements=agreements,
    )


def schedule(viewer: User) -> ScheduleStatus:
    """Return the couple's schedule and whether the viewer takes a quiet break.

    Raises NotFound if the viewer belongs to no couple, or if the couple has no schedule.
    """
    found = required_context(viewer).schedule_status()
    if found is None:
        raise not_found()
    return found


def openings(viewer: User, *, many: int) -> list[dt.datetime]:
    """Return the times at which the couple's next `many` check-ins open. Empty during a pause, or without a couple.

    The times go into a calendar that other people may see. So they depend on the schedule alone, not on answers or
    quiet breaks.
    """
    context = viewer_context(viewer)
    stored = context.schedule if context else None
    if stored is None or stored.next_opening_unless_paused is None:
        return []
    return upcoming(stored.rule, first=stored.next_opening_unless_paused, many=many)


def _newest(
    context: ViewerContext, now: dt.datetime
) -> tuple[CheckInCard | None, Literal["waiting", "standing"] | None]:
    """Return the card of the couple's newest check-in, and the state of the couple's agreements.

    The state is "waiting" if an agreement waits for the viewer's yes, else "standing" if an agreement is in force,
    else None. Without a check-in, the card and the state are None. This takes one query, and a second query if the
    check-in is open and the partner lets the viewer know when the partner has submitted.
    """
    found = _NEWEST.first(couple=context.couple_id, viewer=context.viewer_id)
    if found is None:
        return None, None
    *columns, agreements = found
    row = CardRow._make(columns)
    state = visibility.state_at(row.state, closes_at=row.closes_at, now=now)
    card = present(
        row,
        wants_tender=context.wants_tender,
        now=now,
        partner_finished=partner_finished(context, row.id, state),
    )
    return card, agreements


class _StillOpen(NamedTuple):
    """The latest reveal, the number of its open topics, and whether it has an open card that only the viewer sees.

    A topic or card is open if the couple has not talked about it and the viewer has not declined it. Light
    conversations don't count.
    """

    reveal: LatestReveal | None = None
    open_points: int = 0
    open_card: bool = False


def _latest_reveal(context: ViewerContext) -> _StillOpen:
    """Read the couple's latest reveal with one query, which returns one row per talking point."""
    if context.solo:
        return _StillOpen()
    rows = list(map(_RevealedRow._make, _REVEALED.rows(couple=context.couple_id, viewer=context.viewer_id)))
    if not rows:
        return _StillOpen()
    newest = rows[0]
    points = [row for row in rows if row.check_in_id == newest.check_in_id]
    open_roles = [row.role for row in points if not row.talked_at and row.choice != "not_for_us"]
    topics = {TalkingPoint.Role.WISH.value, TalkingPoint.Role.MAIN.value, TalkingPoint.Role.OPTIONAL.value}
    answerable = {*topics, TalkingPoint.Role.LIGHT.value}
    looked_at = any(row.role in answerable and (row.talked_at or row.choice) for row in points)
    return _StillOpen(
        LatestReveal(
            newest.check_in_id,
            newest.opens_at,
            newest.closes_at,
            looked_at,
            wish=TalkingPoint.Role.WISH.value in open_roles,
        ),
        open_points=sum(role in topics for role in open_roles),
        open_card=TalkingPoint.Role.PRIVATE.value in open_roles,
    )
