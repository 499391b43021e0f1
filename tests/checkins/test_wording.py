"""The sentences about a topic read well for every rule of the engine, and never say that one partner is right."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest

from checkins.engine import FindingKind, Partner, rules
from checkins.talking import wording
from checkins.talking.strength_wording import HEADLINES
from checkins.talking.topics import Topic, TopicLine
from content.catalogue import catalogue
from content.values import DIMENSIONS

#: The codes of all rules, including rules that only old topics have.
RULES = sorted(
    code for name, code in vars(rules).items() if name.isupper() and isinstance(code, str) and "." in code
)
NAMES = ("Kim", "")
SEATS: tuple[Partner | None, ...] = (None, 0, 1)
DAY = dt.date(2026, 5, 3)


def topic(rule: str, reason: str | None, felt_by: Partner | None, dimension: str = "connection") -> Topic:
    """Return a topic that the engine's rule `rule` found, with one prompt and both partners' answers to it.

    If `reason` is None, the topic is about `dimension` as a whole. `felt_by` is the partner whom the topic is about, or
    None if the topic is about both partners.
    """
    kind: FindingKind = next(known for known in KINDS if rule.startswith(known))
    line = TopicLine(DAY, "I felt heard by my partner.", (2, 4))
    return Topic(kind, reason, dimension, rule, felt_by, False, (line,))


KINDS: tuple[FindingKind, ...] = ("need", "exchange", "perception", "gap", "drift", "strength")


@pytest.mark.parametrize("rule", RULES)
def test_every_title_fits_into_every_headline(rule: str) -> None:
    for reason, felt_by, name in product([*catalogue().reasons, None], SEATS, NAMES):
        for dimension in DIMENSIONS if reason is None else ("connection",):
            said = wording.headline(topic(rule, reason, felt_by, dimension), wording.Reader(0, name))
            assert said.endswith("."), said
            assert not re.search(r"%|::|  ", said), said
            assert len(said) <= 120, said
            if reason is not None and ":" in said:
                assert said.startswith(f"{catalogue().reasons[reason].title}: "), said


@pytest.mark.parametrize("rule", RULES)
def test_the_reason_why_quotes_only_what_was_asked_and_answered(rule: str) -> None:
    sentences = [
        sentence
        for felt_by, name in product(SEATS, NAMES)
        for sentence in wording.why(topic(rule, "unheard", felt_by), wording.Reader(0, name))
    ]
    for sentence in sentences:
        assert sentence[0].isupper(), sentence
        assert sentence.endswith((".", "”")), sentence
        quoted = set(re.findall(r"“(.*?)”", sentence))
        assert quoted <= {"I felt heard by my partner.", *catalogue().scale}, sentence


def test_an_exchange_says_what_each_answered_and_not_that_the_giver_is_right() -> None:
    for rule in (rules.EXCHANGE_REASON, rules.EXCHANGE_ANCHOR):
        said = " ".join(
            [
                wording.headline(topic(rule, "unheard", 0), wording.Reader(0, "Kim")),
                *wording.why(topic(rule, "unheard", 0), wording.Reader(0, "Kim")),
            ]
        )
        assert "One of you answered that they gave this, and the other that they had little of it." in said
        assert not re.search(r"did not (?:notice|quite)|arriv|one of you gave", said, re.IGNORECASE)


def test_a_need_is_said_of_the_answers_and_reproaches_no_one() -> None:
    said = {
        felt_by: wording.headline(topic(rules.NEED_ONE, "not-ready", felt_by), wording.Reader(0, "Kim"))
        for felt_by in SEATS[1:]
    }
    title = "Room to say how much you can commit"
    assert said == {
        0: f"{title}: your answers say that there was little of this for you.",
        1: f"{title}: the answers of Kim say that there was little of this.",
    }


STRENGTHS = sorted(rule for rule in RULES if rule.startswith("strength."))


def strengths_said(rule: str, number: int) -> set[str]:
    """Return the headlines of the first and the second strength in check-in number `number`.

    Both strengths come from the rule `rule` and are about the same reason.
    """
    reader = wording.Reader(0, "Kim")
    return {
        wording.headline(topic(rule, "unheard", None), reader, check_in_number=number, place=place)
        for place in range(2)
    }


@pytest.mark.parametrize("rule", STRENGTHS)
def test_what_went_well_is_never_said_in_the_words_of_the_check_in_before(rule: str) -> None:
    for number in range(1, 30):
        said = strengths_said(rule, number)
        assert len(said) == 2
        # This also holds if one check-in in between lapsed.
        assert not said & (strengths_said(rule, number + 1) | strengths_said(rule, number + 2))


def test_every_headline_of_what_went_well_is_short_and_its_own() -> None:
    said = [str(headline) for headlines in HEADLINES.values() for headline in headlines]
    assert len(set(said)) == len(said)
    longest = max(len(reason.title) for reason in catalogue().reasons.values())
    for headline in said:
        assert headline.startswith("%(theme)s: "), headline
        assert headline.endswith("."), headline
        assert len(headline) - len("%(theme)s") + longest <= 120, headline
