"""From two sealed halves to what a couple is shown: history into rounds, findings into talking points.

Only revealed check-ins are ever read here, and of these only what both may see: a private or skipped answer never
reaches the engine. Called inside the transaction that reveals, and when a check-in opens (to follow up).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import structlog
from django.db.models import FilteredRelation, Q

from checkins import engine, prompts, sealing, topics
from checkins.answers import Answer, Answers
from checkins.engine import Finding, Guess, Partner, Past, Result, Round
from checkins.models import CheckIn, TalkingPoint
from checkins.prompts import Asked
from checkins.visibility import is_shared
from content.catalogue import catalogue
from couples.compiled import Compiled, insert

log = structlog.get_logger(__name__)

Keys = Mapping[UUID | None, bytes]
SEATS: tuple[Partner, Partner] = (0, 1)

#: Places of the points in a check-in. Private cards have fixed ones, so that nobody's place tells of another's.
FIRST_STRENGTH, MAIN, OPTIONAL, PRIVATE = 0, 10, 11, 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as the engine's glue needs it: authors in seat order, and the zone of their dates."""

    couple_id: UUID
    authors: tuple[UUID, UUID]
    zone: ZoneInfo
    keys: Keys


@dataclass(frozen=True, slots=True)
class Both:
    """One revealed check-in with both halves opened, in seat order."""

    check_in_id: UUID
    opens_at: dt.datetime
    asked: Sequence[Asked]
    halves: tuple[Answers, Answers]


_HISTORY = Compiled(
    lambda couple, first, second: (
        CheckIn.objects.filter(couple_id=couple, state=CheckIn.State.REVEALED)
        .annotate(
            one=FilteredRelation("responses", condition=Q(responses__author=first)),
            other=FilteredRelation("responses", condition=Q(responses__author=second)),
        )
        .order_by("number")
        .values_list("id", "opens_at", "prompts", "one__envelope", "other__envelope")
    )
)
_TOPICS = Compiled(
    lambda couple, first, second: (
        TalkingPoint.objects.filter(
            check_in__couple=couple, role__in=[TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL]
        )
        .annotate(
            one=FilteredRelation("voices", condition=Q(voices__member=first)),
            other=FilteredRelation("voices", condition=Q(voices__member=second)),
        )
        .order_by("created_at", "position")
        .values_list(
            "check_in_id",
            "position",
            "envelope",
            "created_at",
            "settled_at",
            "talked_at",
            "one__choice",
            "one__helped",
            "one__helped_shared",
            "other__choice",
            "other__helped",
            "other__helped_shared",
        )
    )
)


def history(pair: Pair) -> list[Both]:
    """The couple's revealed check-ins, oldest first, opened. One query."""
    first, second = pair.authors
    return [
        Both(check_in_id, opens_at, asked, _open_both(pair, check_in_id, {first: one, second: other}))
        for check_in_id, opens_at, asked, one, other in _HISTORY.rows(
            couple=pair.couple_id, first=first, second=second
        )
        if one is not None and other is not None
    ]


def _open_both(
    pair: Pair, check_in_id: UUID, envelopes: Mapping[UUID, bytes | memoryview]
) -> tuple[Answers, Answers]:
    first, second = (
        sealing.open_answers(
            pair.keys[author_id],
            envelopes[author_id],
            couple_id=pair.couple_id,
            author_id=author_id,
            check_in_id=check_in_id,
        )
        for author_id in pair.authors
    )
    return first, second


def as_round(both: Both, zone: ZoneInfo) -> Round:
    """A revealed check-in as the engine reads it: shared answers only."""
    rated = prompts.items(both.asked)
    rated_keys = {item.key for item in rated}

    def values(half: Answers) -> dict[str, int]:
        return {
            key: answer.value
            for key, answer in half.items()
            if key in rated_keys and answer.value is not None and is_shared(answer)
        }

    guesses = [
        Guess(by=by, key=asked["about"], value=answer.value)
        for asked in both.asked
        if asked["kind"] == "guess" and asked["about"]
        for by, answer in _said(both.halves, asked["id"])
        if answer is not None and answer.value is not None and is_shared(answer)
    ]
    return Round(
        id=str(both.check_in_id),
        date=both.opens_at.astimezone(zone).date(),
        items=rated,
        values=(values(both.halves[0]), values(both.halves[1])),
        guesses=tuple(guesses),
    )


def _said(halves: tuple[Answers, Answers], prompt_id: str) -> Iterator[tuple[Partner, Answer | None]]:
    for seat in SEATS:
        yield seat, halves[seat].get(prompt_id)


def past(pair: Pair) -> list[Past]:
    """What became of the topics that the couple was shown. One query; private cards are not among them.

    Nothing that one partner alone knows enters: neither what it comes to nor its day.
    """
    found = []
    first, second = pair.authors
    for row in _TOPICS.rows(couple=pair.couple_id, first=first, second=second):
        check_in_id, position, envelope, created_at, settled_at, talked_at, *voices = row
        topic = sealing.open_topic(
            pair.keys[None],
            envelope,
            couple_id=pair.couple_id,
            audience_id=None,
            check_in_id=check_in_id,
            position=position,
        )
        if topic.reason is None:
            continue
        choice, helped, shared, other_choice, other_helped, other_shared = voices
        outcome = topics.outcome(
            choices=(choice or "", other_choice or ""),
            talked=talked_at is not None,
            told=(
                topics.told(helped or "", shared=bool(shared)),
                topics.told(other_helped or "", shared=bool(other_shared)),
            ),
        )
        moment = created_at if outcome == "shown" else talked_at or settled_at or created_at
        found.append(Past(topic.reason, moment.astimezone(pair.zone).date(), outcome))
    return found


def eligible_reasons(*, tender: bool) -> Collection[str]:
    """The reasons that may be brought up: tender ones only where both said, each privately, that they want them."""
    return {key for key, reason in catalogue().reasons.items() if tender or not reason.tender}


def look(pair: Pair, revealed: Sequence[Both], *, tender: bool) -> Result:
    """Ask the engine. A fault in it must not keep two people from their reveal: they get one without topics."""
    try:
        return engine.find(
            [as_round(both, pair.zone) for both in revealed],
            # Before the first reveal nothing was shown.
            past(pair) if len(revealed) > 1 else (),
            eligible=eligible_reasons(tender=tender),
        )
    except Exception as error:
        # The engine is pure: nothing is half-written. Any other answer would leave both stuck.
        log.error("engine_failed", error=type(error).__name__)
        return Result()


def write_points(check_in: CheckIn, pair: Pair, *, tender: bool, now: dt.datetime) -> None:
    """Store what the couple is shown for this check-in, just revealed: strengths, main, optional, private cards."""
    revealed = history(pair)
    result = look(pair, revealed, tender=tender)
    wording = {
        (str(both.check_in_id), asked["id"]): asked["text"] for both in revealed for asked in both.asked
    }
    rows: list[dict[str, Any]] = []

    def keep(role: str, position: int, finding: Finding, seat: Partner | None = None) -> None:
        audience_id = None if seat is None else pair.authors[seat]
        envelope = sealing.seal_topic(
            pair.keys[audience_id],
            topics.from_finding(finding, wording, only=seat),
            couple_id=pair.couple_id,
            audience_id=audience_id,
            check_in_id=check_in.pk,
            position=position,
        )
        rows.append(
            {
                "id": uuid4(),
                "check_in_id": check_in.pk,
                "audience_id": audience_id,
                "role": role,
                "position": position,
                "envelope": envelope,
                "created_at": now,
            }
        )

    for place, strength in enumerate(result.strengths[: MAIN - FIRST_STRENGTH]):
        keep(TalkingPoint.Role.STRENGTH, FIRST_STRENGTH + place, strength)
    if result.main:
        keep(TalkingPoint.Role.MAIN, MAIN, result.main)
    if result.optional:
        keep(TalkingPoint.Role.OPTIONAL, OPTIONAL, result.optional)
    for seat in SEATS:
        if drift := result.drift[seat]:
            keep(TalkingPoint.Role.PRIVATE, PRIVATE + seat, drift, seat)
    insert(TalkingPoint, rows)
