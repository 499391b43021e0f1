"""A topic is not shown for some weeks after it was shown, put off, talked about or dismissed.

If the topic then comes back, it is marked as recurring.
"""

import pytest

from checkins.engine import EngineRound, PastTopic, TopicOutcome, find
from checkins.engine.choice import REST
from tests.checkins.engine.rounds import a_round, day, history, prompt, told


def low_week(number: int) -> EngineRound:
    """Return a check-in with two low answers about the same reason, which are enough for a topic."""
    return a_round(number, [(prompt("x", str(number % 3)), 1, 5), (prompt("x", str(3 + number % 3)), 1, 5)])


@pytest.mark.parametrize("outcome", ["shown", "later", "talked", "helped", "unhelped", "not_for_us"])
def test_a_topic_rests_and_comes_back_with_new_evidence(outcome: TopicOutcome) -> None:
    past = [PastTopic("x", day(3), outcome)]
    weeks = [*history(3), low_week(3)]
    assert told(find(weeks, past)) == (None, None)
    rest_weeks = REST[outcome] // 7
    again = [*history(rest_weeks - 1, start=4), low_week(3 + rest_weeks - 1)]
    assert told(find([*weeks, *again], past)) == (None, None)
    main = find([*weeks, *history(rest_weeks - 1, start=4), low_week(3 + rest_weeks)], past).main
    assert main is not None
    assert main.reason == "x"
    assert main.recurring


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [("shown", True), ("later", True), ("talked", False), ("helped", False), ("unhelped", False)],
)
def test_what_was_talked_about_starts_from_nothing(outcome: TopicOutcome, counts: bool) -> None:
    """Low answers from before a conversation no longer count, so a later moderate answer makes no topic.

    If the couple didn't talk about the topic, the earlier answers still count.
    """
    past = [PastTopic("x", day(3), outcome)]
    later = 3 + REST[outcome] // 7
    moderate = a_round(later, [(prompt("x", "d"), 2, 4)])
    result = find([*history(2), low_week(2), low_week(3), *history(later - 4, start=4), moderate], past)
    assert (result.main is not None) is counts
    assert "x" in result.suspicions


def test_what_was_only_shown_needs_a_new_answer() -> None:
    past = [PastTopic("x", day(4), "shown")]
    weeks = [low_week(3), low_week(4), a_round(8)]
    assert find(weeks, past).main is None
    assert find([*weeks[:2], low_week(8)], past).main is not None


def test_resting_reasons_earn_no_follow_up_and_talked_ones_are_asked_about_again() -> None:
    weeks = [*history(3), low_week(3)]
    assert "x" in find(weeks).suspicions
    past = [PastTopic("x", day(3), "talked")]
    assert "x" not in find(weeks, past).suspicions
    assert "x" in find([*weeks, *history(6, start=4)], past).suspicions
    assert "x" not in find([*weeks, *history(6, start=4)], [PastTopic("x", day(3), "not_for_us")]).suspicions


def test_what_talking_did_not_help_is_asked_about_first_as_soon_as_it_has_rested() -> None:
    """If talking about a topic didn't help, the engine asks about it again before other topics, and sooner than usual.

    The engine waits four weeks instead of six.
    """
    doubtful = a_round(7, [(prompt("y", "a"), 2, 4)])
    weeks = [*history(3), low_week(3), *history(3, start=4), doubtful]
    assert find(weeks, [PastTopic("x", day(3), "unhelped")]).suspicions == ("x", "y")
    assert find(weeks[:-1], [PastTopic("x", day(3), "unhelped")]).suspicions == ()
    assert find(weeks, [PastTopic("x", day(3), "talked")]).suspicions == ("y",)
    answered = a_round(8, [(prompt("x", "e"), 5, 5)])
    assert find([*weeks, answered], [PastTopic("x", day(3), "unhelped")]).suspicions == ("y",)


def test_the_next_topic_is_free_while_another_rests() -> None:
    twice = [(prompt(each, wording), 1, 4) for each in ("x", "y") for wording in "ab"]
    week = a_round(3, twice)
    main, optional = told(find([*history(3), week], [PastTopic("x", day(2), "later")]))
    assert main is not None
    assert main.reason == "y"
    assert optional is None
