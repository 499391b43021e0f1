"""Estimate how much a couple's answers scatter when nothing is wrong.

The answers of some couples vary little from week to week, those of others much. In some couples both partners' answers
rise and fall together, in others they don't. Large values are cut off, so that a real reason is not learned as ordinary
scatter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading


@dataclass(frozen=True, slots=True)
class Noise:
    """How much two answers to a prompt scatter: variances of the mean of both shortfalls and of their difference."""

    mean: float
    gap: float

    @property
    def alone(self) -> float:
        """The variance of one partner's shortfall."""
        return self.mean + self.gap / 4


def learn(readings: Sequence[Reading]) -> Noise:
    """Estimate the couple's noise from the readings. With few readings, the estimate is close to the usual noise."""
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
