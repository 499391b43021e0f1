"""Estimate how much this couple's answers scatter when nothing is the matter.

Some couples answer evenly, others up and down. Some share their ups and downs, others don't. Large values are cut off,
so that a real reason does not pass as ordinary scatter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading


@dataclass(frozen=True, slots=True)
class Noise:
    """Variances of a single asking: of the mean of both partners' shortfalls, and of the difference between them."""

    mean: float
    gap: float

    @property
    def alone(self) -> float:
        """Variance of one partner's shortfall."""
        return self.mean + self.gap / 4


def learn(readings: Sequence[Reading]) -> Noise:
    """The couple's noise, estimated from the readings and pulled towards the usual noise while there are few."""
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
