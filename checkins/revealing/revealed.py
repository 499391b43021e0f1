"""Read a couple's revealed check-ins, and convert them to the engine's input, with shared answers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Q

from checkins import sealing
from checkins.answering.answers import Answers
from checkins.asking import prompts
from checkins.asking.prompts import AskedPrompt
from checkins.engine import EngineRound, Guess
from checkins.engine.figures import ROUNDS_KEPT
from checkins.engine.values import PARTNERS
from checkins.models import CheckIn
from checkins.pair import Pair
from checkins.visibility import is_shared
from content.values import SOURCE_LANGUAGE
from couples.compiled import Compiled


@dataclass(frozen=True, slots=True)
class RevealedCheckIn:
    """One revealed check-in with its prompts, and the answers and languages of both partners, in seat order."""

    check_in_id: UUID
    opens_at: dt.datetime
    asked: Sequence[AskedPrompt]
    answers: tuple[Answers, Answers]
    languages: tuple[str, str] = (SOURCE_LANGUAGE, SOURCE_LANGUAGE)


class _HistoryRow(NamedTuple):
    """A database row: a revealed check-in with both partners' encrypted answers, in seat order."""

    check_in_id: UUID
    opens_at: dt.datetime
    asked: list[AskedPrompt]
    first_envelope: bytes | memoryview | None
    second_envelope: bytes | memoryview | None


_HISTORY = Compiled(
    lambda couple, first, second: (
        CheckIn.objects.filter(couple_id=couple, state=CheckIn.State.REVEALED)
        .annotate(
            one=FilteredRelation("responses", condition=Q(responses__author=first)),
            other=FilteredRelation("responses", condition=Q(responses__author=second)),
        )
        .order_by("-number")
        .values_list("id", "opens_at", "prompts", "one__envelope", "other__envelope")[:ROUNDS_KEPT]
    )
)


def history(pair: Pair) -> list[RevealedCheckIn]:
    """Read and decrypt a couple's latest revealed check-ins, oldest first. This takes one query.

    At most `ROUNDS_KEPT` check-ins are read, which is as many as the engine uses.
    """
    first, second = pair.authors
    rows = map(_HistoryRow._make, _HISTORY.rows(couple=pair.couple_id, first=first, second=second))
    return [
        _open_both(pair, row)
        for row in reversed(list(rows))
        if row.first_envelope is not None and row.second_envelope is not None
    ]


def _open_both(pair: Pair, row: _HistoryRow) -> RevealedCheckIn:
    one, other = (
        sealing.open_response(
            pair.keys[author_id],
            envelope,
            couple_id=pair.couple_id,
            author_id=author_id,
            check_in_id=row.check_in_id,
        )
        for author_id, envelope in zip(pair.authors, (row.first_envelope, row.second_envelope), strict=True)
    )
    return RevealedCheckIn(
        row.check_in_id,
        row.opens_at,
        row.asked,
        (one.answers, other.answers),
        (one.language, other.language),
    )


def engine_round(revealed: RevealedCheckIn, zone: ZoneInfo) -> EngineRound:
    """Convert a revealed check-in to the engine's input. Private answers are left out."""
    rated = prompts.items(revealed.asked)
    rated_keys = {item.key for item in rated}

    def values(answers: Answers) -> dict[str, int]:
        return {
            key: answer.value
            for key, answer in answers.items()
            if key in rated_keys and answer.value is not None and is_shared(answer)
        }

    guesses = [
        Guess(by=seat, key=asked["about"], value=answer.value)
        for asked in revealed.asked
        if asked["kind"] == "guess" and asked["about"]
        for seat in PARTNERS
        if (answer := revealed.answers[seat].get(asked["id"])) is not None
        and answer.value is not None
        and is_shared(answer)
    ]

    def silent(answers: Answers) -> frozenset[str]:
        return frozenset(
            key
            for key, answer in answers.items()
            if key in rated_keys and answer.status == "did_not_come_up" and is_shared(answer)
        )

    return EngineRound(
        id=str(revealed.check_in_id),
        date=revealed.opens_at.astimezone(zone).date(),
        items=rated,
        values=(values(revealed.answers[0]), values(revealed.answers[1])),
        guesses=tuple(guesses),
        did_not_come_up=(silent(revealed.answers[0]), silent(revealed.answers[1])),
        two_languages=revealed.languages[0] != revealed.languages[1],
    )
