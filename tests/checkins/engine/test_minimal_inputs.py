"""The smallest inputs that could make an engine say something wrong, silly or harmful."""

from datetime import timedelta
from itertools import pairwise

import pytest

from checkins.engine import (
    EngineRound,
    Guess,
    PastTopic,
    find,
    rules,
)
from tests.checkins.engine.weeks import (
    CALM,
    FAR_APART,
    START,
    everything,
    hard,
    lived,
    points,
    quiet,
    too_high,
    week,
)


def test_a_finding_on_an_anchor_names_its_dimension_and_borrows_no_reason_without_suspicion() -> None:
    mild = week(2, {"pulled-elsewhere.chosen": 3}, {"pulled-elsewhere.chosen": 4})
    main = find([quiet(0), quiet(1), mild, too_high(3), quiet(4), too_high(5)]).main
    assert main is not None
    assert (main.kind, main.reason, main.dimension, main.felt_by) == ("perception", None, "connection", 0)


def test_a_finding_on_an_anchor_borrows_a_suspicion_unless_it_is_tender() -> None:
    low = week(2, {"pulled-elsewhere.chosen": 2}, {"pulled-elsewhere.chosen": 5})
    rounds = [quiet(0), quiet(1), low, *(quiet(n, FAR_APART) for n in range(3, 6))]
    assert find(rounds).suspicions == ("pulled-elsewhere",)
    borrowed, tender = (find(rounds, tender=reasons).main for reasons in ((), ("pulled-elsewhere",)))
    assert borrowed is not None
    assert borrowed.reason == "pulled-elsewhere"
    assert tender is not None
    assert (tender.reason, tender.dimension) == (None, "connection")


def test_a_finding_on_an_anchor_rests_with_the_anchors_own_reason() -> None:
    fine = week(2, {"guarded-self.accepted": 5}, {"guarded-self.accepted": 5})
    guess = [Guess(1, "anchor.autonomy.received", 5)]
    low = ((4, 4, 2, 4, 4, 4), CALM)
    rounds = [quiet(0), quiet(1), fine, quiet(3, low, guess), quiet(4), quiet(5, low, guess)]
    assert points(find(rounds, [PastTopic("shrinking-independence", rounds[4].date, "shown")])) == []
    assert [point.dimension for point in points(find(rounds))] == ["autonomy"]


@pytest.mark.parametrize("named", [True, False])
def test_an_anchors_story_rests_whatever_it_was_called(named: bool) -> None:
    asked = ["faded-connection.a", "unheard.b", "draining-conflict.c", "damaged-trust.d"]
    value = 2 if named else 3
    rounds = [week(n, {key: value}, {key: 5}) for n, key in enumerate(asked)]
    rounds += [quiet(n, FAR_APART) for n in range(4, 10)]
    shown = [
        (count, point) for count, point in lived(rounds, "not_for_us") if point.rule == rules.EXCHANGE_ANCHOR
    ]
    assert len(shown) == 1
    assert (shown[0][1].dimension, shown[0][1].felt_by) == ("connection", 0)


def test_what_was_talked_about_does_not_come_back_by_way_of_an_anchor() -> None:
    mild = week(11, {"unheard.finish": 3}, {"unheard.finish": 4})
    rounds = [*(quiet(n) for n in range(11)), mild, *(quiet(n, FAR_APART) for n in (12, 13, 14))]
    result = find(rounds, [PastTopic("unheard", START + timedelta(weeks=4), "talked")])
    assert all(point.reason is None and not point.recurring for point in points(result))


def test_both_low_on_an_anchor_for_weeks_is_a_need_of_both() -> None:
    shown = lived([quiet(n, ((1, 1, 4, 4, 4, 4), (1, 1, 4, 4, 4, 4))) for n in range(20)])
    count, first = shown[0]
    assert count in (2, 3)
    assert (first.kind, first.rule, first.dimension, first.felt_by) == (
        "need",
        rules.NEED_BOTH,
        "appreciation",
        None,
    )
    assert len(shown) <= 5


def test_one_misses_what_the_other_says_they_did_not_give() -> None:
    shown = lived([quiet(n, ((1, 4, 4, 4, 4, 4), (4, 1, 4, 4, 4, 4))) for n in range(20)])
    count, first = shown[0]
    assert count in (2, 3)
    assert (first.kind, first.rule, first.dimension, first.felt_by) == (
        "need",
        rules.NEED_ONE,
        "appreciation",
        0,
    )


@pytest.mark.parametrize(
    ("first", "second", "felt_by"), [(2, 2, None), (2, 5, 0), (3, 3, None), (1, 1, None)]
)
def test_everything_low_for_weeks_is_said_as_a_whole_and_seldom(
    first: int, second: int, felt_by: int | None
) -> None:
    shown = lived(everything(first, second))
    assert {(point.rule, point.felt_by, point.reason) for _, point in shown} == {
        (rules.NEED_WHOLE, felt_by, None)
    }
    weeks = [count for count, _ in shown]
    assert weeks[0] <= 4
    assert all(later - earlier >= 8 for earlier, later in pairwise(weeks))
    assert len(weeks) >= 2


def test_the_whole_begins_with_the_least_low_subject() -> None:
    rounds = [
        week(n, {f"unheard.{n}": 1}, {f"unheard.{n}": 1}, ((1, 1, 2, 2, 1, 1), (1, 1, 2, 2, 1, 1)))
        for n in range(4)
    ]
    main = find(rounds).main
    assert main is not None
    assert (main.rule, main.dimension) == (rules.NEED_WHOLE, "autonomy")


def test_one_bad_week_is_no_fall() -> None:
    rounds = [
        week(n, {"unheard.dialogue": 5}, {"unheard.dialogue": 5}, ((5,) * 6, (5,) * 6)) for n in range(11)
    ]
    rounds[10] = week(10, {"unheard.dialogue": 5}, {"unheard.dialogue": 5}, ((5, 5, 5, 5, 2, 2), (5,) * 6))
    assert find(rounds).drift == (None, None)


def test_a_fall_names_no_reason_that_did_not_fall() -> None:
    rounds = [
        week(n, {"unheard.dialogue": 5}, {"unheard.dialogue": 5}, ((5,) * 6, (5,) * 6)) for n in range(13)
    ]
    for n in (10, 11, 12):
        rounds[n] = week(n, {"unheard.dialogue": 5}, {"unheard.dialogue": 5}, ((5, 5, 5, 5, 2, 2), (5,) * 6))
    cards = [card for count in range(11, 14) if (card := find(rounds[:count]).drift[0])]
    assert [(card.reason, card.dimension) for card in cards] == [(None, "connection")]


def test_what_the_other_received_decides_over_what_one_says_of_giving() -> None:
    given = ["unheard.listened"]
    rounds = [quiet(n) for n in range(4)]
    rounds += [
        week(4, {"unheard.listened": 1}, {}, given=given),
        week(5, {"unheard.dialogue": 4}, {"unheard.dialogue": 5}),
        week(6, {"unheard.listened": 1}, {}, given=given),
    ]
    assert points(find(rounds)) == []
    other_words = week(6, {"unheard.asked": 1}, {}, given=["unheard.asked"])
    unanswered = [*rounds[:5], quiet(5), other_words]
    assert [(point.reason, point.felt_by) for point in points(find(unanswered))] == [("unheard", 1)]


def test_nothing_is_praised_for_giving_alone_nor_on_a_reason_that_rests() -> None:
    given = ["unheard.listened"]
    rounds = [
        *(quiet(n) for n in range(4)),
        week(4, {"unheard.dialogue": 1}, {"unheard.dialogue": 4}),
        week(5, {"unheard.finish": 1}, {"unheard.finish": 4}),
        week(6, {"unheard.listened": 5}, {"unheard.listened": 5}, given=given),
    ]
    past = [PastTopic("unheard", rounds[5].date, "shown")]
    assert all(strength.reason != "unheard" for strength in find(rounds, past).strengths)
    assert all(strength.reason != "unheard" for strength in find(rounds).strengths)
    received = [*rounds[:6], week(6, {"unheard.interest": 5}, {"unheard.interest": 5})]
    assert all(strength.reason != "unheard" for strength in find(received, past).strengths)
    assert all(
        strength.evidence[0].key != "anchor.appreciation.given"
        for strength in find([quiet(0)]).strengths
        if strength.rule == rules.STRENGTH_BOTH
    )


def test_a_rise_is_praised_though_its_reason_rests() -> None:
    rounds = [week(n, {"unheard.dialogue": 1}, {"unheard.dialogue": 4}) for n in range(3)]
    rounds.append(week(3, {"unheard.dialogue": 5}, {"unheard.dialogue": 4}))
    strengths = find(rounds, [PastTopic("unheard", rounds[2].date, "shown")]).strengths
    assert (rules.STRENGTH_RISEN, "unheard") in {(s.rule, s.reason) for s in strengths}


def test_two_hard_weeks_all_round_are_said_as_such() -> None:
    result = find([*(hard(n, 4) for n in range(9)), hard(9, 2), hard(10, 2)])
    assert [(p.kind, p.rule, p.reason, p.felt_by) for p in points(result)] == [
        ("need", rules.NEED_HARD_WEEKS, None, None)
    ]
    assert points(find([*(hard(n, 4) for n in range(9)), hard(9, 2)])) == []


def test_a_guesser_has_an_ordinary_offset() -> None:
    """If one partner's guesses are always a little too high, the engine shows no topic.

    One partner always guesses that the other answered 5. The other answers 4, and in every third week 3.
    """
    assert lived([too_high(n, 3 if n % 3 == 0 else 4) for n in range(12)]) == []


def test_one_guess_is_no_topic_and_a_pleasant_surprise_never_one() -> None:
    assert points(find([*(quiet(n) for n in range(5)), too_high(5, 1)])) == []
    surprise = [Guess(1, "anchor.connection.received", 1)]
    assert (
        points(find([*(quiet(n) for n in range(4)), quiet(4, guesses=surprise), quiet(5, guesses=surprise)]))
        == []
    )


def test_someone_who_says_yes_to_everything_makes_no_topic() -> None:
    """If one partner answers "All week" to all prompts, good or bad, the engine shows no topic."""
    high = ((5,) * 6, CALM)
    rounds = [
        *(quiet(n) for n in range(3)),
        week(3, {"unheard.dialogue": 5}, {"unheard.dialogue": 4}, high),
        week(
            4,
            {"unheard.kept-back": 5, "guarded-self.part": 5},
            {"unheard.kept-back": 2, "guarded-self.part": 2},
            high,
            reverse=("unheard.kept-back", "guarded-self.part"),
        ),
        week(5, {"unheard.brushed": 5}, {"unheard.brushed": 2}, high, reverse=("unheard.brushed",)),
    ]
    assert points(find(rounds)) == []
    assert "unheard" in find(rounds).suspicions


def test_no_topic_rests_on_reverse_coded_answers_alone() -> None:
    rounds = [
        *(quiet(n) for n in range(4)),
        *(
            week(4 + n, {key: 5}, {key: 1}, reverse=(key,))
            for n, key in enumerate(("lost-quiet.a", "lost-quiet.b", "lost-quiet.c"))
        ),
    ]
    assert points(find(rounds)) == []
    plain = [*rounds, week(7, {"lost-quiet.d": 2}, {"lost-quiet.d": 4})]
    assert [point.reason for point in points(find(plain))] == ["lost-quiet"]


def test_everything_low_is_also_said_once_to_that_person_alone_by_their_own_answers() -> None:
    rounds = [*(hard(n, 4) for n in range(3)), *(hard(n, 1) for n in range(3, 12))]
    alone = [EngineRound(r.id, r.date, r.items, (r.values[0], {})) for r in rounds]
    for made in (rounds, alone):
        cards = [find(made[:count]).drift[0] for count in range(1, 13)]
        told = [
            (count, card) for count, card in enumerate(cards, 1) if card and card.rule == rules.DRIFT_ALL_LOW
        ]
        assert [count for count, _ in told] == [6]
        assert all(evidence.values[1] is None for evidence in told[0][1].evidence)
    assert all(card is None or card.rule != rules.DRIFT_ALL_LOW for card in find(alone).drift[1:])
