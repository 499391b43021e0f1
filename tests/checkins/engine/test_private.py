"""The engine ignores answers that are private or skipped, or that say "didn't come up".

These tests run the whole way from the stored answers to the engine's result.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.answering.answers import SKIPPED, Answer, Answers
from checkins.asking.prompts import AskedPrompt, freeze
from checkins.engine import Partner, find
from checkins.revealing.revealed import RevealedCheckIn, engine_round
from content.catalogue import catalogue
from couples.sharing import Sharing

ZONE = ZoneInfo("Europe/Berlin")
START = dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC)
ANCHORS = tuple(anchor.id for anchor in catalogue().anchors)
#: All wordings of two reasons, including reverse-coded ones, so that evidence adds up within few weeks.
WORDINGS = tuple(p.id for key in ("unheard", "lost-quiet") for p in catalogue().prompts_for(key))
MANY = settings(max_examples=60, deadline=None, derandomize=True)

VALUE = st.integers(1, 5)
SAID = st.builds(Answer, st.just("answered"), VALUE)
KEPT = st.builds(Answer, st.just("answered"), VALUE, st.just("only for me"), st.just("private"))


@st.composite
def check_ins(draw: st.DrawFn) -> list[RevealedCheckIn]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        about = draw(st.sampled_from(ANCHORS))
        ids = [
            *ANCHORS,
            *draw(st.lists(st.sampled_from(WORDINGS), max_size=4, unique=True)),
            f"guess.{about}",
        ]
        asked = freeze(catalogue(), ids)
        answers = tuple(
            {
                each: draw(st.one_of(SAID, KEPT, st.just(SKIPPED), st.just(Answer("did_not_come_up"))))
                for each in ids
            }
            for _ in range(2)
        )
        opens_at = START + dt.timedelta(weeks=number)
        made.append(RevealedCheckIn(UUID(int=number + 1), opens_at, asked, (answers[0], answers[1])))
    return made


def with_answers(revealed: RevealedCheckIn, change: tuple[Answers, Answers]) -> RevealedCheckIn:
    return replace(revealed, answers=change)


@pytest.mark.slow
@MANY
@given(check_ins(), st.data())
def test_changing_what_is_private_or_skipped_changes_nothing(
    made: list[RevealedCheckIn], data: st.DataObject
) -> None:
    """The engine's result stays the same if private and skipped answers are replaced by other private or skipped ones.

    A skipped answer counts as skipped even if it has a value.
    """
    hidden = st.one_of(KEPT, st.just(SKIPPED), st.builds(Answer, st.just("skipped"), VALUE))

    def changed(answers: Answers) -> Answers:
        return {
            each: data.draw(hidden) if told.sharing == "private" or told.status == "skipped" else told
            for each, told in answers.items()
        }

    others = [
        with_answers(revealed, (changed(revealed.answers[0]), changed(revealed.answers[1])))
        for revealed in made
    ]
    before = [engine_round(revealed, ZONE) for revealed in made]
    after = [engine_round(revealed, ZONE) for revealed in others]
    assert after == before
    assert find(after) == find(before)


def low_weeks(hidden: Answer, about: int = 2) -> list[RevealedCheckIn]:
    """Return two check-ins, each with `about` prompts about being heard.

    Each time, the first partner gives a low answer to one of these prompts, and the answer `hidden` to another one. All
    other answers are good, and shared.
    """
    asked: list[AskedPrompt] = freeze(catalogue(), [*ANCHORS, *WORDINGS[:about]])
    good = {each["id"]: Answer("answered", 2 if each["reverse"] else 4) for each in asked}
    low = {**good, WORDINGS[0]: Answer("answered", 1), WORDINGS[1]: hidden}
    return [
        RevealedCheckIn(UUID(int=n + 1), START + dt.timedelta(weeks=n), asked, (low, good)) for n in range(2)
    ]


def test_what_is_shared_would_have_brought_it_up() -> None:
    """A shared low answer makes a stronger topic than the same answer kept private or skipped.

    So the low answers in these tests matter: the tests would notice an engine that used private answers.
    """

    def strength(hidden: Answer) -> float:
        main = find([engine_round(revealed, ZONE) for revealed in low_weeks(hidden)]).main
        return 0.0 if main is None else main.strength

    shared: Answer = Answer("answered", 1)
    assert strength(shared) > strength(replace(shared, sharing="private")) == strength(SKIPPED)


def test_guesses_about_private_answers_and_private_guesses_are_not_read() -> None:
    seats: tuple[Partner, Partner] = (0, 1)
    asked = freeze(catalogue(), [ANCHORS[0], *ANCHORS[2:], f"guess.{ANCHORS[0]}"])
    good = {each["id"]: Answer("answered", 5) for each in asked}
    low = Answer("answered", 1)
    for guesser in seats:
        choices: list[tuple[Sharing, Sharing]] = [
            ("private", "share"),
            ("share", "private"),
            ("share", "share"),
        ]
        for guess, answer in choices:
            mine, theirs = dict(good), dict(good)
            mine[f"guess.{ANCHORS[0]}"] = Answer("answered", 5, sharing=guess)
            theirs[ANCHORS[0]] = replace(low, sharing=answer)
            answers = (mine, theirs) if guesser == 0 else (theirs, mine)
            twice = [
                RevealedCheckIn(UUID(int=n + 1), START + dt.timedelta(weeks=n), asked, answers)
                for n in (0, 1)
            ]
            result = find([engine_round(revealed, ZONE) for revealed in twice])
            kinds = {point.kind for point in (result.main, result.optional) if point is not None}
            assert ("perception" in kinds) is (guess == answer)
