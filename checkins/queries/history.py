"""One's past check-ins, and one quiet picture per dimension: levels, no score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from checkins import sealing, visibility
from checkins.answers import Answers
from checkins.models import CheckIn, Response
from checkins.prompts import Asked
from checkins.standing import Standing, standing
from content.catalogue import DIMENSIONS
from couples import keys
from couples.models import User

Levels = dict[str, dict[str, list[dict[str, Any]]]]


def history(viewer: User, *, now: dt.datetime) -> dict[str, Any]:
    """The History of the API: the present couple's check-ins and what one answered elsewhere before, newest first."""
    here = standing(viewer)
    answered = Q(Exists(Response.objects.filter(check_in=OuterRef("pk"), author=viewer.pk)))
    shared = Q(talking_points__role__in=["main", "optional"])
    rows = (
        CheckIn.objects.filter(Q(couple=here.couple_id) | answered if here else answered)
        .annotate(mine=FilteredRelation("responses", condition=Q(responses__author=viewer.pk)))
        .annotate(shared_points=Count("talking_points", filter=shared, distinct=True))
        .order_by("-opens_at")
        .values_list(
            "id",
            "number",
            "opens_at",
            "closes_at",
            "state",
            "couple_id",
            "couple__kind",
            "mine__submitted_at",
            "mine__revision",
            "shared_points",
        )
    )
    check_ins = []
    for (
        check_in_id,
        number,
        opens_at,
        closes_at,
        state,
        couple_id,
        kind,
        submitted_at,
        revision,
        count,
    ) in rows:
        is_here = here is not None and couple_id == here.couple_id
        check_ins.append(
            {
                "id": check_in_id,
                "number": number,
                "opens_at": opens_at,
                "state": visibility.state_at(state, closes_at=closes_at, now=now),
                "mine": "submitted" if submitted_at else "draft" if revision else "not_started",
                "shared_points": count if is_here else 0,
                "solo": kind == "solo",
                "here": is_here,
            }
        )
    return {"check_ins": check_ins, "levels": _levels(viewer, here)}


def _levels(viewer: User, here: Standing | None) -> Levels:
    """Per dimension what was answered to the anchors of what one received: one's own, the partner's where revealed.

    The anchors alone, because they are the same words each week; what is missing is a gap in the line.
    """
    levels: Levels = {dimension: {"mine": [], "theirs": []} for dimension in DIMENSIONS}
    submitted = Response.objects.filter(submitted_at__isnull=False)
    for opens_at, asked, answers in _opened(submitted.filter(author=viewer.pk), viewer.pk):
        _draw(levels, "mine", opens_at, asked, answers, here)
    if here and here.partner:
        revealed = submitted.filter(
            author=here.partner.id, check_in__couple=here.couple_id, check_in__state=CheckIn.State.REVEALED
        )
        for opens_at, asked, answers in _opened(revealed, here.partner.id):
            visible = {prompt_id: visibility.to_partner(answer) for prompt_id, answer in answers.items()}
            _draw(levels, "theirs", opens_at, asked, visible, here)
    return levels


def _opened(
    responses: QuerySet[Response], author_id: UUID
) -> Iterable[tuple[dt.datetime, list[Asked], Answers]]:
    """One author's responses, opened, oldest first."""
    author_keys: dict[UUID, bytes] = {}
    rows = responses.order_by("check_in__opens_at").values_list(
        "check_in_id", "check_in__couple_id", "check_in__opens_at", "check_in__prompts", "envelope"
    )
    for check_in_id, couple_id, opens_at, asked, envelope in rows:
        if couple_id not in author_keys:
            author_keys[couple_id] = keys.data_key(couple_id, author_id)
        answers = sealing.open_answers(
            author_keys[couple_id],
            envelope,
            couple_id=couple_id,
            author_id=author_id,
            check_in_id=check_in_id,
        )
        yield opens_at, asked, answers


def _draw(
    levels: Levels,
    whose: str,
    opens_at: dt.datetime,
    asked: list[Asked],
    answers: Answers,
    here: Standing | None,
) -> None:
    zone = here.rhythm.time_zone if here and here.rhythm else dt.UTC
    for prompt in asked:
        answer = answers.get(prompt["id"])
        if (
            prompt["kind"] == "anchor"
            and prompt["side"] == "received"
            and answer
            and answer.value is not None
        ):
            point = {"date": opens_at.astimezone(zone).date(), "value": answer.value}
            levels[prompt["dimension"] or ""][whose].append(point)
