"""Data for the chart on the History page: both partners' answers about appreciation, autonomy and connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from checkins import sealing, visibility
from checkins.answering.answers import Answers
from checkins.asking.prompts import AskedPrompt
from checkins.models import CheckIn, Response
from checkins.viewer_context import ViewerContext
from content.values import DIMENSIONS
from couples.encryption import keys
from couples.models import User


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """One check-in on a line of the chart. `value` is the answer on the scale (1 to 5). Null is a gap in the line."""

    date: dt.date
    value: int | None


@dataclass(frozen=True, slots=True)
class LevelLines:
    """Two lines of the chart about the same subject: the viewer's answers, and the partner's revealed answers."""

    mine: Sequence[LevelPoint]
    theirs: Sequence[LevelPoint]


@dataclass(frozen=True, slots=True)
class Levels:
    """The chart's data: two lines for each subject, that is, appreciation, autonomy and connection."""

    appreciation: LevelLines
    autonomy: LevelLines
    connection: LevelLines


class PicturedWeek(NamedTuple):
    """A check-in that the chart shows, with its date."""

    check_in_id: UUID
    date: dt.date


def levels(viewer: User, context: ViewerContext | None, weeks: Sequence[PicturedWeek]) -> Levels:
    """Read the lines of the chart: for each subject (`DIMENSIONS`), the viewer's and the partner's answers.

    A line shows one person's answers to one prompt that every check-in asks, for example "I felt appreciated by my
    partner". Each line has a point for each of `weeks`, oldest first. The partner's line has revealed answers only.
    A missing or private answer is a gap in the line. This includes the viewer's own private answers, because both
    partners may look at the chart together. A line without any answer is empty.
    """
    submitted = Response.objects.filter(
        check_in__in=[week.check_in_id for week in weeks], submitted_at__isnull=False
    )
    mine = _values(submitted.filter(author=viewer.pk), viewer.pk)
    theirs: dict[tuple[UUID, str], int] = {}
    if context and context.partner:
        revealed = submitted.filter(
            author=context.partner.id,
            check_in__couple=context.couple_id,
            check_in__state=CheckIn.State.REVEALED,
        )
        theirs = _values(revealed, context.partner.id)
    return Levels(
        **{
            dimension: LevelLines(_line(mine, dimension, weeks), _line(theirs, dimension, weeks))
            for dimension in DIMENSIONS
        }
    )


def _line(
    values: Mapping[tuple[UUID, str], int], dimension: str, weeks: Sequence[PicturedWeek]
) -> list[LevelPoint]:
    line = [LevelPoint(week.date, values.get((week.check_in_id, dimension))) for week in weeks]
    return line if any(point.value is not None for point in line) else []


def _values(responses: QuerySet[Response], author_id: UUID) -> dict[tuple[UUID, str], int]:
    """Return the author's shared answers that the chart shows, by check-in id and subject."""
    found: dict[tuple[UUID, str], int] = {}
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
    """Decrypt one author's responses. Yield for each response the check-in's id, the prompts and the answers."""
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
