"""Read the viewer's past check-ins a page at a time, and a picture of the levels per dimension."""

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
from checkins.prompts import AskedPrompt
from checkins.queries.check_ins import progress
from checkins.viewer_context import ViewerContext, not_found, viewer_context
from content.catalogue import DIMENSIONS
from couples import keys
from couples.models import Membership, User

#: Check-ins on a page.
PAGE = 20
#: The newest check-ins, which the picture shows.
PICTURED = 40

LevelLines = dict[str, dict[str, list[dict[str, Any]]]]


class Week(NamedTuple):
    """A check-in of the picture, with its date."""

    check_in_id: UUID
    date: dt.date


class _PastRow(NamedTuple):
    """A check-in of the history, with the state of the viewer's own response."""

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
    """Render the API's History, newest first: check-ins of the present couple, and older ones that the viewer answered.

    `before` is the `next` of an earlier page. Only the first page has the picture. Raises NotFound if `before` is not
    in the viewer's history.
    """
    context = viewer_context(viewer)
    rows = list(islice(_newest_first(viewer, context, before), PAGE + 1 if before else PICTURED + 1))
    page = rows[:PAGE]
    shared = _shared_points(context, page)
    check_ins = [
        {
            "id": row.id,
            "number": row.number,
            "opens_at": row.opens_at,
            "state": visibility.state_at(row.state, closes_at=row.closes_at, now=now),
            "mine": progress(row.answered, row.submitted_at),
            "shared_points": shared.get(row.id, 0),
            "solo": row.kind == "solo",
            "here": context is not None and row.couple_id == context.couple_id,
        }
        for row in page
    ]
    return {
        "check_ins": check_ins,
        "next": page[-1].id if len(rows) > PAGE else None,
        "levels": None if before else _levels(viewer, context, _weeks(rows[:PICTURED], context, now)),
    }


def _newest_first(viewer: User, context: ViewerContext | None, before: UUID | None) -> Iterator[_PastRow]:
    """The viewer's check-ins, one couple after the other, read along each couple's index and no further than needed.

    A person lives in one couple at a time, so the couples are in the order of their check-ins.
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
    """Number of topics that the two saw, by check-in of the present couple."""
    ids = [row.id for row in page if context is not None and row.couple_id == context.couple_id]
    shared = TalkingPoint.objects.filter(
        check_in__in=ids, role__in=[TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL]
    )
    return dict(shared.values_list("check_in").annotate(Count("pk")))


def _weeks(rows: Sequence[_PastRow], context: ViewerContext | None, now: dt.datetime) -> list[Week]:
    """The check-ins of the picture, oldest first. An open one without a response is left out: it is not a gap yet.

    With a partner, only the check-ins of these two: what the viewer answered alone or with somebody else is not for the
    partner's eyes.
    """
    if context and context.partner:
        rows = [row for row in rows if row.couple_id == context.couple_id]
    return [
        Week(row.id, context.day(row.opens_at) if context else row.opens_at.date())
        for row in reversed(rows)
        if row.submitted_at
        or visibility.state_at(row.state, closes_at=row.closes_at, now=now) != CheckIn.State.OPEN
    ]


def _levels(viewer: User, context: ViewerContext | None, weeks: Sequence[Week]) -> LevelLines:
    """Per dimension, the answers to the `received` anchors: the viewer's line, and the partner's where revealed.

    Only anchors, because their words are the same each week. Both lines have all `weeks`, oldest first. A missing
    answer is a gap, and so is a private one, even the viewer's own: two may look at the picture. A line with nothing
    but gaps is empty.
    """
    submitted = Response.objects.filter(
        check_in__in=[week.check_in_id for week in weeks], submitted_at__isnull=False
    )
    lines = {"mine": _values(submitted.filter(author=viewer.pk), viewer.pk)}
    lines["theirs"] = {}
    if context and context.partner:
        revealed = submitted.filter(
            author=context.partner.id,
            check_in__couple=context.couple_id,
            check_in__state=CheckIn.State.REVEALED,
        )
        lines["theirs"] = _values(revealed, context.partner.id)
    return {
        dimension: {whose: _line(values, dimension, weeks) for whose, values in lines.items()}
        for dimension in DIMENSIONS
    }


def _line(
    values: Mapping[tuple[UUID, str], int], dimension: str, weeks: Sequence[Week]
) -> list[dict[str, Any]]:
    line = [{"date": week.date, "value": values.get((week.check_in_id, dimension))} for week in weeks]
    return line if any(point["value"] is not None for point in line) else []


def _values(responses: QuerySet[Response], author_id: UUID) -> dict[tuple[UUID, str], int]:
    """The author's answers by check-in and dimension, as a picture for two may show them."""
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


def _opened(
    responses: QuerySet[Response], author_id: UUID
) -> Iterable[tuple[UUID, list[AskedPrompt], Answers]]:
    """Open one author's responses."""
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
