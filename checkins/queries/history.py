"""One's past check-ins, and one quiet picture per dimension: levels, no score. A page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q, QuerySet

from checkins import sealing, visibility
from checkins.answers import Answers
from checkins.models import CheckIn, Response, TalkingPoint
from checkins.prompts import Asked
from checkins.queries.check_ins import progress
from checkins.standing import Standing, nothing_here, standing
from content.catalogue import DIMENSIONS
from couples import keys
from couples.models import Membership, User

#: Check-ins of a page.
PAGE = 20
#: Check-ins of the picture, the newest ones.
PICTURED = 40

#: A check-in of the picture, and its date.
Week = tuple[UUID, dt.date]
Levels = dict[str, dict[str, list[dict[str, Any]]]]


class _PastRow(NamedTuple):
    """A check-in of the history: its columns."""

    id: UUID
    number: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: str
    couple_id: UUID
    kind: str
    submitted_at: dt.datetime | None
    answered: int | None


def history(viewer: User, *, now: dt.datetime, before: UUID | None = None) -> dict[str, Any]:
    """The History of the API: the present couple's check-ins and those answered elsewhere before, newest first.

    `before` is the `next` of an earlier page. The picture comes with the first page alone. Raises NotFound if `before`
    is no check-in of the viewer's history.
    """
    here = standing(viewer)
    rows = list(islice(_newest_first(viewer, here, before), PAGE + 1 if before else PICTURED + 1))
    page = rows[:PAGE]
    shared = _shared_points(here, page)
    check_ins = [
        {
            "id": row.id,
            "number": row.number,
            "opens_at": row.opens_at,
            "state": visibility.state_at(row.state, closes_at=row.closes_at, now=now),
            "mine": progress(row.answered, row.submitted_at),
            "shared_points": shared.get(row.id, 0),
            "solo": row.kind == "solo",
            "here": here is not None and row.couple_id == here.couple_id,
        }
        for row in page
    ]
    return {
        "check_ins": check_ins,
        "next": page[-1].id if len(rows) > PAGE else None,
        "levels": None if before else _levels(viewer, here, _weeks(rows[:PICTURED], here, now)),
    }


def _newest_first(viewer: User, here: Standing | None, before: UUID | None) -> Iterator[_PastRow]:
    """The viewer's check-ins, one couple after the other: a person lives in one at a time, so the couples' order is
    that of their check-ins. Each couple's are read along its index, and no more of them than are asked for."""
    couples = list(
        Membership.objects.filter(user=viewer)
        .order_by("-joined_at", "-pk")
        .values_list("couple_id", flat=True)
    )
    last_seen: tuple[UUID, int] | None = None
    if before is not None:
        last_seen = CheckIn.objects.filter(pk=before).values_list("couple_id", "number").first()
        if last_seen is None or last_seen[0] not in couples:
            raise nothing_here()
        couples = couples[couples.index(last_seen[0]) :]
    for couple_id in couples:
        found = CheckIn.objects.filter(couple_id=couple_id).annotate(
            mine=FilteredRelation("responses", condition=Q(responses__author=viewer.pk))
        )
        if here is None or couple_id != here.couple_id:
            found = found.filter(mine__envelope__isnull=False)
        if last_seen is not None and couple_id == last_seen[0]:
            found = found.filter(number__lt=last_seen[1])
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


def _shared_points(here: Standing | None, page: Sequence[_PastRow]) -> dict[UUID, int]:
    """How many topics the two saw, by check-in of the present couple."""
    ids = [row.id for row in page if here is not None and row.couple_id == here.couple_id]
    shared = TalkingPoint.objects.filter(
        check_in__in=ids, role__in=[TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL]
    )
    return dict(shared.values_list("check_in").annotate(Count("pk")))


def _weeks(rows: Sequence[_PastRow], here: Standing | None, now: dt.datetime) -> list[Week]:
    """The check-ins of the picture, oldest first. What is open is no gap yet.

    A picture with a partner's line has the check-ins of these two alone: what somebody answered before, alone or with
    somebody else, is not for the partner's eyes.
    """
    if here and here.partner:
        rows = [row for row in rows if row.couple_id == here.couple_id]
    return [
        (row.id, here.day(row.opens_at) if here else row.opens_at.date())
        for row in reversed(rows)
        if row.submitted_at
        or visibility.state_at(row.state, closes_at=row.closes_at, now=now) != CheckIn.State.OPEN
    ]


def _levels(viewer: User, here: Standing | None, weeks: Sequence[Week]) -> Levels:
    """Per dimension what was answered to the anchors of what one received: one's own, the partner's where revealed.

    The anchors alone, because they are the same words each week. Both lines have every one of `weeks` (oldest first);
    what is missing or private, one's own as well, has no value and is a gap in the line. The picture stands open on
    the screen, and two may look at it. A line of gaps alone is empty.
    """
    submitted = Response.objects.filter(
        check_in__in=[check_in_id for check_in_id, _day in weeks], submitted_at__isnull=False
    )
    lines = {"mine": _values(submitted.filter(author=viewer.pk), viewer.pk)}
    lines["theirs"] = {}
    if here and here.partner:
        revealed = submitted.filter(
            author=here.partner.id, check_in__couple=here.couple_id, check_in__state=CheckIn.State.REVEALED
        )
        lines["theirs"] = _values(revealed, here.partner.id)
    return {
        dimension: {whose: _line(values, dimension, weeks) for whose, values in lines.items()}
        for dimension in DIMENSIONS
    }


def _line(
    values: Mapping[tuple[UUID, str], int], dimension: str, weeks: Sequence[Week]
) -> list[dict[str, Any]]:
    line = [{"date": day, "value": values.get((week, dimension))} for week, day in weeks]
    return line if any(point["value"] is not None for point in line) else []


def _values(responses: QuerySet[Response], author_id: UUID) -> dict[tuple[UUID, str], int]:
    """By check-in and dimension what the author answered, as a picture for two may show it."""
    found = {}
    for check_in_id, asked, answers in _opened(responses, author_id):
        for prompt in asked:
            answer = answers.get(prompt["id"])
            if answer is None or prompt["kind"] != "anchor" or prompt["side"] != "received":
                continue
            value = visibility.to_partner(answer).value
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
