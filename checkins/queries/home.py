"""The first screen: the state of the week. A few narrow queries; nothing is decrypted."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q

from checkins import visibility
from checkins.models import CheckIn, TalkingPoint
from checkins.queries.check_ins import CARD, CardRow, partner_finished, render, with_own_response
from checkins.schedule import upcoming
from checkins.viewer_context import ViewerContext, required_context, viewer_context
from couples import queries as people
from couples.compiled import Compiled
from couples.models import User

_NEWEST = Compiled(
    lambda couple, viewer: (
        with_own_response(CheckIn.objects.filter(couple_id=couple), viewer)
        .order_by("-number")
        .values_list(*CARD)[:1]
    )
)


class _RevealedRow(NamedTuple):
    """One point of a revealed check-in that the viewer may see, with the viewer's choice. Without points, one row."""

    check_in_id: UUID
    opens_at: dt.datetime
    closes_at: dt.datetime
    role: str | None
    talked_at: dt.datetime | None
    choice: str | None


#: The points of the latest reveals. A check-in has fewer than 16 of them.
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


def home(viewer: User, *, now: dt.datetime) -> dict[str, Any]:
    """Render the API's Home."""
    context = viewer_context(viewer)
    if context is None:
        return {
            "now": now,
            "space": {"state": people.space(viewer).state, "couple_id": None, "partner": None, "since": None},
            "schedule": None,
            "check_in": None,
            "next_opens_at": None,
            "latest_reveal": None,
            "open_points": 0,
            "just_for_you": False,
            "private_cards": [],
        }
    stored = context.schedule
    return {
        "now": now,
        "space": {
            "state": "alone" if context.solo else "paired",
            "couple_id": context.couple_id,
            "partner": {"display_name": context.partner.name} if context.partner else None,
            "since": context.joined_at,
        },
        "schedule": context.schedule_json(),
        "check_in": _newest(context, now),
        "next_opens_at": stored.opens_next_at if stored else None,
        **_latest_reveal(context),
    }


def schedule(viewer: User) -> dict[str, Any]:
    """The couple's schedule and the viewer's own break. Raises NotFound without a couple."""
    return required_context(viewer).schedule_json() or {}


def openings(viewer: User, *, many: int) -> list[dt.datetime]:
    """When the couple's next check-ins open, by the schedule alone. None during a pause, or without a couple.

    Both partners get the same times. Neither answers nor quiet breaks matter: others may see the calendar.
    """
    context = viewer_context(viewer)
    stored = context.schedule if context else None
    if stored is None or stored.opens_next_at is None:
        return []
    return upcoming(stored.rule, first=stored.opens_next_at, many=many)


def _newest(context: ViewerContext, now: dt.datetime) -> dict[str, Any] | None:
    found = _NEWEST.first(couple=context.couple_id, viewer=context.viewer_id)
    if found is None:
        return None
    row = CardRow._make(found)
    state = visibility.state_at(row.state, closes_at=row.closes_at, now=now)
    return render(
        row,
        wants_tender=context.wants_tender,
        now=now,
        partner_finished=partner_finished(context, row.id, state),
    )


def _latest_reveal(context: ViewerContext) -> dict[str, Any]:
    """The latest reveal and what is still open of it. One query, one row per point."""
    nothing: dict[str, Any] = {
        "latest_reveal": None,
        "open_points": 0,
        "just_for_you": False,
        "private_cards": [],
    }
    if context.solo:
        return nothing
    rows = list(map(_RevealedRow._make, _REVEALED.rows(couple=context.couple_id, viewer=context.viewer_id)))
    if not rows:
        return nothing
    newest = rows[0]
    points = [row for row in rows if row.check_in_id == newest.check_in_id]
    open_roles = [row.role for row in points if not row.talked_at and row.choice != "not_for_us"]
    topics = {TalkingPoint.Role.MAIN.value, TalkingPoint.Role.OPTIONAL.value}
    return {
        "latest_reveal": {
            "id": newest.check_in_id,
            "opens_at": newest.opens_at,
            "closes_at": newest.closes_at,
            "looked_at": any(row.role in topics and (row.talked_at or row.choice) for row in points),
        },
        "open_points": sum(role in topics for role in open_roles),
        "just_for_you": TalkingPoint.Role.PRIVATE.value in open_roles,
        "private_cards": [],
    }
