"""Each one's ordinary level, learned and shrunk, and how far every answer falls short of it.

One pass over the rounds, oldest first. A level is what one usually answers: pulled towards the couple's shared
level while little was seen of the person, and that towards the usual level while little was seen of the couple. The
difference between the two levels is the couple's ordinary offset, so a gap of that size raises nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.values import Item, Round

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One item of one round: where both stood (0 low to 1 high, reverse items turned) and how far below the
    ordinary that is (`short`, positive when low). None where there is nothing to read. `doubt` is the variance of
    the ordinary level itself, `mood` how low the whole week was for each."""

    number: int
    round: Round
    item: Item
    stood: tuple[float | None, float | None]
    short: tuple[float | None, float | None]
    doubt: tuple[float, float]
    mood: tuple[float, float]

    @property
    def beyond_mood(self) -> tuple[float | None, float | None]:
        """How far each fell short beyond how low the whole week was for them."""
        first, second = self.short
        return (
            None if first is None else first - self.mood[0],
            None if second is None else second - self.mood[1],
        )


def turned(item: Item, value: int | None) -> float | None:
    """A raw answer (1 to 5) as 0 to 1 with reverse-coded items turned. None stays None; so does anything outside
    the scale, for it means nothing."""
    if value is None or not LOWEST <= value <= HIGHEST:
        return None
    stood = (value - LOWEST) / (HIGHEST - LOWEST)
    return 1.0 - stood if item.reverse else stood


class _Levels:
    """Running, slowly forgetting sums per partner."""

    __slots__ = ("counts", "sums")

    def __init__(self) -> None:
        self.sums = [0.0, 0.0]
        self.counts = [0.0, 0.0]

    def forget(self) -> None:
        for p in (0, 1):
            self.sums[p] *= figures.FORGET
            self.counts[p] *= figures.FORGET

    def level(self, p: int, without: float | None = None) -> float:
        """Partner p's level, leaving out one of their own contributions."""
        total, count = self.sums[p], self.counts[p]
        if without is not None:
            total, count = total - without, count - 1.0
        both_total, both_count = total + self.sums[1 - p], count + self.counts[1 - p]
        couple = (figures.USUAL_LEVEL * figures.USUAL_WEIGHT + both_total) / (
            figures.USUAL_WEIGHT + both_count
        )
        return (couple * figures.OWN_WEIGHT + total) / (figures.OWN_WEIGHT + count)

    def doubt(self, p: int) -> float:
        return figures.NOISE / (figures.OWN_WEIGHT / 3 + self.counts[p])


def read(rounds: Sequence[Round]) -> list[Reading]:
    """Readings of all rounds, oldest first; items that nobody answered are left out.

    An answer is compared with the level as known at its own round, that round's other answers included, so that the
    first check-in already has something to compare with.
    """
    levels = _Levels()
    readings: list[Reading] = []
    for number, current in enumerate(rounds):
        levels.forget()
        before = (levels.level(0), levels.level(1))
        stood = [
            (turned(i, current.values[0].get(i.key)), turned(i, current.values[1].get(i.key)))
            for i in current.items
        ]
        added = [(_clipped(pair[0], before[0]), _clipped(pair[1], before[1])) for pair in stood]
        for pair in added:
            for p in (0, 1):
                value = pair[p]
                if value is not None:
                    levels.sums[p] += value
                    levels.counts[p] += 1.0
        doubt = (levels.doubt(0), levels.doubt(1))
        shorts = [
            (_short(levels, 0, pair[0], put[0]), _short(levels, 1, pair[1], put[1]))
            for pair, put in zip(stood, added, strict=True)
        ]
        mood = (_mood([short for short, _ in shorts]), _mood([short for _, short in shorts]))
        for item, pair, short in zip(current.items, stood, shorts, strict=True):
            if short[0] is not None or short[1] is not None:
                readings.append(Reading(number, current, item, pair, short, doubt, mood))
    return readings


def _mood(shorts: Sequence[float | None]) -> float:
    """How much lower than usual all that one person answered in a week was, shrunk."""
    read = [short for short in shorts if short is not None]
    mood = sum(min(max(short, -figures.CLIP), figures.CLIP) for short in read) / (
        len(read) + figures.MOOD_WEIGHT
    )
    return min(max(mood, -figures.MOOD_MOST), figures.MOOD_MOST)


def _clipped(stood: float | None, level: float) -> float | None:
    if stood is None:
        return None
    return min(max(stood, level - figures.CLIP), level + figures.CLIP)


def _short(levels: _Levels, p: int, stood: float | None, put: float | None) -> float | None:
    if stood is None:
        return None
    return max(levels.level(p, without=put), figures.LEVEL_FLOOR) - stood
