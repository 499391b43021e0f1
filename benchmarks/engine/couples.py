"""Simulated couples whose answers scatter as published samples of real couples do (see `figures_of` for the match)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import correlation, fmean, pstdev

#: Standard deviations on the 0 to 1 scale: the couple's level, the offset between the two, what both share about one
#: prompt for good and for a week, what one person has with one prompt for good and for a week.
LEVEL_MEAN, LEVEL, OFFSET = 0.79, 0.10, 0.14
SHARED_LASTING, SHARED_WEEKLY = 0.09, 0.095
OWN_LASTING, OWN_WEEKLY = 0.07, 0.10
#: Some prompts are ordinarily answered lower by everybody.
PROMPT = 0.05
#: Item-level figures of published samples, in the order of `_figures`. Their scales are mostly finer than five points.
PUBLISHED = (
    ("partners' correlation per item", ".41-.65"),
    ("mean absolute gap", ".09-.16"),
    ("gaps of a quarter or more", ".20-.30"),
    ("gaps of a half or more", ".03-.12"),
    ("couple's own offset, SD", ".13-.14"),
    ("items around the offset, SD", ".11-.22"),
    ("mean level", ".75-.83"),
)

Pairs = Sequence[tuple[float, float]]

#: What a guess misses the true answer by, before rounding.
GUESS = 0.15


@dataclass(frozen=True, slots=True)
class Ask:
    """A prompt of the stand-in library; selection and the engine need no more."""

    id: str
    reasons: Mapping[str, float]
    dimension: str
    side: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Planted:
    """One partner feels one reason from week `onset` on: `size` points lower on its prompts."""

    reason: str
    who: int
    size: float = 1.75
    onset: int = 0


@dataclass(slots=True)
class Couple:
    """Draws answers. Lasting parts are drawn once per prompt, weekly ones at each answer."""

    dice: random.Random
    planted: Planted | None = None
    level: float = field(init=False)
    offset: float = field(init=False)
    lasting: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.level = self.dice.gauss(LEVEL_MEAN, LEVEL)
        self.offset = self.dice.gauss(0.0, OFFSET)

    def answer(self, ask: Ask, week: int) -> tuple[int, int]:
        """Both partners' answers, 1 to 5."""
        first, second = self.felt(ask, week)
        return _points(first), _points(second)

    def felt(self, ask: Ask, week: int) -> tuple[float, float]:
        """Where both really stand, 0 to 1, before it is put on five points."""
        gauss = self.dice.gauss
        if ask.id not in self.lasting:
            shared = gauss(0.0, SHARED_LASTING) + random.Random(ask.id).gauss(0.0, PROMPT)
            self.lasting[ask.id] = (shared + gauss(0.0, OWN_LASTING), shared + gauss(0.0, OWN_LASTING))
        weekly = gauss(0.0, SHARED_WEEKLY)
        stand = [
            self.level + side * self.offset / 2 + weekly + gauss(0.0, OWN_WEEKLY) + lasting
            for side, lasting in zip((1, -1), self.lasting[ask.id], strict=True)
        ]
        planted = self.planted
        if planted and planted.reason in ask.reasons and week >= planted.onset:
            stand[planted.who] -= planted.size / 4 * ask.reasons[planted.reason]
        return min(1.0, max(0.0, stand[0])), min(1.0, max(0.0, stand[1]))

    def guess(self, answered: int) -> int:
        return _points((answered - 1) / 4 + self.dice.gauss(0.0, GUESS))


def _points(felt: float) -> int:
    return min(5, max(1, round(1 + 4 * felt)))


def library(reasons: int = 25) -> tuple[list[Ask], list[Ask]]:
    """Six anchors and three wordings for each of so many reasons, spread over the three dimensions."""
    dimensions = ("appreciation", "autonomy", "connection")
    anchors = [Ask(f"anchor.{d}.{side}", {}, d, side) for d in dimensions for side in ("received", "given")]
    prompts = [
        Ask(f"reason{n:02}.{wording}", {f"reason{n:02}": 1.0}, dimensions[n % 3], side)
        for n in range(reasons)
        for wording, side in (("a", "received"), ("b", "own"), ("c", "given"))
    ]
    return anchors, prompts


def figures_of(couples: int, seed: int) -> dict[str, tuple[float, float, str]]:
    """Quiet couples: where they stand, what five points make of it, and what published samples show."""
    anchors, prompts = library()
    asked = [*anchors, *prompts[:14]]
    felt: list[Pairs] = []
    for n in range(couples):
        couple = Couple(random.Random(f"{seed}.{n}.figures"))
        felt.append([couple.felt(ask, 0) for ask in asked])
    points = [[((_points(a) - 1) / 4, (_points(b) - 1) / 4) for a, b in row] for row in felt]
    return {
        name: (fine, coarse, published)
        for (name, published), fine, coarse in zip(PUBLISHED, _figures(felt), _figures(points), strict=True)
    }


def _figures(rows: Sequence[Pairs]) -> list[float]:
    gaps = [[a - b for a, b in row] for row in rows]
    every = [abs(gap) for row in gaps for gap in row]
    per_item = [correlation([a for a, _ in item], [b for _, b in item]) for item in zip(*rows, strict=True)]
    return [
        fmean(per_item),
        fmean(every),
        fmean(gap >= 0.25 for gap in every),
        fmean(gap >= 0.5 for gap in every),
        pstdev([fmean(row) for row in gaps]),
        fmean(pstdev(row) for row in gaps),
        fmean(value for row in rows for pair in row for value in pair),
    ]
