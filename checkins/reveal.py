"""From two sealed halves to what a couple is shown: history into rounds, findings into talking points.

Only revealed check-ins are ever read here, and of these only what both may see: a private or skipped answer never
reaches the engine. Called inside the transaction that reveals, and when a check-in opens (to follow up).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from checkins import engine, prompts, sealing, topics
from checkins.answers import Answer, Answers
from checkins.engine import Finding, Guess, Partner, Past, Result, Round
from checkins.models import CheckIn, Response, TalkingPoint
from checkins.prompts import Asked
from checkins.visibility import is_shared
from content.catalogue import catalogue
from couples.models import Membership

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


def history(pair: Pair) -> list[Both]:
    """The couple's revealed check-ins, oldest first, opened. Two queries."""
    revealed = CheckIn.objects.filter(couple_id=pair.couple_id, state=CheckIn.State.REVEALED)
    envelopes: dict[UUID, dict[UUID, bytes | memoryview]] = defaultdict(dict)
    halves = Response.objects.filter(
        check_in__in=revealed, submitted_at__isnull=False, author__in=pair.authors
    )
    for check_in_id, author_id, envelope in halves.values_list("check_in_id", "author_id", "envelope"):
        envelopes[check_in_id][author_id] = envelope
    return [
        Both(check_in_id, opens_at, asked, _open_both(pair, check_in_id, envelopes[check_in_id]))
        for check_in_id, opens_at, asked in revealed.order_by("number").values_list(
            "id", "opens_at", "prompts"
        )
        if len(envelopes[check_in_id]) == 2
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
    """What became of the topics that the couple was shown. Two queries; private cards are not among them."""
    found = []
    points = TalkingPoint.objects.filter(
        check_in__couple_id=pair.couple_id, role__in=[TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL]
    ).prefetch_related("voices")
    for point in points.order_by("created_at", "position"):
        topic = sealing.open_topic(
            pair.keys[None],
            point.envelope,
            couple_id=pair.couple_id,
            audience_id=None,
            check_in_id=point.check_in_id,
            position=point.position,
        )
        if topic.reason is None:
            continue
        voices = {voice.member_id: voice for voice in point.voices.all()}
        said = [voices.get(author_id) for author_id in pair.authors]
        choices = tuple(voice.choice if voice else "" for voice in said)
        helped = tuple(voice.helped if voice else "" for voice in said)
        moment = point.talked_at or max([point.created_at, *(voice.updated_at for voice in voices.values())])
        found.append(
            Past(
                reason=topic.reason,
                date=moment.astimezone(pair.zone).date(),
                outcome=topics.outcome(
                    choices=(choices[0], choices[1]),
                    helped=(helped[0], helped[1]),
                    talked=point.talked_at is not None,
                ),
            )
        )
    return found


def eligible_reasons(*, tender: bool) -> Collection[str]:
    """The reasons that may be brought up: tender ones only where both said, each privately, that they want them."""
    return {key for key, reason in catalogue().reasons.items() if tender or not reason.tender}


def tender_agreed(couple_id: UUID) -> bool:
    """Whether everybody who lives in the couple wants tender topics."""
    wishes = Membership.objects.filter(couple_id=couple_id, ended_at=None).values_list(
        "tender_topics", flat=True
    )
    return bool(wishes) and all(wishes)


def look(pair: Pair, revealed: Sequence[Both], *, tender: bool) -> Result:
    """Ask the engine. A fault in it must not keep two people from their reveal: they get one without topics."""
    try:
        return engine.find(
            [as_round(both, pair.zone) for both in revealed],
            past(pair),
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
    rows = []

    def keep(role: str, position: int, finding: Finding, seat: Partner | None = None) -> None:
        audience_id = None if seat is None else pair.authors[seat]
        rows.append(
            TalkingPoint(
                check_in=check_in,
                audience_id=audience_id,
                role=role,
                position=position,
                envelope=sealing.seal_topic(
                    pair.keys[audience_id],
                    topics.from_finding(finding, wording, only=seat),
                    couple_id=pair.couple_id,
                    audience_id=audience_id,
                    check_in_id=check_in.pk,
                    position=position,
                ),
                created_at=now,
            )
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
    TalkingPoint.objects.bulk_create(rows)
