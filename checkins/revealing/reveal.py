"""Run the engine on a couple's revealed responses, and store the talking points that it finds.

Only revealed check-ins are read, and the engine gets only answers that both partners may see. A private or skipped
answer never reaches the engine. The functions are called inside the transaction that reveals a check-in. `ask_engine`
is also called when a check-in opens, to choose follow-up prompts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import structlog

from checkins import engine, sealing
from checkins.engine import EngineResult, Partner
from checkins.engine.values import PARTNERS
from checkins.light import LATELY
from checkins.models import CheckIn, TalkingPoint
from checkins.pair import Pair
from checkins.revealing.past_topics import ShownBefore, reasons_before, shown_before
from checkins.revealing.revealed import RevealedCheckIn, engine_round, history
from checkins.talking import topics
from checkins.talking.offering import NEUTRAL, light_topic, wishes
from checkins.talking.topics import Topic
from content.catalogue import catalogue
from couples.compiled import insert
from couples.encryption import keys

log = structlog.get_logger(__name__)

#: Positions of the talking points in a check-in. Each seat has a fixed position for its wish and for its private card,
#: so that a position discloses nothing about the partner's card.
FIRST_STRENGTH, WISH, MAIN, OPTIONAL, LIGHT, PRIVATE = 0, 8, 10, 11, 12, 20
TOPICS = {TalkingPoint.Role.MAIN: MAIN, TalkingPoint.Role.OPTIONAL: OPTIONAL}
#: Most strengths, and most conversations, that one reveal shows.
MOST_STRENGTHS, MOST_CONVERSATIONS = 2, 2


def eligible_reasons(*, tender: bool) -> Collection[str]:
    """Return the keys of the reasons that may become a topic. `tender`: whether to include tender topics."""
    return {key for key, reason in catalogue().reasons.items() if tender or not reason.tender}


def tender_reasons() -> frozenset[str]:
    """Return the keys of the reasons of tender topics.

    A couple is asked about tender topics only if both partners want such topics.
    """
    return frozenset(key for key, reason in catalogue().reasons.items() if reason.tender)


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The engine's result (`result`), and the topics that the couple was shown before (`shown`).

    `shown` is None if the engine failed or its input could not be read.
    """

    result: EngineResult
    shown: ShownBefore | None


def ask_engine(
    pair: Pair,
    revealed: Sequence[RevealedCheckIn],
    *,
    tender: bool,
    tender_alone: tuple[bool, bool] | None = None,
) -> EngineAnswer:
    """Run the engine on the revealed check-ins. Return its result, and the topics that the couple was shown before.

    If the engine fails, the result is empty, so that the reveal still works.
    `tender`: whether shared topics may be tender. `tender_alone`: for each seat, whether this partner's private card
    may name a tender topic (None: use `tender` for both seats).
    """
    try:
        shown = shown_before(pair, now=revealed[-1].opens_at)
        result = engine.find(
            [engine_round(check_in, pair.zone) for check_in in revealed],
            shown.topics,
            eligible=eligible_reasons(tender=tender),
            eligible_alone=tender_alone
            and (eligible_reasons(tender=tender_alone[0]), eligible_reasons(tender=tender_alone[1])),
            tender=tender_reasons(),
        )
        return EngineAnswer(result, shown)
    except Exception as error:
        # The engine is pure, so nothing is partly written. An exception would leave both partners stuck.
        log.error("engine_failed", error=type(error).__name__)
        return EngineAnswer(EngineResult(), None)


def _reasons_before(pair: Pair) -> frozenset[str] | None:
    """Return the reasons of all topics shown before. Return None if the topics can't be decrypted.

    An error while decrypting old topics must not stop a reveal.
    """
    try:
        return reasons_before(pair)
    except keys.EnvelopeError as error:
        log.error("earlier_topics_unreadable", error=type(error).__name__)
        return None


def write_points(
    check_in: CheckIn, pair: Pair, *, tender: bool, tender_alone: tuple[bool, bool], now: dt.datetime
) -> None:
    """Store the talking points of a check-in that was just revealed.

    These are strengths (what went well), at most two conversations, and private cards. Topics that the partners asked
    to talk about come before the engine's findings. If neither exists, the couple gets a light conversation or, if
    the answers are low as a whole, no conversation. A finding that does not fit among the two conversations is not
    stored, so it may come up next time.

    `tender`: whether shared points may name tender topics. Both partners must want them now.
    `tender_alone`: for each seat, whether this partner's private card may name a tender topic. That depends on this
    partner's own choice and not on the other partner's present choice, so the card can't disclose that choice.
    """
    revealed = history(pair)
    answer = ask_engine(pair, revealed, tender=tender, tender_alone=tender_alone)
    result = answer.result
    wording = {
        (str(earlier.check_in_id), asked["id"]): asked["text"]
        for earlier in revealed
        for asked in earlier.asked
    }
    rows: list[dict[str, Any]] = []
    latest = revealed[-1]
    wished = wishes(latest.asked, latest.answers, latest.opens_at.astimezone(pair.zone).date())
    room = MOST_CONVERSATIONS - len(wished)
    shown = [finding for finding in (result.main, result.optional) if finding is not None][:room]
    before = _reasons_before(pair) if shown else None

    def keep(role: str, position: int, topic: Topic, seat: Partner | None = None) -> None:
        audience_id = None if seat is None else pair.authors[seat]
        envelope = sealing.seal_topic(
            pair.keys[audience_id],
            topic,
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

    for place, strength in enumerate(result.strengths[:MOST_STRENGTHS]):
        keep(TalkingPoint.Role.STRENGTH, FIRST_STRENGTH + place, topics.from_finding(strength, wording))
    for seat, topic in wished.items():
        keep(TalkingPoint.Role.WISH, WISH + seat, topic)
    for (role, position), finding in zip(TOPICS.items(), shown, strict=False):
        if before is not None:
            finding = replace(finding, recurring=finding.reason in before)
        keep(role, position, topics.from_finding(finding, wording, before=before))
    if not wished and not shown:
        seed = f"{pair.couple_id} {check_in.number}"
        keep(TalkingPoint.Role.LIGHT, LIGHT, _light(pair, revealed, answer, wording, seed=seed))
    for seat in PARTNERS:
        if drift := result.drift[seat]:
            card = topics.from_finding(drift, wording, only=seat)
            keep(TalkingPoint.Role.PRIVATE, PRIVATE + seat, card, seat)
    insert(TalkingPoint, rows)


def _light(
    pair: Pair,
    revealed: Sequence[RevealedCheckIn],
    answer: EngineAnswer,
    wording: Mapping[tuple[str, str], str],
    *,
    seed: str,
) -> Topic:
    """Return a light conversation for a reveal without other conversations.

    If the answers are low as a whole or an error occurs, return `NEUTRAL`, which means that no conversation is
    offered. `answer`: the engine's result and the topics shown before.
    `wording`: the text of each prompt as it was asked, by check-in id and prompt key.
    `seed`: makes the choice repeatable.
    """
    if answer.shown is None or answer.result.low:
        return NEUTRAL
    latest = revealed[-1]
    try:
        return light_topic(
            [engine_round(check_in, pair.zone) for check_in in revealed[-LATELY:]],
            answer.shown,
            asked=latest.asked,
            answers=latest.answers,
            tender=tender_reasons(),
            seed=seed,
            wording=wording,
        )
    except Exception as error:
        # The rule is pure, so nothing is partly written. An exception would leave both partners stuck.
        log.error("light_conversation_failed", error=type(error).__name__)
        return NEUTRAL
