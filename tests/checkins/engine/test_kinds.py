"""Typical answers lead to each kind of finding, such as a gap between the partners. Good answers lead to no finding."""

import doctest

import pytest

from checkins.engine import EngineResult, Guess, Item, find, finding, rules
from tests.checkins.engine.rounds import DIMENSIONS, a_round, day, history, prompt, told


def test_the_documented_example_runs() -> None:
    assert doctest.testmod(finding).attempted > 5
    assert doctest.testmod(finding).failed == 0


def test_nothing_to_read_gives_nothing() -> None:
    assert find([]) == EngineResult()
    assert find([a_round(0, calm=(4, 4))]).main is None


def test_two_prompts_of_one_reason_at_one_fire_in_a_single_week() -> None:
    week = a_round(6, [(prompt("x", "a"), 1, 5), (prompt("x", "b"), 1, 5), (prompt("y"), 5, 5)])
    main = find([*history(6), week]).main
    assert main is not None
    assert (main.reason, main.kind, main.rule, main.felt_by) == ("x", "gap", rules.GAP_LARGE, 0)
    assert {(e.key, e.values) for e in main.evidence} == {("x.a", (1, 5)), ("x.b", (1, 5))}
    assert not main.recurring


@pytest.mark.parametrize("partners_answer", [5, 4, None])
def test_not_at_all_in_the_very_first_week_is_asked_about_again_and_then_told(
    partners_answer: int | None,
) -> None:
    """After one "Not at all", the engine only asks again. A second "Not at all" makes a topic.

    One low answer alone may be chance. In published data, the two partners' answers to the same prompt differ by two
    points or more for one prompt in eleven.
    """
    first = a_round(0, [(prompt("x", "a"), 1, partners_answer), (prompt("y"), 4, 5)])
    assert find([first]).main is None
    assert find([first]).suspicions == ("x",)
    main = find([first, a_round(1, [(prompt("x", "b"), 1, partners_answer)])]).main
    assert main is not None
    assert (main.reason, main.felt_by) == ("x", 0)


def test_no_single_answer_of_one_partner_is_ever_enough() -> None:
    for reverse, worst in ((False, 1), (True, 5)):
        week = a_round(30, [(prompt("x", reverse=reverse), worst, 6 - worst)], calm=(5, 5))
        result = find([*(a_round(n, calm=(5, 5)) for n in range(30)), week])
        assert result.main is None
        assert result.suspicions == ("x",)


@pytest.mark.parametrize("pair", [(2, 4), (3, 5), (3, 4), (3, 3), (4, 5)])
def test_ordinary_noise_in_the_first_week_stays_silent(pair: tuple[int, int]) -> None:
    assert find([a_round(0, [(prompt("x"), *pair), (prompt("y"), 4, 5)])]).main is None


def test_a_moderate_gap_is_first_a_suspicion_and_becomes_a_topic_when_it_recurs() -> None:
    weeks = [*history(4), a_round(4, [(prompt("x", "a"), 2, 4)])]
    first = find(weeks)
    assert first.main is None
    assert first.suspicions[0] == "x"
    second = find([*weeks, a_round(5, [(prompt("x", "b"), 2, 4)])])
    assert second.main is not None
    assert second.main.reason == "x"
    assert len(second.main.evidence) == 2


def test_a_gap_of_one_point_again_and_again_is_recurring() -> None:
    weeks = [a_round(n, [(prompt("x", "abcdef"[n]), 3, 4)], calm=(5, 5)) for n in range(6)]
    main = find(weeks).main
    assert main is not None
    assert (main.reason, main.rule) == ("x", rules.GAP_RECURRING)


def test_agreement_on_low_is_a_need_of_both() -> None:
    main = find([*history(3), a_round(3, [(prompt("x"), 1, 1), (prompt("y"), 5, 5)])]).main
    assert main is not None
    assert (main.reason, main.kind, main.rule, main.felt_by) == ("x", "need", rules.NEED_BOTH, None)


def test_low_on_the_own_life_is_a_need_whatever_the_other_says_of_theirs() -> None:
    twice = [(prompt("x", wording, side="own"), 5, 1) for wording in "ab"]
    main = find([*history(3), a_round(3, twice)]).main
    assert main is not None
    assert (main.kind, main.rule, main.felt_by) == ("need", rules.NEED_ONE, 1)


def test_given_here_and_not_received_there_is_an_exchange() -> None:
    before = a_round(4, [(prompt("x", "felt"), 1, 4)])
    week = a_round(5, [(prompt("x", "noticed"), 2, 4), (prompt("x", "gave", "given"), 4, 5)])
    main = find([*history(4), before, week]).main
    assert main is not None
    assert (main.kind, main.rule, main.felt_by) == ("exchange", rules.EXCHANGE_REASON, 0)
    assert {e.key for e in main.evidence} == {"x.felt", "x.noticed", "x.gave"}


def test_giving_much_does_not_speak_against_missing_something() -> None:
    felt, gave = [(prompt("x", w), 2, 4) for w in "ab"], (prompt("x", "gave", "given"), 5, 4)
    alone, with_another = (
        find([*history(4), a_round(4, felt)]).main,
        find([*history(4), a_round(4, [*felt, gave])]).main,
    )
    assert alone is not None
    assert with_another is not None
    assert with_another.strength == pytest.approx(alone.strength, rel=0.05)


@pytest.mark.parametrize("better", [5, 4, 3])
def test_the_order_of_prompts_within_a_week_means_nothing(better: int) -> None:
    answers = [(prompt("x", "a"), 1, 5), (prompt("x", "b"), better, 5)]
    one, other = (find([*history(4), a_round(4, each)]) for each in (answers, answers[::-1]))
    assert (one.main is None) == (other.main is None)
    assert one.suspicions == other.suspicions
    if one.main is not None and other.main is not None:
        assert one.main.strength == pytest.approx(other.main.strength)


def test_an_exchange_on_the_anchors_borrows_the_reason_that_its_dimension_points_to() -> None:
    anchors = {"anchor.connection.received": (4, 1), "anchor.connection.given": (5, 4)}
    weeks = [*history(4), a_round(4, [(prompt("x"), 4, 2)]), a_round(5, anchors=anchors)]
    assert find(weeks).main is None
    main = find([*weeks, a_round(6, anchors=anchors), a_round(7, anchors=anchors)]).main
    assert main is not None
    assert (main.kind, main.rule, main.reason, main.felt_by) == ("exchange", rules.EXCHANGE_ANCHOR, "x", 1)


@pytest.mark.parametrize("answer", [2, 1])
def test_a_guess_that_is_too_high_counts_the_second_time(answer: int) -> None:
    def week(number: int, key: str) -> EngineResult:
        weeks.append(a_round(number, anchors={key: (4, answer)}, guesses=(Guess(0, key, 5),)))
        return find(weeks)

    weeks = history(4)
    assert week(4, "anchor.connection.received").main is None
    main = week(5, "anchor.connection.given").main
    assert main is not None
    assert (main.kind, main.rule, main.reason) == ("perception", rules.GUESS_HIGHER, None)
    assert (main.dimension, main.felt_by) == ("connection", 1)
    newest = main.evidence[0]
    assert (newest.guess, newest.guess_by, newest.values) == (5, 0, (None, answer))


def test_what_both_guessed_too_high_is_one_topic_with_the_newest_guesses_first() -> None:
    given = "anchor.connection.given"
    guesses = (Guess(0, given, 5), Guess(1, given, 5))
    anchors = {"anchor.connection.received": (3, 3), given: (2, 2)}
    calm = [a_round(n) for n in range(4)]
    main = find([*calm, *(a_round(n, anchors=anchors, guesses=guesses) for n in (4, 5))]).main
    assert main is not None
    assert (main.rule, main.felt_by) == (rules.GUESS_HIGHER, None)
    assert [each.date for each in main.evidence] == [day(5), day(5), day(4), day(4)]
    assert [{each.guess_by for each in main.evidence[at : at + 2]} for at in (0, 2)] == [{0, 1}] * 2


def test_reverse_coded_items_are_turned() -> None:
    pressed, rushed = prompt("x", "a", reverse=True), prompt("x", "b", reverse=True)
    calm = find([*history(3), a_round(3, [(pressed, 1, 1), (rushed, 1, 1)])])
    assert (calm.main, calm.suspicions) == (None, ())
    main = find([*history(3), a_round(3, [(pressed, 5, 1), (rushed, 5, 1), (prompt("x", "c"), 3, 4)])]).main
    assert main is not None
    assert main.felt_by == 0
    assert (5, 1) in {evidence.values for evidence in main.evidence}


def test_a_couples_ordinary_offset_raises_nothing() -> None:
    weeks = [
        a_round(n, [(prompt(f"r{n % 9}", str(n)), 3, 5), (prompt(f"s{n % 9}", str(n)), 3, 4)], calm=(3, 5))
        for n in range(20)
    ]
    assert [find(weeks[: n + 1]).main for n in range(4, 20)] == [None] * 16


def test_a_shared_prompt_never_raises_what_it_only_touches() -> None:
    item = Item("x.a", {"x": 1.0, "y": 0.9}, "connection", "received")
    result = find([*history(3), a_round(3, [(item, 1, 5)])], eligible={"y"})
    assert told(result) == (None, None)


def test_reasons_that_are_not_eligible_are_not_shown() -> None:
    weeks = [*history(3), a_round(3, [(prompt("x"), 1, 5)])]
    assert told(find(weeks, eligible={"calm1"})) == (None, None)
    assert "x" not in find(weeks, eligible={"calm1"}).suspicions


def test_main_and_optional_are_two_reasons_the_stronger_first() -> None:
    low = {"x": (3, 5), "y": (4, 1), "z": (5, 1)}
    week = a_round(4, [(prompt(reason, w), *pair) for reason, pair in low.items() for w in "ab"])
    main, optional = told(find([*history(4), week]))
    assert main is not None
    assert optional is not None
    assert (main.reason, optional.reason) == ("z", "y")
    assert main.strength >= optional.strength >= 1.0


def test_between_equally_strong_reasons_the_wider_gap_decides_and_not_the_name() -> None:
    for wide, narrow in (("a", "b"), ("b", "a")):
        answers = [(prompt(wide, w), 1, 5) for w in "ab"] + [(prompt(narrow, w), 2, 5) for w in "ab"]
        main, optional = told(find([*history(4), a_round(4, answers)]))
        assert main is not None
        assert optional is not None
        assert main.strength == optional.strength
        assert (main.reason, optional.reason) == (wide, narrow)


def test_strengths_are_there_in_every_decent_week_and_never_more_than_three() -> None:
    calm = find([a_round(0)]).strengths
    assert 1 <= len(calm) <= 3
    assert {strength.dimension for strength in calm} == set(DIMENSIONS)
    poor = dict.fromkeys((f"anchor.{d}.{s}" for d in DIMENSIONS for s in ("received", "given")), (1, 1))
    assert find([a_round(0, anchors=poor)]).strengths == ()
    best = find([a_round(0, anchors={**poor, "anchor.autonomy.received": (3, 4)})]).strengths
    assert [(s.rule, s.dimension, s.felt_by) for s in best] == [(rules.STRENGTH_BEST, "autonomy", 1)]


def test_given_and_received_and_a_rise_are_strengths() -> None:
    met = {"anchor.autonomy.received": (3, 5), "anchor.autonomy.given": (5, 3)}
    weeks = [a_round(n, anchors={**met, "anchor.connection.received": (3, 3)}, calm=(2, 2)) for n in range(3)]
    risen = {**met, "anchor.connection.received": (3, 5)}
    found = {s.rule: s for s in find([*weeks, a_round(3, anchors=risen, calm=(2, 2))]).strengths}
    assert found[rules.STRENGTH_MET].felt_by == 1
    assert found[rules.STRENGTH_MET].dimension == "autonomy"
    assert found[rules.STRENGTH_RISEN].felt_by == 1
    assert found[rules.STRENGTH_RISEN].dimension == "connection"


def test_no_two_strengths_have_the_same_title() -> None:
    """Two strengths about closeness would have the same title, so the engine shows only one of them."""
    low = {f"anchor.{d}.{s}": (2, 2) for d in DIMENSIONS[:2] for s in ("received", "given")}
    weeks = [a_round(n, anchors=low, calm=(3, 3)) for n in range(3)]
    guesses = (Guess(0, "anchor.connection.received", 5), Guess(1, "anchor.connection.received", 5))
    found = find([*weeks, a_round(3, anchors=low, calm=(5, 5), guesses=guesses)]).strengths
    assert [(strength.dimension, strength.reason) for strength in found] == [("connection", None)]


def test_nothing_is_praised_that_one_of_the_two_missed() -> None:
    weeks = [a_round(n, calm=(3, 3)) for n in range(3)]
    missed = {"anchor.appreciation.received": (1, 5), "anchor.appreciation.given": (5, 5)}
    uneven = [(prompt("x"), 5, 2)]
    found = find([*weeks, a_round(3, uneven, anchors=missed, calm=(5, 5))]).strengths
    assert {strength.dimension for strength in found} == {"autonomy", "connection"}
    assert all(strength.reason != "x" for strength in found)


def test_having_given_more_is_no_rise() -> None:
    weeks = [a_round(n, calm=(3, 3)) for n in range(3)]
    gave = {f"anchor.{dimension}.given": (5, 3) for dimension in DIMENSIONS}
    found = find([*weeks, a_round(3, anchors=gave, calm=(3, 3))]).strengths
    assert found
    assert rules.STRENGTH_RISEN not in {strength.rule for strength in found}


def test_a_talking_points_reason_is_not_praised_beside_it() -> None:
    answers = [(prompt("x", "a"), 1, 5), (prompt("x", "b"), 1, 5), (prompt("x", "c", "given"), 5, 5)]
    result = find([*history(3), a_round(3, answers)])
    assert result.main is not None
    assert all(strength.reason != "x" for strength in result.strengths)
