"""One's past check-ins, and one quiet picture per dimension: levels, no score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q, QuerySet

from checkins import sealing, visibility
from checkins.answers import Answer, Answers
from checkins.models import CheckIn, Response
from checkins.prompts import Asked
from checkins.queries.check_ins import progress, wrote_to
from checkins.standing import Standing, standing
from content.catalogue import DIMENSIONS
from couples import keys
from couples.models import User

#: A check-in of the picture, and its date.
Week = tuple[UUID, dt.date]
Levels = dict[str, dict[str, list[dict[str, Any]]]]


def history(viewer: User, *, now: dt.datetime) -> dict[str, Any]:
    """The History of the API: the present couple's check-ins and what one answered elsewhere before, newest first."""
    here = standing(viewer)
    wrote = wrote_to(viewer.pk)
    shared = Q(talking_points__role__in=["main", "optional"])
    rows = (
        CheckIn.objects.filter(Q(couple=here.couple_id) | wrote if here else wrote)
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
            "mine__answered",
            "shared_points",
        )
    )
    check_ins = []
    weeks: list[Week] = []
    for (
        check_in_id,
        number,
        opens_at,
        closes_at,
        state,
        couple_id,
        kind,
        submitted_at,
        answered,
        count,
    ) in rows:
        is_here = here is not None and couple_id == here.couple_id
        state_now = visibility.state_at(state, closes_at=closes_at, now=now)
        check_ins.append(
            {
                "id": check_in_id,
                "number": number,
                "opens_at": opens_at,
                "state": state_now,
                "mine": progress(answered, submitted_at),
                "shared_points": count if is_here else 0,
                "solo": kind == "solo",
                "here": is_here,
            }
        )
        # What is open is no gap yet.
        if state_now != CheckIn.State.OPEN or submitted_at:
            weeks.append((check_in_id, here.day(opens_at) if here else opens_at.date()))
    return {"check_ins": check_ins, "levels": _levels(viewer, here, weeks[::-1])}


def _levels(viewer: User, here: Standing | None, weeks: Sequence[Week]) -> Levels:
    """Per dimension what was answered to the anchors of what one received: one's own, the partner's where revealed.

    The anchors alone, because they are the same words each week. Both lines have every one of `weeks` (oldest first);
    what is missing, whatever the reason, has no value and is a gap in the line. A line of gaps alone is empty.
    """
    submitted = Response.objects.filter(submitted_at__isnull=False)
    lines = {"mine": _values(submitted.filter(author=viewer.pk), viewer.pk, as_seen=None)}
    lines["theirs"] = {}
    if here and here.partner:
        revealed = submitted.filter(
            author=here.partner.id, check_in__couple=here.couple_id, check_in__state=CheckIn.State.REVEALED
        )
        lines["theirs"] = _values(revealed, here.partner.id, as_seen=visibility.to_partner)
    return {
        dimension: {whose: _line(values, dimension, weeks) for whose, values in lines.items()}
        for dimension in DIMENSIONS
    }


def _line(
    values: Mapping[tuple[UUID, str], int], dimension: str, weeks: Sequence[Week]
) -> list[dict[str, Any]]:
    line = [{"date": day, "value": values.get((week, dimension))} for week, day in weeks]
    return line if any(point["value"] is not None for point in line) else []


def _values(
    responses: QuerySet[Response], author_id: UUID, *, as_seen: Callable[[Answer], Answer] | None
) -> dict[tuple[UUID, str], int]:
    """By check-in and dimension what the author answered, or of that what may be seen."""
    found = {}
    for check_in_id, asked, answers in _opened(responses, author_id):
        for prompt in asked:
            answer = answers.get(prompt["id"])
            if answer is None or prompt["kind"] != "anchor" or prompt["side"] != "received":
                continue
            value = (as_seen(answer) if as_seen else answer).value
            if value is not None:
                found[check_in_id, prompt["dimension"] or ""] = value
    return found


def _opened(responses: QuerySet[Response], author_id: UUID) -> Iterable[tuple[UUID, list[Asked], Answers]]:
    """One author's responses, opened."""
    author_keys: dict[UUID, bytes] = {}
    rows = responses.values_list("check_in_id", "check_in__couple_id", "check_in__prompts", "envelope")
    for check_in_id, couple_id, asked, envelope in rows:
        if couple_id not in author_keys:
            author_keys[couple_id] = keys.data_key(couple_id, author_id)
        answers = sealing.open_answers(
            author_keys[couple_id],
            envelope,
            couple_id=couple_id,
            author_id=author_id,
            check_in_id=check_in_id,
        )
        yield check_in_id, asked, answers
