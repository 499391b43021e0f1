"""How much this couple's answers scatter without anything being the matter, learned and shrunk.

Some couples answer evenly, others up and down; some share their ups and downs, others do not. What is large is cut
off before it is squared, so that a reason which is there does not make itself ordinary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.levels import Reading


@dataclass(frozen=True, slots=True)
class Noise:
    """Variances of a single asking: `alone[p]` of one partner's shortfall, `beside[p]` of what remains of it after the
    other's share, `both` of the mean of the two."""

    alone: tuple[float, float]
    beside: tuple[float, float]
    both: float


def learn(readings: Sequence[Reading]) -> Noise:
    """The couple's noise as the readings show it, pulled towards the usual one while there are few."""
    cut, share = figures.NOISE_CUT, figures.SHARED
    first = second = beside_first = beside_second = both = 0.0
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
                beside_first += min((a - share * b) ** 2, cut)
                beside_second += min((b - share * a) ** 2, cut)
                both += min((a + b) ** 2 / 4, cut)
                pairs += 1
    return Noise(
        (_shrunk(figures.NOISE, first, count_first), _shrunk(figures.NOISE, second, count_second)),
        (_shrunk(figures.BESIDE, beside_first, pairs), _shrunk(figures.BESIDE, beside_second, pairs)),
        _shrunk(figures.BOTH, both, pairs),
    )


def _shrunk(usual: float, squares: float, count: int) -> float:
    weight = figures.NOISE_WEIGHT
    return (usual * weight + squares) / (weight + count)
