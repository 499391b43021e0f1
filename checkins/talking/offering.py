"""Make the topics that do not come from the engine.

These are wishes (what a partner would like to talk about), and a light conversation if nothing else came up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from checkins import light
from checkins.answering.answers import Answers
from checkins.asking import prompts
from checkins.asking.prompts import AskedPrompt
from checkins.engine import EngineRound, Partner
from checkins.engine.choice import resting
from checkins.engine.values import PARTNERS
from checkins.light import LightPick, LightSubject
from checkins.revealing.past_topics import ShownBefore
from checkins.talking.topics import NEUTRAL_RULE, Topic, TopicLine, from_light, from_wish
from checkins.talking.wishes import wish, words
from checkins.visibility import to_partner
from content.catalogue import catalogue

#: A topic that is never shown. It is stored if a check-in is low as a whole, so that the reveal page knows this.
NEUTRAL = Topic("light", None, "", NEUTRAL_RULE, None, recurring=False, lines=())

Responses = tuple[Answers, Answers]


def wishes(asked: Sequence[AskedPrompt], answers: Responses, day: dt.date) -> dict[Partner, Topic]:
    """Return, by seat, a topic for each partner who would like to talk about something.

    The topic names the prompt in whose answer the partner shared this wish. One such prompt is "I'd like to talk
    about…". The others are prompts with a scale: the partner can write a note to the answer, and mark this note as a
    wish to talk. The partner's words stay in the response. `day`: the check-in's date.
    """
    found: dict[Partner, Topic] = {}
    for seat in PARTNERS:
        prompt = wish(asked, answers[seat])
        if prompt is not None:
            first, second = (to_partner(each.get(prompt["id"])).value for each in answers)
            line = TopicLine(day, prompt["text"], (first, second))
            lines = [line] if prompt["kind"] in prompts.RATED else []
            found[seat] = from_wish(seat, prompt["id"], prompt["dimension"], lines)
    return found


def light_topic(
    rounds: Sequence[EngineRound],
    shown: ShownBefore,
    *,
    asked: Sequence[AskedPrompt],
    answers: Responses,
    tender: frozenset[str],
    seed: str,
    wording: Mapping[tuple[str, str], str],
) -> Topic:
    """Return the light conversation of the latest check-in, or `NEUTRAL` if the check-in's answers are low as a whole.

    `NEUTRAL` means that no conversation is offered.

    `rounds`: the latest revealed check-ins as the engine's input, oldest first.
    `shown`: the topics and light conversations offered before.
    `asked`, `answers`: the latest check-in's prompts and answers.
    `tender`: the keys of all tender reasons. No light conversation is about them. `seed`: makes the choice repeatable.
    `wording`: the text of each prompt as it was asked, by check-in id and prompt key.
    """
    pick = light.choose(
        rounds,
        shown.lights,
        catalogue().questions(),
        kind_words=any(
            words(each.get(prompt["id"]))
            for prompt in asked
            if prompt["kind"] == "appreciation"
            for each in answers
        ),
        tender=tender,
        rests=light.rests_with(resting(shown.topics, rounds[-1].date, {})),
        seed=seed,
    )
    return NEUTRAL if pick is None else _topic(pick, wording)


def _topic(pick: LightPick, wording: Mapping[tuple[str, str], str]) -> Topic:
    subject = pick.subject or LightSubject(None, "")
    return from_light(pick.kind, subject.reason, subject.dimension, pick.questions, pick.evidence, wording)
