"""Estimate how much a couple's answers vary by chance when nothing is wrong.

The answers of some couples vary little from week to week, those of others a lot. In some couples, both partners'
answers rise and fall together. In other couples, they don't. Large deviations are limited, so that a real problem is
not mistaken for ordinary variation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading


@dataclass(frozen=True, slots=True)
class Noise:
    """How much the two partners' answers to a prompt vary by chance.

    Each answer is measured as its distance below the person's ordinary answer, not counting how low the person's
    whole week was (`Reading.beyond`). `mean`: the variance of the average of the two distances. `gap`: the variance
    of the difference between the two distances.
    """

    mean: float
    gap: float

    @property
    def alone(self) -> float:
        """How much one partner's answer varies by chance: the variance of its distance below the ordinary answer."""
        return self.mean + self.gap / 4


def learn(readings: Sequence[Reading]) -> Noise:
    """Estimate how much the couple's answers vary by chance.

    `readings`: the couple's earlier answers. Only prompts that both partners answered count. With few such prompts,
    the result is close to the value for an average couple.
    """
    cut = figures.NOISE_CUT
    mean = gap = 0.0
    pairs = 0
    for reading in readings:
        first, second = reading.beyond
        if first is not None and second is not None:
            mean += min((first + second) ** 2 / 4, cut)
            gap += min((first - second) ** 2, cut)
            pairs += 1
    weight = figures.NOISE_WEIGHT
    return Noise(
        (figures.MEAN_NOISE * weight + mean) / (weight + pairs),
        (figures.GAP_NOISE * weight + gap) / (weight + pairs),
    )
