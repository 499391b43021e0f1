"""The rule that chooses a light conversation: what it prefers, what it never chooses, and when it chooses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.engine import EngineRound, Guess, Item
from checkins.light import LATELY, REST_DAYS, LightPick, LightSubject, PastLight, choose, is_low
from content.values import LightKind
from tests.checkins.engine.rounds import ANCHORS, day, prompt

QUESTIONS: dict[LightKind, Sequence[str]] = {
    "difference": ["difference.1"],
    "good": ["good.1", "good.2"],
    "surprise": ["surprise.1"],
    "news": ["news.1", "news.2"],
    "deck": [f"deck.{number}" for number in range(20)],
}
TENDER = frozenset({"t"})
REASONS = ("p", "q", "r", "t")
ASKED = tuple(
    prompt(reason, wording, side, reverse=wording == "w")
    for reason in REASONS
    for wording, side in (("u", "received"), ("v", "own"), ("w", "received"), ("x", "given"))
)
FELT = next(item for item in ANCHORS if item.side == "received")
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def level(item: Item, value: int) -> int:
    return 6 - value if item.reverse else value


def a_round(
    number: int, pairs: Sequence[tuple[Item, int, int]] = (), guesses: Sequence[Guess] = ()
) -> EngineRound:
    """Return a check-in of week `number`. Each entry of `pairs` is a prompt with the answers of both partners.

    Both partners also answer the six prompts that every check-in asks, except those in `pairs`, with 4 ("Most of the
    time"). A guess in `guesses` is what one partner expects the other to have answered.
    """
    given_pairs = {item.key: (item, first, second) for item, first, second in pairs}
    every = {**{item.key: (item, 4, 4) for item in ANCHORS}, **given_pairs}
    items = tuple(item for item, _, _ in every.values())
    values = tuple({key: both[seat] for key, (_, *both) in every.items() if both[seat]} for seat in (0, 1))
    return EngineRound(f"{number:03}", day(number), items, (values[0], values[1]), tuple(guesses))


def chosen(
    rounds: Sequence[EngineRound],
    past: Sequence[PastLight] = (),
    *,
    kind_words: bool = False,
    resting: Sequence[LightSubject] = (),
    seed: str = "one",
) -> LightPick | None:
    return choose(
        rounds,
        past,
        QUESTIONS,
        kind_words=kind_words,
        tender=TENDER,
        rests=lambda subject: subject in resting,
        seed=seed,
    )


def picked(*args: Any, **named: Any) -> LightPick:
    pick = chosen(*args, **named)
    assert pick is not None
    return pick


def lately(subject: LightSubject, days: int) -> PastLight:
    return PastLight(subject, "good.1", day(0) - timedelta(days=days))


DIMENSIONS = {LightSubject(None, item.dimension) for item in ANCHORS}


def test_a_difference_between_two_good_answers_comes_first_and_the_largest_of_all() -> None:
    pick = picked([a_round(0, [(prompt("p"), 5, 4), (prompt("q"), 3, 5)])], kind_words=True)
    assert (pick.kind, pick.subject) == ("difference", LightSubject("q", "connection"))
    assert [evidence.values for evidence in pick.evidence] == [(3, 5)]


def test_what_was_good_for_both_comes_next() -> None:
    assert picked([a_round(0, [(prompt("p"), 5, 5)])]).subject == LightSubject("p", "connection")
    assert picked([a_round(0)]).kind == "good"


def test_then_a_guess_that_was_lower_than_the_answer() -> None:
    fair = [(item, 3, 3) for item in ANCHORS]
    high = [(item, 4, 4) for item in ANCHORS]
    good = [lately(subject, 10) for subject in DIMENSIONS if subject.dimension != FELT.dimension]
    kept = [(FELT, 3, 3), *((item, 4, 4) for item in ANCHORS if item.key != FELT.key)]
    low_guess, high_guess = Guess(0, FELT.key, 1), Guess(0, FELT.key, 5)
    assert picked([a_round(0, fair, [high_guess])]).kind == "deck"
    assert picked([a_round(0, fair, [low_guess])]).kind == "surprise"
    pick = picked([a_round(0, kept, [low_guess])], good)
    assert (pick.kind, pick.evidence[0].guess, pick.evidence[0].values) == ("surprise", 1, (None, 3))
    assert picked([a_round(0, high, [low_guess])]).kind == "good"


def test_then_kind_words_and_only_then_the_deck() -> None:
    fair = [a_round(0, [(item, 3, 3) for item in ANCHORS])]
    assert picked(fair, kind_words=True).kind == "news"
    heard = [PastLight(None, key, day(0) - timedelta(days=7)) for key in QUESTIONS["news"]]
    assert picked(fair, heard, kind_words=True).kind == "deck"
    assert picked(fair).kind == "deck"
    nothing = EngineRound("000", day(0), ANCHORS, ({}, {}))
    assert picked([nothing]).kind == "deck", "what was skipped or kept private leaves no trace"


@pytest.mark.parametrize(("weeks_ago", "free"), [(1, False), (3, False), (4, True)])
def test_a_low_answer_to_the_subject_counts_for_four_check_ins(weeks_ago: int, free: bool) -> None:
    rounds = [a_round(number) for number in range(6)]
    rounds[5 - weeks_ago] = a_round(5 - weeks_ago, [(prompt("p", "b"), 2, 5)])
    rounds[5] = a_round(5, [(prompt("p"), 5, 3)])
    assert (picked(rounds).subject == LightSubject("p", "connection")) is free


@pytest.mark.parametrize(
    "low",
    [
        (prompt("p", "gave", "given"), 5, 2),
        (prompt("p", "pressure", reverse=True), 4, 1),
        (replace(prompt("q", "b"), reasons={"q": 1.0, "p": 0.2}), 2, 4),
    ],
    ids=["what one gave", "pressure, turned", "another reason's prompt that names it"],
)
def test_every_answer_to_the_subject_counts(low: tuple[Item, int, int]) -> None:
    calm = [a_round(0, [low, (prompt("r"), 5, 5)]), a_round(1, [(prompt("p"), 5, 3)])]
    assert picked(calm).subject != LightSubject("p", "connection")


def test_good_for_both_needs_good_answers_all_along() -> None:
    before = a_round(0, [(prompt("p", "b"), 3, 5)])
    assert picked([before, a_round(1, [(prompt("p"), 5, 5)])]).subject != LightSubject("p", "connection")


def test_a_tender_reason_and_what_rests_are_left_out() -> None:
    tender = [a_round(0, [(prompt("t"), 5, 3), (prompt("p"), 5, 4)])]
    assert picked(tender).subject == LightSubject("p", "connection")
    assert picked(tender, resting=[LightSubject("p", "connection")]).kind == "good"


@pytest.mark.parametrize(
    ("days", "dismissed", "back"), [(56, False, False), (57, False, True), (181, True, False)]
)
def test_a_light_one_rests_longer_than_eight_weeks(days: int, dismissed: bool, back: bool) -> None:
    past = [replace(lately(LightSubject("p", "connection"), days), dismissed=dismissed)]
    pick = picked([a_round(0, [(prompt("p"), 5, 3)])], past)
    assert (pick.kind == "difference") is back


@pytest.mark.parametrize(
    ("first", "second", "low"), [(2, 5, True), (5, 1, True), (3, 3, False), (4, 5, False)]
)
def test_a_check_in_is_low_if_half_of_ones_answers_are(first: int, second: int, low: bool) -> None:
    half = [(item, first, second) for item in ANCHORS[: len(ANCHORS) // 2]]
    rest = [(item, 4, 4) for item in ANCHORS[len(ANCHORS) // 2 :]]
    made = a_round(0, [*half, *rest])
    assert is_low(made) is low
    assert (chosen([made], kind_words=True) is None) is low


@st.composite
def lives(draw: st.DrawFn) -> list[EngineRound]:
    """Generate one to seven check-ins with random answers, most of them good, for the tests of light conversations."""
    value = st.sampled_from([None, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5])
    made = []
    for number in range(draw(st.integers(1, 7))):
        items = (*ANCHORS, *draw(st.lists(st.sampled_from(ASKED), max_size=4, unique_by=lambda i: i.key)))
        first, second = (
            {item.key: level(item, found) for item in items if (found := draw(value)) is not None}
            for _ in range(2)
        )
        guess = Guess(
            draw(st.sampled_from([0, 1])), draw(st.sampled_from(ANCHORS)).key, draw(st.integers(1, 5))
        )
        made.append(EngineRound(f"{number:03}", day(number), items, (first, second), (guess,)))
    return made


SUBJECTS = st.sampled_from(
    [*(LightSubject(reason, "connection") for reason in REASONS), *sorted(DIMENSIONS, key=repr)]
)


@pytest.mark.slow
@MANY
@given(lives(), st.lists(st.tuples(SUBJECTS, st.integers(0, 300)), max_size=4), st.booleans(), st.integers())
def test_what_is_chosen_keeps_the_rule(
    rounds: list[EngineRound], earlier: list[tuple[LightSubject, int]], kind_words: bool, seed: int
) -> None:
    today = rounds[-1].date
    past = [PastLight(subject, "good.1", today - timedelta(days=days)) for subject, days in earlier]
    pick = chosen(rounds, past, kind_words=kind_words, seed=str(seed))
    if pick is None:
        assert is_low(rounds[-1])
        return
    assert pick.questions in QUESTIONS[pick.kind]
    assert pick.kind != "news" or kind_words
    if pick.subject is None:
        assert pick.kind in ("news", "deck")
        return
    assert pick.subject.reason not in TENDER
    assert not any(one.subject == pick.subject and (today - one.date).days < REST_DAYS for one in past)
    least = 4 if pick.kind == "good" else 3
    for one in rounds[-LATELY:]:
        for item in one.items:
            about = (
                pick.subject.reason in item.reasons
                if pick.subject.reason
                else item.anchor and item.dimension == pick.subject.dimension
            )
            for values in one.values:
                assert not about or item.key not in values or level(item, values[item.key]) >= least


@MANY
@given(lives(), st.booleans(), st.integers())
def test_equal_input_gives_the_same_and_swapped_partners_too(
    rounds: list[EngineRound], kind_words: bool, seed: int
) -> None:
    swapped = [
        replace(
            one,
            values=(one.values[1], one.values[0]),
            guesses=tuple(Guess(1 if guess.by == 0 else 0, guess.key, guess.value) for guess in one.guesses),
        )
        for one in rounds
    ]
    pick = chosen(rounds, kind_words=kind_words, seed=str(seed))
    assert pick == chosen(rounds, kind_words=kind_words, seed=str(seed))
    other = chosen(swapped, kind_words=kind_words, seed=str(seed))
    assert (pick and replace(pick, evidence=())) == (other and replace(other, evidence=()))
