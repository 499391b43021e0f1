"""Properties of the engine that hold for any couple's answers."""

import cProfile
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.engine import (
    EngineResult,
    EngineRound,
    Evidence,
    Finding,
    Guess,
    Item,
    Partner,
    PastTopic,
    TopicOutcome,
    find,
)
from checkins.engine.choice import subject
from tests.checkins.engine.rounds import ANCHORS, a_round, day, history, prompt, swapped, told

pytestmark = pytest.mark.slow

REASONS = ("p", "q", "r", "s")
ASKED = tuple(
    prompt(reason, wording, side, reverse=wording == "w")
    for reason in REASONS
    for wording, side in (("u", "received"), ("v", "own"), ("w", "received"), ("x", "given"))
)
VALUE = st.one_of(st.none(), st.integers(1, 5))
#: Prompts that bring up a reason if both are answered with a pair from `LOW`.
NEVER_REVERSED = tuple(prompt("p", wording) for wording in ("low", "lower"))
LOW = st.sampled_from([(1, 5), (5, 1), (1, 1), (2, 4)])
#: Tolerance for floating-point sums that are added in another order.
ROUNDING = 1e-9
MANY = settings(max_examples=60, deadline=None, derandomize=True)


@st.composite
def rounds(draw: st.DrawFn) -> list[EngineRound]:
    made = []
    for number in range(draw(st.integers(1, 9))):
        items = (*ANCHORS, *draw(st.lists(st.sampled_from(ASKED), max_size=4, unique_by=lambda i: i.key)))
        values = tuple(
            {item.key: value for item in items if (value := draw(VALUE)) is not None} for _ in range(2)
        )
        about = draw(st.sampled_from(ANCHORS)).key
        guesses = (Guess(0, about, draw(st.integers(1, 5))), Guess(1, about, draw(st.integers(1, 5))))
        made.append(EngineRound(f"{number:03}", day(number), items, (values[0], values[1]), guesses))
    return made


def _mirrored(finding: Finding | None) -> object:
    """Return the finding with the two partners swapped, in a form that can be compared. Return None for None.

    The evidence becomes a set, because its order may differ.
    """
    if finding is None:
        return None
    felt_by = None if finding.felt_by is None else 1 - finding.felt_by
    evidence = {_mirrored_evidence(each) for each in finding.evidence}
    return replace(finding, felt_by=None, evidence=()), felt_by, evidence


def _mirrored_evidence(one: Evidence) -> Evidence:
    flipped: dict[Partner | None, Partner | None] = {None: None, 0: 1, 1: 0}
    return replace(one, values=(one.values[1], one.values[0]), guess_by=flipped[one.guess_by])


def _plain(finding: Finding | None) -> object:
    if finding is None:
        return None
    return replace(finding, felt_by=None, evidence=()), finding.felt_by, set(finding.evidence)


@st.composite
def pasts(draw: st.DrawFn) -> list[PastTopic]:
    outcomes = st.sampled_from(get_args(TopicOutcome))
    return [
        PastTopic(draw(st.sampled_from(REASONS)), day(draw(st.integers(-20, 8))), draw(outcomes))
        for _ in range(draw(st.integers(0, 3)))
    ]


@MANY
@given(rounds(), pasts())
def test_swapping_the_partners_swaps_the_result(made: list[EngineRound], past: list[PastTopic]) -> None:
    one, other = find(made, past), find([swapped(each) for each in made], past)
    assert _mirrored(one.main) == _plain(other.main)
    assert _mirrored(one.optional) == _plain(other.optional)
    assert [_mirrored(s) for s in one.strengths] == [_plain(s) for s in other.strengths]
    assert [_mirrored(d) for d in reversed(one.drift)] == [_plain(d) for d in other.drift]
    assert one.suspicions == other.suspicions


def test_two_equally_strong_stories_are_told_of_neither_alone() -> None:
    crossed = [(prompt("x", "a", "given"), 1, 5), (prompt("x", "b", "given"), 5, 1)]
    main = find([*(a_round(n) for n in range(4)), a_round(4, crossed)]).main
    assert main is None or main.felt_by is None


@MANY
@given(rounds(), pasts(), st.randoms(use_true_random=False))
def test_equal_input_gives_an_equal_result_in_whatever_order_it_comes(
    made: list[EngineRound], past: list[PastTopic], dice: random.Random
) -> None:
    """The result doesn't depend on the order of check-ins, past topics, allowed reasons or the keys of a mapping."""

    def mixed(keys: Iterable[str]) -> list[str]:
        return dice.sample(sorted(keys), len(list(keys)))

    def stirred(one: EngineRound) -> EngineRound:
        first, second = ({key: each[key] for key in mixed(each)} for each in one.values)
        items = [
            replace(item, reasons={key: item.reasons[key] for key in mixed(item.reasons)})
            for item in one.items
        ]
        return replace(one, items=tuple(items), values=(first, second))

    other = [stirred(one) for one in made]
    dice.shuffle(other)
    rows = dice.sample(past, len(past))
    some = REASONS[:3]
    assert find(made, past, eligible=some) == find(made, past, eligible=some)
    assert find(made, past, eligible=some) == find(other, rows, eligible=set(some))


class Watched(dict[str, int]):
    """Answers that raise AssertionError if code reads `answers[key]`. The engine must use `answers.get(key)` instead.

    `answers[key]` would assume that every prompt has an answer.
    """

    def __getitem__(self, key: str) -> int:
        raise AssertionError(f"{key} was read without asking whether it is there")


@MANY
@given(rounds())
def test_missing_is_missing(made: list[EngineRound]) -> None:
    """A prompt that no one answered has no effect: the result is the same without the prompt."""

    def without_unanswered(one: EngineRound) -> EngineRound:
        items = tuple(item for item in one.items if item.key in one.values[0] or item.key in one.values[1])
        return replace(one, items=items)

    watched = [replace(one, values=(Watched(one.values[0]), Watched(one.values[1]))) for one in made]
    assert find(watched) == find(made)
    assert find([without_unanswered(one) for one in made]) == find(made)


@MANY
@given(rounds())
def test_guesses_about_what_was_kept_private_are_not_read(made: list[EngineRound]) -> None:
    hidden = ANCHORS[0].key

    def kept_private(one: EngineRound, guess: int) -> EngineRound:
        values: list[Mapping[str, int]] = [
            {key: value for key, value in answers.items() if key != hidden} for answers in one.values
        ]
        guesses = (*one.guesses, Guess(0, hidden, guess), Guess(1, hidden, guess))
        return EngineRound(one.id, one.date, one.items, (values[0], values[1]), guesses)

    assert find([kept_private(one, 1) for one in made]) == find([kept_private(one, 5) for one in made])


@MANY
@given(rounds())
def test_findings_keep_to_their_number_and_say_why(made: list[EngineRound]) -> None:
    result = find(made)
    assert len(result.strengths) <= 3
    for point in (result.main, result.optional):
        assert point is None or (point.evidence and point.strength >= 1.0)
        assert point is None or point.reason in {*REASONS, None}
    assert result.main is not None or result.optional is None
    assert result.main is None or result.optional is None or subject(result.main) != subject(result.optional)
    last = made[-1]
    points = [point for point in (result.main, result.optional) if point]
    talked = {point.reason for point in points}
    named = {point.dimension for point in points if point.reason is None}
    low = {item.key for item in last.items if min(_stood(last, item), default=3) < 3}
    missed = {
        item.dimension for item in last.items if item.anchor and item.side == "received" and item.key in low
    }
    free = [
        item
        for item in last.items
        if not talked.intersection(item.reasons)
        and item.key not in low
        and not (item.anchor and item.dimension in missed | named)
        and item.side != "given"
    ]
    if any(max(_stood(last, item), default=0) >= 4 for item in free):
        assert result.strengths
    praised = {
        line.key for strength in result.strengths for line in strength.evidence if line.round_id == last.id
    }
    assert not praised & low


def _stood(one: EngineRound, item: Item) -> list[int]:
    given = [answers[item.key] for answers in one.values if item.key in answers]
    return [6 - value if item.reverse else value for value in given]


@MANY
@given(rounds(), st.data())
def test_a_week_of_agreement_never_brings_anything_up(made: list[EngineRound], data: st.DataObject) -> None:
    """If both partners answer well and alike and guess rightly, the engine shows no topic in that week.

    This holds even if both partners gave low answers about a reason for weeks before.
    """
    for _ in range(data.draw(st.integers(0, 3))):
        pairs = [data.draw(LOW) for _ in NEVER_REVERSED]
        week = [(item, first, second) for item, (first, second) in zip(NEVER_REVERSED, pairs, strict=True)]
        made = [*made, a_round(len(made), week)]
    number = len(made)
    items = (*ANCHORS, *data.draw(st.lists(st.sampled_from(ASKED), max_size=4, unique_by=lambda i: i.key)))
    alike: dict[str, int] = {}
    for item in items:
        stood = data.draw(st.integers(4, 5))
        alike[item.key] = 6 - stood if item.reverse else stood
    about = data.draw(st.sampled_from(ANCHORS)).key
    guesses = (Guess(0, about, alike[about]), Guess(1, about, alike[about]))
    result = find([*made, EngineRound(f"{number:03}", day(number), items, (alike, alike), guesses)])
    assert result.main is None
    assert result.optional is None


@MANY
@given(rounds(), st.sampled_from(ASKED[:3]), st.sampled_from(["received", "own"]), st.integers(4, 5))
def test_the_wider_the_gap_the_stronger_the_finding(
    made: list[EngineRound], asked: Item, side: str, other: int
) -> None:
    """The more the partners' answers about a reason differ, the stronger the finding is.

    The engine ignores the answers of a person who says yes to a good thing and also to its opposite. So if `asked` is
    about something bad, the test removes the earlier prompts about its opposite.
    """
    if asked.reverse:
        made = [without(one, lambda item: "p" in item.reasons and not item.reverse) for one in made]
    number = len(made)
    new = [replace(asked, key="p.new0", side=side), replace(ASKED[0], key="p.new1", side=side)]

    def strength(stood: int) -> float:
        pairs = [(6 - stood, 6 - other) if item.reverse else (stood, other) for item in new]
        week = [(prompt("q", "z"), 4, 4), *((item, *pair) for item, pair in zip(new, pairs, strict=True))]
        main, optional = told(find([*made, a_round(number, week)], eligible={"p"}))
        return max((point.strength for point in (main, optional) if point), default=0.0)

    strengths = [strength(stood) for stood in range(other, 0, -1)]
    assert all(wider >= narrower - ROUNDING for narrower, wider in pairwise(strengths))
    assert strengths[0] == 0.0


def without(one: EngineRound, left_out: Callable[[Item], bool]) -> EngineRound:
    """Return the check-in without the prompts for which `left_out` returns True."""
    gone = {item.key for item in one.items if left_out(item)}
    first, second = ({key: v for key, v in answers.items() if key not in gone} for answers in one.values)
    return replace(one, items=tuple(i for i in one.items if i.key not in gone), values=(first, second))


def test_a_yes_to_a_reverse_coded_prompt_adds_to_a_low_plain_one() -> None:
    def strength(stood: int) -> float:
        answers = [(prompt("p", "plain"), 3, 5), (ASKED[2], 6 - stood, 1)]
        main = find([*history(4), a_round(4, answers)]).main
        return 0.0 if main is None else main.strength

    assert [strength(stood) > 1.0 for stood in (5, 4, 3, 2, 1)] == [False, False, True, True, True]


def test_a_gap_of_every_size_has_a_strength_of_its_own_until_it_is_large() -> None:
    def strength(low: int) -> float:
        main = find([*history(4), a_round(4, [(ASKED[0], low, 5), (ASKED[1], low, 5)])]).main
        return 0.0 if main is None else main.strength

    none, one, two, three, four = (strength(low) for low in (5, 4, 3, 2, 1))
    assert none == one == 0.0
    assert two < 1.0 or two < three
    assert 1.0 < three <= four


def test_the_work_grows_in_step_with_the_weeks() -> None:
    """For two years of check-ins, the engine makes at most four times as many function calls as for half a year.

    The test counts function calls instead of seconds, because a busy machine takes longer but makes no more calls.
    """
    weeks = [
        a_round(n, [(ASKED[(n + k * 5) % 16], 3 + (n + k) % 3, 3 + n * k % 3) for k in range(4)])
        for n in range(104)
    ]

    def calls(some: list[EngineRound]) -> int:
        with cProfile.Profile() as profile:
            find(some)
        return sum(entry.callcount for entry in profile.getstats())

    calls(weeks)  # fills the caches
    assert calls(weeks) <= 4 * calls(weeks[:26])


def test_no_framework_is_needed() -> None:
    code = "import sys; import checkins.engine, checkins.asking.selection; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert isinstance(find([a_round(0)]), EngineResult)
