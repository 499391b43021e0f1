"""The rules that comparable apps use, on the same answers: what each would raise, and by how much.

They are given every benefit: reverse-coded answers turned, ties decided for the prompt that names a reason, an anchor's
topic counted as the reason that it points to, and follow-up questions that only our engine asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.engine.library import ITEMS, MAINLY
from checkins.engine import EngineRound


@dataclass(frozen=True, slots=True)
class Extremes:
    """What both rules look at in one check-in, as (points, reason): largest gap, lowest sum, lowest answer."""

    gap: tuple[int, str] = (0, "")
    sum: tuple[int, str] = (10, "")
    answer: tuple[int, str] = (5, "")


@dataclass(frozen=True, slots=True)
class Rival:
    """A peer's rule with thresholds in points of five. `first` is what it looks at before the other."""

    name: str
    gap: int
    low: int

    def raises(self, seen: Extremes) -> str | None:
        """Return the reason that this rule raises, or None.

        P1: the largest gap, else the pair with the lowest sum. P2: the lowest answer, else the largest gap.
        """
        apart = seen.gap[1] if seen.gap[0] >= self.gap else None
        if self.name == "P1":
            return apart if apart is not None else seen.sum[1] if seen.sum[0] < self.low else None
        return seen.answer[1] if seen.answer[0] <= self.low else apart


#: As they are shipped, and every other setting (5 and 0 switch a part off).
SHIPPED = {"P1": Rival("P1", 2, 7), "P2": Rival("P2", 2, 2)}


def settings(name: str) -> Iterator[Rival]:
    """Yield a rule with each useful combination of thresholds."""
    lows = range(2, 9) if name == "P1" else range(4)
    return (Rival(name, gap, low) for gap in range(1, 6) for low in lows)


def extremes(latest: EngineRound) -> Extremes:
    """Return the extremes that the rules read, from the prompts that both partners answered."""
    pairs = []
    first, second = latest.values
    for item in latest.items:
        if item.key in first and item.key in second:
            a, b = (6 - v if ITEMS[item.key].reverse else v for v in (first[item.key], second[item.key]))
            pairs.append((a, b, item.anchor, MAINLY[item.key]))
    if not pairs:
        return Extremes()
    widest = max(pairs, key=lambda pair: (abs(pair[0] - pair[1]), not pair[2]))
    lowest = min(pairs, key=lambda pair: (pair[0] + pair[1], pair[2]))
    alone = min(pairs, key=lambda pair: (min(pair[0], pair[1]), pair[2]))
    return Extremes(
        (abs(widest[0] - widest[1]), widest[3]),
        (lowest[0] + lowest[1], lowest[3]),
        (min(alone[0], alone[1]), alone[3]),
    )
