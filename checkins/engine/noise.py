"""Estimate how much this couple's answers scatter when nothing is the matter.

Some couples answer evenly, others up and down. Some share their ups and downs, others don't. Large values are cut off,
so that a real reason does not pass as ordinary scatter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.levels import Reading


@dataclass(frozen=True, slots=True)
class Noise:
    """Variances of a single asking: `alone[p]` of partner p's shortfall, `net[p]` of that shortfall less a share of the
    other's, `both` of the mean of the two."""

    alone: tuple[float, float]
    net: tuple[float, float]
    both: float


def learn(readings: Sequence[Reading]) -> Noise:
    """The couple's noise, estimated from the readings and pulled towards the usual noise while there are few."""
    cut, share = figures.NOISE_CUT, figures.SHARED
    first = second = net_first = net_second = both = 0.0
    count_first = count_second = pairs = 0
    for reading in readings:
        a, b = reading.beyond
        if a is not None:
            first += min(a * a, cut)
            count_first += 1
        if b is not None:
            second += min(b * b, cut)
            count_second += 1
            if a is not None:
                net_first += min((a - share * b) ** 2, cut)
                net_second += min((b - share * a) ** 2, cut)
                both += min((a + b) ** 2 / 4, cut)
                pairs += 1
    return Noise(
        (_shrunk(figures.NOISE, first, count_first), _shrunk(figures.NOISE, second, count_second)),
        (_shrunk(figures.NET, net_first, pairs), _shrunk(figures.NET, net_second, pairs)),
        _shrunk(figures.BOTH, both, pairs),
    )


def _shrunk(usual: float, squares: float, count: int) -> float:
    weight = figures.NOISE_WEIGHT
    return (usual * weight + squares) / (weight + count)
