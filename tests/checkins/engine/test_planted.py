"""Tests that the engine finds a planted problem: low simulated answers about one reason.

Within twelve check-ins, the engine must find a main talking point, and this talking point must be about that reason.
"""

import random

import pytest

from benchmarks.engine.library import ANCHORS, ITEMS, MAINLY, PROMPTS, reasons
from checkins.asking.selection import select
from checkins.engine import EngineResult, EngineRound, Finding, find
from tests.checkins.engine.rounds import day

REASONS = sorted(reasons(tender=True))


def first_main(reason: str, seed: int, low: tuple[int, int]) -> tuple[int, Finding] | None:
    """Simulate up to twelve check-ins with low answers about `reason`, until the engine finds a main talking point.

    Return the number of the last simulated check-in, counted from 1, and the main talking point. Return None if twelve
    check-ins lead to no main talking point. `low` holds each partner's answer about the reason, where 5 stands for 4 or
    5 at random. All other answers are 4 or 5.
    """
    dice = random.Random(f"{reason}.{seed}")
    rounds: list[EngineRound] = []
    sets: list[list[str]] = []
    result = EngineResult()
    for number in range(12):
        ids = select(
            anchors=ANCHORS,
            reason_prompts=PROMPTS,
            past=sets,
            suspicions=result.suspicions,
            odds=result.odds,
            tender=True,
            seed=seed,
        )
        sets.append(ids)
        items = tuple(ITEMS[each] for each in ids if each in ITEMS)
        first, second = (
            {
                item.key: 6 - stood if item.reverse else stood
                for item in items
                for stood in (worst if MAINLY[item.key] == reason and worst < 5 else dice.choice((4, 5)),)
                if not (item.anchor and MAINLY[item.key] == reason)
            }
            for worst in low
        )
        rounds.append(EngineRound(str(number), day(number), items, (first, second)))
        result = find(rounds)
        if result.main is not None:
            return number + 1, result.main
    return None


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(("low", "felt_by"), [((1, 5), 0), ((5, 1), 1), ((1, 1), None), ((2, 5), 0)])
def test_every_reason_is_found(reason: str, low: tuple[int, int], felt_by: int | None) -> None:
    for seed in range(3):
        found = first_main(reason, seed, low)
        assert found is not None
        _, main = found
        assert main.reason == reason
        assert main.felt_by == felt_by or (main.felt_by is not None and main.rule.startswith("gap"))
        assert main.kind == "need" or felt_by is not None
