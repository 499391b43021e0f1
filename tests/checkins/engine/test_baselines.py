"""Tests of the simple rules with which the benchmark compares the engine."""

from dataclasses import replace
from itertools import product

import pytest

from benchmarks.engine import difficulty, sums
from benchmarks.engine.life import Job, live
from benchmarks.engine.rivals import Extremes, Rival
from benchmarks.engine.worlds import NORMAL
from tests.checkins.engine.rounds import a_round, history, prompt


def test_the_sums_of_evidence_show_what_is_low_and_let_it_rest() -> None:
    low = [*history(4), a_round(4, [(prompt("x"), 1, 5)]), a_round(5, [(prompt("x", "b"), 2, 5)])]
    assert sums.topics(low, ["x"], []) == ("x",)
    assert sums.topics(low, ["x"], ["x"]) == ()
    assert sums.topics(low, [], []) == ()
    assert sums.topics(low[:5], ["x"], []) == ()


def test_both_rivals_are_one_rule_where_their_low_part_is_off() -> None:
    for gap, total, answer in product(range(5), range(2, 11), range(1, 6)):
        seen = Extremes((gap, "apart"), (total, "together"), (answer, "alone"))
        assert Rival("P1", 2, 2).raises(seen) == Rival("P2", 2, 0).raises(seen)


@pytest.mark.slow
def test_without_difficulty_no_topic_is_gone_for_another_reason() -> None:
    """If no prompt is difficult (answered lower than others by all couples), `topics_gone` counts no topic as gone.

    `topics_gone` simulates a couple's answers again as if no prompt were difficult, and counts the topics that vanish.
    """
    even = replace(NORMAL, prompt=0.0)
    topics = 0.0
    for number in range(12):
        job = Job(even, f"even.{number}")
        gone, every = difficulty.topics_gone(job, live(job))
        assert gone == 0
        topics += every
    assert topics > 3
