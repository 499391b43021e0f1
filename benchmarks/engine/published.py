"""Figures of real couples from published studies, and how far simulated couples are from these figures.

The figures describe single items of questionnaires that both partners rated for themselves. The answers are converted
to a scale from 0 to 1. In five samples of 118 to 282 couples, each person answered 8 to 20 items once. In another
sample, 103 couples kept a diary for 14 days. Every figure is a range. For the questionnaires that were answered once,
the range is from the lowest to the highest sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import correlation, fmean, pstdev, stdev

from benchmarks.engine.couples import SimulatedCouple, points
from benchmarks.engine.library import ANCHORS, PROMPTS
from benchmarks.engine.worlds import World
from content.values import Prompt

#: Number of items that a simulated couple answers once (including the anchors), and of days in its diary.
ITEMS, OCCASIONS = 20, 14


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure of real couples, as a range from `low` to `high`."""

    name: str
    low: float
    high: float

    def off(self, value: float) -> float:
        """Return how far a value is from the middle of the range: 0 in the middle, 1 at an end, above 1 outside."""
        return abs(value - (self.low + self.high) / 2) / ((self.high - self.low) / 2)


FIGURES = (
    Figure("partners' correlation per item", 0.41, 0.65),
    Figure("mean absolute gap", 0.09, 0.16),
    Figure("gaps of a quarter or more", 0.20, 0.30),
    Figure("gaps of a half or more", 0.07, 0.12),
    Figure("couple's own offset, SD", 0.13, 0.14),
    Figure("items around the offset, SD", 0.11, 0.22),
    Figure("mean level", 0.75, 0.83),
    Figure("diary: a gap around its own mean, SD", 0.10, 0.20),
    Figure("diary: a gap's own mean, SD", 0.07, 0.12),
)

Pairs = list[tuple[float, float]]


def measured(world: World, couples: int, seed: str) -> tuple[list[float], list[float]]:
    """Return the figures of simulated couples twice: from unrounded answers, and from answers rounded to 1 to 5.

    The couples have no simulated problem. Both lists are in the order of `FIGURES`.
    """
    once: list[list[tuple[Prompt, tuple[float, float]]]] = []
    diary: list[list[tuple[Prompt, tuple[float, float]]]] = []
    asked = (*ANCHORS, *PROMPTS[:: len(PROMPTS) // (ITEMS - len(ANCHORS))])[:ITEMS]
    for number in range(couples):
        couple = SimulatedCouple(world, f"{seed}.{number}")
        once.append([(prompt, couple.marked(prompt, 0)) for prompt in asked])
        kept = ANCHORS[number % len(ANCHORS)]
        diary.append([(kept, couple.marked(kept, day)) for day in range(OCCASIONS)])
    before, rounded = (
        figures(
            [[_scaled(*each, rounded=on_five_points) for each in row] for row in once],
            [[_scaled(*each, rounded=on_five_points) for each in row] for row in diary],
        )
        for on_five_points in (False, True)
    )
    return before, rounded


def _scaled(prompt: Prompt, marks: tuple[float, float], *, rounded: bool) -> tuple[float, float]:
    first, second = ((points(mark) if rounded else mark) for mark in marks)
    pair = ((first - 1) / 4, (second - 1) / 4)
    return (1 - pair[0], 1 - pair[1]) if prompt.reverse else pair


def figures(once: Sequence[Pairs], diary: Sequence[Pairs]) -> list[float]:
    """Return the figures of simulated couples, in the order of `FIGURES`.

    Each row of `once` and `diary` is a couple, with pairs of both partners' answers from 0 (bad) to 1 (good). A row has
    one pair per prompt in `once`, and one pair per day in `diary`.
    """
    gaps = [[first - second for first, second in row] for row in once]
    every = [abs(gap) for row in gaps for gap in row]
    columns = list(zip(*once, strict=True))
    daily = [[first - second for first, second in row] for row in diary]
    return [
        fmean(correlation([a for a, _ in column], [b for _, b in column]) for column in columns),
        fmean(every),
        fmean(gap >= 0.2499 for gap in every),
        fmean(gap >= 0.4999 for gap in every),
        pstdev([fmean(row) for row in gaps]),
        fmean(stdev(row) for row in gaps),
        fmean(value for row in once for pair in row for value in pair),
        fmean(stdev(row) for row in daily),
        pstdev([fmean(row) for row in daily]),
    ]


def worst(values: Sequence[float]) -> float:
    """Return the largest distance of a figure from the middle of its published range.

    `values` has the order of `FIGURES`. The unit is half a range: if the result is at most 1, all figures are within
    their ranges.
    """
    return max(figure.off(value) for figure, value in zip(FIGURES, values, strict=True))
