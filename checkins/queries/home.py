"""The first screen: where the week stands. A few narrow queries; nothing is decrypted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import FilteredRelation, Q

from checkins import visibility
from checkins.models import CheckIn, TalkingPoint
from checkins.queries.check_ins import CARD, partner_finished, render, with_own_half
from checkins.schedule import upcoming
from checkins.standing import Standing, required, standing
from couples import queries as people
from couples.compiled import Compiled
from couples.models import User

_NEWEST = Compiled(
    lambda couple, viewer: (
        with_own_half(CheckIn.objects.filter(couple_id=couple), viewer)
        .order_by("-number")
        .values_list(*CARD)[:1]
    )
)
#: One row per point of the latest reveals that the viewer may see. A check-in has fewer than 16 of them.
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
        .values_list(
            "id", "opens_at", "closes_at", "point__id", "point__role", "point__talked_at", "said__choice"
        )[:16]
    )
)


def home(viewer: User, *, now: dt.datetime) -> dict[str, Any]:
    """The Home of the API."""
    here = standing(viewer)
    if here is None:
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
    rhythm = here.rhythm
    return {
        "now": now,
        "space": {
            "state": "alone" if here.solo else "paired",
            "couple_id": here.couple_id,
            "partner": {"display_name": here.partner.name} if here.partner else None,
            "since": here.joined_at,
        },
        "schedule": here.schedule(),
        "check_in": _newest(here, now),
        "next_opens_at": rhythm.opens_next_at if rhythm else None,
        **_latest_reveal(here),
    }


def schedule(viewer: User) -> dict[str, Any]:
    """The couple's rhythm and the viewer's own break. Raises NotFound without a couple."""
    return required(viewer).schedule() or {}


def openings(viewer: User, *, many: int) -> list[dt.datetime]:
    """When the couple's next check-ins open, by the schedule alone; none while it is paused, or without a couple.

    Both partners get the same, whatever either has answered and whether either takes a quiet break: it may hang in a
    calendar that others see.
    """
    here = standing(viewer)
    rhythm = here.rhythm if here else None
    if rhythm is None or rhythm.opens_next_at is None:
        return []
    return upcoming(rhythm.rule, first=rhythm.opens_next_at, many=many)


def _newest(here: Standing, now: dt.datetime) -> dict[str, Any] | None:
    for row in _NEWEST.rows(couple=here.couple_id, viewer=here.viewer_id):
        state = visibility.state_at(row[4], closes_at=row[3], now=now)
        return render(
            row,
            wants_tender=here.wants_tender,
            now=now,
            partner_finished=partner_finished(here, row[0], state),
        )
    return None


def _latest_reveal(here: Standing) -> dict[str, Any]:
    """The latest reveal and what of it is still open: one query, one row per point."""
    nothing: dict[str, Any] = {
        "latest_reveal": None,
        "open_points": 0,
        "just_for_you": False,
        "private_cards": [],
    }
    if here.solo:
        return nothing
    found = _REVEALED.rows(couple=here.couple_id, viewer=here.viewer_id)
    if not found:
        return nothing
    latest = [row for row in found if row[0] == found[0][0]]
    open_roles = [role for *_, role, talked, said in latest if not talked and said != "not_for_us"]
    roles = {TalkingPoint.Role.MAIN.value, TalkingPoint.Role.OPTIONAL.value}
    return {
        "latest_reveal": {
            "id": latest[0][0],
            "opens_at": latest[0][1],
            "closes_at": latest[0][2],
            "looked_at": any(role in roles and (talked or said) for *_, role, talked, said in latest),
        },
        "open_points": sum(role in roles for role in open_roles),
        "just_for_you": TalkingPoint.Role.PRIVATE.value in open_roles,
        "private_cards": [],
    }
