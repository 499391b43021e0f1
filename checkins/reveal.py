"""From two sealed halves to what a couple is shown: history into rounds, findings into talking points.

Only revealed check-ins are ever read here, and of these only what both may see: a private or skipped answer never
reaches the engine. Called inside the transaction that reveals, and when a check-in opens (to follow up).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import structlog
from django.db.models import FilteredRelation, Q

from checkins import engine, prompts, sealing, topics
from checkins.answers import Answer, Answers
from checkins.engine import Finding, Guess, Partner, Result, Round
from checkins.engine.figures import ROUNDS_KEPT
from checkins.models import CheckIn, TalkingPoint
from checkins.pair import Pair
from checkins.past_topics import TOPICS_COUNT, past, reasons_before
from checkins.prompts import Asked
from checkins.visibility import is_shared
from content.catalogue import catalogue
from couples import keys
from couples.compiled import Compiled, insert

log = structlog.get_logger(__name__)

SEATS: tuple[Partner, Partner] = (0, 1)

#: Places of the points in a check-in. Private cards have fixed ones, so that nobody's place tells of another's.
FIRST_STRENGTH, MAIN, OPTIONAL, PRIVATE = 0, 10, 11, 20
TOPICS = {TalkingPoint.Role.MAIN: MAIN, TalkingPoint.Role.OPTIONAL: OPTIONAL}


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
        .order_by("-number")
        .values_list("id", "opens_at", "prompts", "one__envelope", "other__envelope")[:ROUNDS_KEPT]
    )
)


def history(pair: Pair) -> list[Both]:
    """The newest of the couple's revealed check-ins, as many as the engine keeps, oldest first, opened. One query."""
    first, second = pair.authors
    return [
        Both(check_in_id, opens_at, asked, _open_both(pair, check_in_id, {first: one, second: other}))
        for check_in_id, opens_at, asked, one, other in reversed(
            _HISTORY.rows(couple=pair.couple_id, first=first, second=second)
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


def eligible_reasons(*, tender: bool) -> Collection[str]:
    """The reasons that may be brought up: tender ones only where both said, each privately, that they want them."""
    return {key for key, reason in catalogue().reasons.items() if tender or not reason.tender}


def look(
    pair: Pair,
    revealed: Sequence[Both],
    *,
    tender: bool,
    tender_alone: tuple[bool, bool] | None = None,
) -> Result:
    """Ask the engine. A fault in it must not keep two people from their reveal: they get one without topics.

    `tender`: whether tender topics may come up. `tender_alone`: whether a card for each partner alone may name one
    (None: the same).
    """
    try:
        return engine.find(
            [as_round(both, pair.zone) for both in revealed],
            # Before the first reveal nothing was shown.
            past(pair, since=revealed[-1].opens_at - TOPICS_COUNT) if len(revealed) > 1 else (),
            eligible=eligible_reasons(tender=tender),
            eligible_alone=tender_alone
            and (eligible_reasons(tender=tender_alone[0]), eligible_reasons(tender=tender_alone[1])),
        )
    except Exception as error:
        # The engine is pure: nothing is half-written. Any other answer would leave both stuck.
        log.error("engine_failed", error=type(error).__name__)
        return Result()


def _reasons_before(pair: Pair) -> frozenset[str] | None:
    """All reasons that were shown before; None where they cannot be read, which must not keep a reveal either."""
    try:
        return reasons_before(pair)
    except keys.EnvelopeError as error:
        log.error("earlier_topics_unreadable", error=type(error).__name__)
        return None


def write_points(
    check_in: CheckIn, pair: Pair, *, tender: bool, tender_alone: tuple[bool, bool], now: dt.datetime
) -> None:
    """Store what the couple is shown for this check-in, just revealed: strengths, main, optional, private cards.

    What is for both names a tender topic only if both want that now (`tender`). A private card rests on its reader's
    own answers, and depends on the reader's choice alone (`tender_alone`): the partner's must not show on it.
    """
    revealed = history(pair)
    result = look(pair, revealed, tender=tender, tender_alone=tender_alone)
    wording = {
        (str(both.check_in_id), asked["id"]): asked["text"] for both in revealed for asked in both.asked
    }
    rows: list[dict[str, Any]] = []
    shown = [finding for finding in (result.main, result.optional) if finding is not None]
    before = _reasons_before(pair) if shown else None

    def keep(role: str, position: int, finding: Finding, seat: Partner | None = None) -> None:
        audience_id = None if seat is None else pair.authors[seat]
        envelope = sealing.seal_topic(
            pair.keys[audience_id],
            topics.from_finding(
                finding, wording, only=seat, before=before if position in TOPICS.values() else None
            ),
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
    for (role, position), finding in zip(TOPICS.items(), shown, strict=False):
        if before is not None:
            finding = replace(finding, recurring=finding.reason in before)
        keep(role, position, finding)
    for seat in SEATS:
        if drift := result.drift[seat]:
            keep(TalkingPoint.Role.PRIVATE, PRIVATE + seat, drift, seat)
    insert(TalkingPoint, rows)
