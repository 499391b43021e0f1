"""Prompts are chosen so that each reason comes up often, in changing words. The choice discloses nothing private."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.asking.selection import (
    APPRECIATION,
    CYCLE,
    ROTATING,
    ROTATING_FIRST,
    TURN,
    WISH,
    select,
)
from checkins.engine import primary_reason
from content.values import Prompt, Side


def ask(prompt_id: str, reasons: Mapping[str, float] | None = None, side: Side = "received") -> Prompt:
    return Prompt(prompt_id, 1, "reason", "", reasons=reasons or {}, side=side)


SIDES: tuple[Side, ...] = ("received", "own", "given")
ANCHORS = [ask(f"anchor.{n}") for n in range(6)]
TENDER = {f"reason{n:02}" for n in range(6)}
MANY = settings(max_examples=25, deadline=None, derandomize=True)


def deck(reasons: int = 25, wordings: int = 3) -> list[Prompt]:
    return [
        ask(f"reason{n:02}.{w}", {f"reason{n:02}": 1.0}, SIDES[w % 3])
        for n in range(reasons)
        for w in range(wordings)
    ]


def choose(
    past: Sequence[Sequence[str]] = (),
    *,
    prompts: Sequence[Prompt] | None = None,
    suspicions: Sequence[str] = (),
    odds: Mapping[str, float] | None = None,
    tender: bool = True,
    seed: int = 1,
    solo: bool = False,
    first: bool = False,
) -> list[str]:
    return select(
        anchors=ANCHORS,
        reason_prompts=deck() if prompts is None else prompts,
        past=past,
        suspicions=suspicions,
        odds=odds,
        tender=tender,
        seed=seed,
        tender_reasons=TENDER,
        solo=solo,
        first=first,
    )


def rotating(ids: Sequence[str]) -> list[str]:
    return [each for each in ids if each.startswith("reason")]


def reasons_of(ids: Sequence[str]) -> list[str]:
    return [each.partition(".")[0] for each in rotating(ids)]


def test_the_order_of_a_set() -> None:
    ids = choose()
    assert ids[0] == APPRECIATION
    assert ids[1:7] == [anchor.id for anchor in ANCHORS]
    assert len(rotating(ids)) == ROTATING
    assert ids[7:-2] == rotating(ids)
    assert ids[-2].startswith("guess.anchor.")
    assert ids[-1] == WISH


def test_a_couples_very_first_set_is_short() -> None:
    ids = choose(first=True)
    assert ids[0] == APPRECIATION
    assert ids[1:7] == [anchor.id for anchor in ANCHORS]
    assert ids[7:] == rotating(ids)
    assert len(rotating(ids)) == ROTATING_FIRST


@pytest.mark.slow
@MANY
@given(
    seeds=st.lists(st.integers(0, 2**31), min_size=104, max_size=104),
    suspected=st.lists(st.lists(st.integers(0, 24), max_size=4), min_size=104, max_size=104),
    missed=st.sets(st.integers(0, 103), max_size=30),
    reasons=st.integers(6, 25),
)
def test_two_years_never_run_dry(
    seeds: list[int], suspected: list[list[int]], missed: set[int], reasons: int
) -> None:
    """Every reason is asked about at least once in any nine revealed check-ins in a row.

    This holds whichever reasons the engine suspects, and whichever weeks the couple misses. The first check-in, which
    is shorter, counts like any other.
    """
    past: list[list[str]] = []
    last = {f"reason{n:02}": -1 for n in range(reasons)}
    completed = 0
    for week in range(104):
        suspicions = [f"reason{n:02}" for n in suspected[week]]
        first = week == 0
        ids = choose(past, prompts=deck(reasons), suspicions=suspicions, seed=seeds[week], first=first)
        assert len(rotating(ids)) == (ROTATING_FIRST if first else ROTATING)
        assert len(set(ids)) == len(ids)
        if week in missed:
            continue
        past.append(ids)
        for reason in reasons_of(ids):
            last[reason] = completed
        completed += 1
        assert all(completed - 1 - at < CYCLE for at in last.values())


@MANY
@given(st.integers(0, 2**31))
def test_wordings_take_turns(seed: int) -> None:
    """A prompt is asked again only after all other prompts about the same reason.

    This holds while the engine suspects no reason.
    """
    past: list[list[str]] = []
    asked: dict[str, list[str]] = {}
    for week in range(60):
        ids = choose(past, seed=seed + week)
        past.append(ids)
        for prompt_id in rotating(ids):
            asked.setdefault(prompt_id.partition(".")[0], []).append(prompt_id)
    for wordings in asked.values():
        assert all(len(set(wordings[n : n + 3])) == len(wordings[n : n + 3]) for n in range(len(wordings)))


def test_weeks_without_a_suspicion_run_ahead_of_the_cycle() -> None:
    past: list[list[str]] = []
    reached: set[str] = set()
    while len(reached) < 25:
        past.append(choose(past, seed=len(past)))
        reached.update(reasons_of(past[-1]))
    assert len(past) == 5  # 25 reasons, five in each set


def test_half_of_a_set_is_for_follow_ups_while_nothing_falls_due() -> None:
    past: list[list[str]] = []
    for week in range(CYCLE):
        past.append(choose(past, seed=week))
    suspects = reasons_of(past[-2])[:3]
    asked = reasons_of(choose(past, suspicions=suspects))
    assert [reason for reason in asked if reason in suspects] == suspects[:2]


def test_the_cycle_takes_the_likeliest_of_the_reasons_whose_turn_it_is() -> None:
    past: list[list[str]] = []

    def asked(odds: Mapping[str, float] | None = None) -> list[str]:
        return reasons_of(choose(past, prompts=deck(30), odds=odds, seed=len(past)))

    for week in range(CYCLE):
        past.append(choose(past, prompts=deck(30), seed=week))
    asked_at = {reason: n for n, one in enumerate(past) for reason in reasons_of(one)}
    in_turn = [reason for reason, at in asked_at.items() if CYCLE - at >= TURN]
    later = next(reason for reason in in_turn if reason not in asked())
    assert later in asked({later: 3.0})
    assert later not in asked({later: 1.01}), "one set of waiting weighs more than that"
    just_now = reasons_of(past[-1])[0]
    assert just_now not in asked({just_now: 1000.0})


def test_what_is_felt_is_asked_before_what_is_given() -> None:
    assert all(not each.endswith(".2") for each in rotating(choose()))


def test_a_suspicion_earns_a_follow_up_in_another_wording() -> None:
    past: list[list[str]] = []
    for week in range(CYCLE * 2):
        past.append(choose(past, seed=week))
    first = past[-1]
    suspect = reasons_of(first)[0]
    second = choose(past, suspicions=[suspect])
    follow_ups = [each for each in rotating(second) if each.startswith(suspect)]
    assert len(follow_ups) == 1
    assert follow_ups[0] not in first
    assert len(rotating(second)) == ROTATING


def test_a_full_cycle_still_leaves_places_for_follow_ups() -> None:
    past: list[list[str]] = []
    followed = 0
    for week in range(60):
        # A reason that was asked about two sets ago is never due. If it is asked about, then as a follow-up.
        suspicions = reasons_of(past[-2]) if week > 1 else []
        ids = choose(past, prompts=deck(30), suspicions=suspicions, seed=week)
        followed += bool(set(suspicions).intersection(reasons_of(ids)))
        past.append(ids)
    assert followed >= 25


def test_without_another_wording_a_suspicion_changes_nothing() -> None:
    prompts = deck(reasons=30, wordings=1)
    plain = [choose(prompts=prompts)]
    suspected = [*plain]
    suspect = reasons_of(plain[0])[0]
    for week in range(1, 2 * CYCLE):
        plain.append(choose(plain, prompts=prompts, seed=week))
        suspected.append(choose(suspected, prompts=prompts, suspicions=[suspect], seed=week))
    assert suspected == plain


def test_a_lasting_suspicion_runs_through_the_wordings_and_then_waits() -> None:
    past: list[list[str]] = []
    asked: list[list[str]] = []
    for week in range(CYCLE * 4):
        ids = choose(past, suspicions=["reason03"], seed=week)
        past.append(ids)
        asked.append([each for each in rotating(ids) if each.startswith("reason03")])
    for start in range(len(asked) - CYCLE + 1):
        in_the_cycle = [each for one in asked[start : start + CYCLE] for each in one]
        assert sorted(in_the_cycle) == ["reason03.0", "reason03.1", "reason03.2"]


def test_a_deck_too_small_for_the_cycle_repeats_rather_than_runs_dry() -> None:
    past: list[list[str]] = []
    for week in range(CYCLE * 2):
        ids = choose(past, prompts=deck(reasons=5, wordings=1), suspicions=["reason01"], seed=week)
        assert len(rotating(ids)) == ROTATING
        past.append(ids)


def test_tender_reasons_only_where_both_want_them() -> None:
    past: list[list[str]] = []
    for week in range(20):
        ids = choose(past, suspicions=sorted(TENDER), tender=False, seed=week)
        assert not TENDER.intersection(reasons_of(ids))
        past.append(ids)
    touching = [ask("reason09.0", {"reason09": 1.0, "reason01": 0.2}), ask("reason10.0", {"reason10": 1.0})]
    assert rotating(choose(prompts=touching, tender=False)) == ["reason10.0"]


def test_newly_allowed_reasons_come_in_without_pushing_others_past_their_turn() -> None:
    """If many new reasons are allowed at once, the next nine check-ins ask about all old and all new reasons.

    The test starts with 16 reasons and adds 18. These 34 reasons are about as many as nine check-ins can ask about.
    """
    past: list[list[str]] = []
    last: dict[str, int] = {}
    for week in range(80):
        prompts = deck(34 if week >= 30 else 16)
        ids = choose(past, prompts=prompts, seed=week)
        past.append(ids)
        last.update(dict.fromkeys(reasons_of(ids), week))
        if week >= CYCLE:
            assert all(week - at < CYCLE for at in last.values())
    assert len(last) == 34
    assert set(reasons_of([each for one in past[30:39] for each in one])) == set(last)


def test_a_retired_wording_is_not_asked_and_still_counts_as_asked() -> None:
    prompts = [replace(each, retired=each.id.endswith(".0")) for each in deck()]
    assert all(not each.endswith(".0") for each in rotating(choose(prompts=prompts)))
    gone = [replace(each, retired=True) for each in deck(3)]
    assert rotating(choose(prompts=gone)) == []
    first = choose()
    with_retired = [replace(each, retired=each.id in first) for each in deck()]
    second = choose([first], prompts=with_retired)
    assert not set(reasons_of(first)).intersection(reasons_of(second))


def test_the_guess_goes_round_the_anchors() -> None:
    past: list[list[str]] = []
    for week in range(12):
        past.append(choose(past, seed=week))
    guesses = Counter(ids[-2] for ids in past)
    assert guesses == {f"guess.{anchor.id}": 2 for anchor in ANCHORS}


def test_alone_nobody_is_guessed_about() -> None:
    assert choose(solo=True) == [each for each in choose() if not each.startswith("guess.")]
    assert len(choose(solo=True)) == len(choose()) - 1


@given(st.integers())
@MANY
def test_equal_input_gives_an_equal_set(seed: int) -> None:
    assert choose(seed=seed) == choose(seed=seed, prompts=list(reversed(deck())))


@pytest.mark.parametrize(
    ("reasons", "primary"), [({}, None), ({"a": 0.2, "b": 1.0}, "b"), ({"b": 1.0, "a": 1.0}, "a")]
)
def test_a_prompt_is_mainly_about_its_heaviest_reason(reasons: dict[str, float], primary: str | None) -> None:
    assert primary_reason(reasons) == primary
