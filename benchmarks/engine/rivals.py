"""The rules by which two comparable apps (P1 and P2) choose topics, applied to our simulated answers.

The comparison favours the other apps in several ways. If a high answer to a prompt is bad, the answer is reversed. If
two prompts have equal values, a prompt about a reason is preferred to an anchor (a prompt that every check-in asks). A
topic about an anchor counts as a topic about the anchor's main reason. The rules also read the answers to follow-up
prompts, although only our engine asks for such prompts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.engine.library import ITEMS, MAINLY
from checkins.engine import EngineRound


@dataclass(frozen=True, slots=True)
class Extremes:
    """The values of one check-in from which comparable apps choose a topic, each as (points, reason).

    `gap` is the largest difference between the partners' answers to a prompt, `sum` is the lowest sum of both
    partners' answers to a prompt, and `answer` is the lowest answer of one partner. The reason is the main reason of
    this prompt.
    """

    gap: tuple[int, str] = (0, "")
    sum: tuple[int, str] = (10, "")
    answer: tuple[int, str] = (5, "")


@dataclass(frozen=True, slots=True)
class Rival:
    """The rule by which a comparable app chooses topics.

    `name` is P1 or P2. A difference between the partners counts if it is at least `gap`. For P1, a sum of both answers
    counts as low if it is below `low`. For P2, a single answer counts as low if it is at most `low`. Answers have 1 to
    5 points.
    """

    name: str
    gap: int
    low: int

    def raises(self, seen: Extremes) -> str | None:
        """Return the reason that this rule raises as a topic.

        Rule P1 checks the largest difference between the partners' answers, then the lowest sum of both partners'
        answers. Rule P2 checks the lowest single answer, then the largest difference. The first value that counts
        (see `Rival`) decides. Return None if neither value counts.
        """
        apart = seen.gap[1] if seen.gap[0] >= self.gap else None
        if self.name == "P1":
            return apart if apart is not None else seen.sum[1] if seen.sum[0] < self.low else None
        return seen.answer[1] if seen.answer[0] <= self.low else apart


#: Both rules with the thresholds of the shipped apps.
SHIPPED = {"P1": Rival("P1", 2, 7), "P2": Rival("P2", 2, 2)}


def settings(name: str) -> Iterator[Rival]:
    """Yield the rule of app P1 or P2 with each useful combination of thresholds.

    Extreme thresholds switch off a part of the rule.
    """
    lows = range(2, 9) if name == "P1" else range(4)
    return (Rival(name, gap, low) for gap in range(1, 6) for low in lows)


def extremes(latest: EngineRound) -> Extremes:
    """Return the partners' largest difference, their lowest sum and the lowest answer in the latest check-in.

    Only the prompts that both partners answered count. Each value comes with a reason (see `Extremes`).
    """
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
