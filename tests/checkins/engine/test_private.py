"""What one keeps private, skips or had no occasion for is never read: change it, and everything stays as it was.

From the stored answers on, through what a reveal makes of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.answers import SKIPPED, Answer, Answers
from checkins.engine import Partner, find
from checkins.prompts import Asked, freeze
from checkins.reveal import Both, as_round
from content.catalogue import catalogue

ZONE = ZoneInfo("Europe/Berlin")
START = dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC)
ANCHORS = tuple(anchor.id for anchor in catalogue().anchors)
#: Two reasons with all their wordings, reverse-coded ones among them, so that evidence adds up within few weeks.
WORDINGS = tuple(p.id for key in ("unheard", "lost-quiet") for p in catalogue().prompts_for(key))
MANY = settings(max_examples=60, deadline=None, derandomize=True)

VALUE = st.integers(1, 5)
SAID = st.builds(Answer, st.just("answered"), VALUE)
KEPT = st.builds(Answer, st.just("answered"), VALUE, st.just("only for me"), st.just("private"))


@st.composite
def check_ins(draw: st.DrawFn) -> list[Both]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        about = draw(st.sampled_from(ANCHORS))
        ids = [
            *ANCHORS,
            *draw(st.lists(st.sampled_from(WORDINGS), max_size=4, unique=True)),
            f"guess.{about}",
        ]
        asked = freeze(catalogue(), ids)
        halves = tuple(
            {
                each: draw(st.one_of(SAID, KEPT, st.just(SKIPPED), st.just(Answer("did_not_come_up"))))
                for each in ids
            }
            for _ in range(2)
        )
        opens_at = START + dt.timedelta(weeks=number)
        made.append(Both(UUID(int=number + 1), opens_at, asked, (halves[0], halves[1])))
    return made


def with_halves(both: Both, change: tuple[Answers, Answers]) -> Both:
    return replace(both, halves=change)


@MANY
@given(check_ins(), st.data())
def test_changing_what_is_private_or_skipped_changes_nothing(made: list[Both], data: st.DataObject) -> None:
    """Another value, another note, or a skip in its place; a skip that carries a value is still a skip."""
    hidden = st.one_of(KEPT, st.just(SKIPPED), st.builds(Answer, st.just("skipped"), VALUE))

    def changed(half: Answers) -> Answers:
        return {
            each: data.draw(hidden) if told.sharing == "private" or told.status == "skipped" else told
            for each, told in half.items()
        }

    others = [with_halves(both, (changed(both.halves[0]), changed(both.halves[1]))) for both in made]
    before = [as_round(both, ZONE) for both in made]
    after = [as_round(both, ZONE) for both in others]
    assert after == before
    assert find(after) == find(before)


def low_weeks(hidden: Answer, about: int = 2) -> list[Both]:
    """Two weeks in which the first partner was not heard: once said openly, once as `hidden`."""
    asked: list[Asked] = freeze(catalogue(), [*ANCHORS, *WORDINGS[:about]])
    good = {each["id"]: Answer("answered", 2 if each["reverse"] else 4) for each in asked}
    low = {**good, WORDINGS[0]: Answer("answered", 1), WORDINGS[1]: hidden}
    return [Both(UUID(int=n + 1), START + dt.timedelta(weeks=n), asked, (low, good)) for n in range(2)]


def test_what_is_shared_would_have_brought_it_up() -> None:
    """The property above is not empty: the same answers, shared, do make a topic, and weigh more than kept ones."""

    def strength(hidden: Answer) -> float:
        main = find([as_round(both, ZONE) for both in low_weeks(hidden)]).main
        return 0.0 if main is None else main.strength

    shared: Answer = Answer("answered", 1)
    assert strength(shared) > strength(replace(shared, sharing="private")) == strength(SKIPPED)


def test_guesses_about_private_answers_and_private_guesses_are_not_read() -> None:
    seats: tuple[Partner, Partner] = (0, 1)
    asked = freeze(catalogue(), [*ANCHORS, f"guess.{ANCHORS[0]}"])
    good = {each["id"]: Answer("answered", 5) for each in asked}
    wrong = {**good, f"guess.{ANCHORS[0]}": Answer("answered", 1)}
    for guesser in seats:
        for guess, answer in (({"sharing": "private"}, {}), ({}, {"sharing": "private"}), ({}, {})):
            mine, theirs = dict(wrong), dict(good)
            mine[f"guess.{ANCHORS[0]}"] = Answer("answered", 1, **guess)
            theirs[ANCHORS[0]] = Answer("answered", 5, **answer)
            halves = (mine, theirs) if guesser == 0 else (theirs, mine)
            main = find([as_round(Both(UUID(int=1), START, asked, halves), ZONE)]).main
            assert (main is not None) is (not guess and not answer)
