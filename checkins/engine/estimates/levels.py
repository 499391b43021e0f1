"""Estimate what each partner ordinarily answers to each item, and how far every answer falls short of it.

One pass over the rounds, oldest first. Each item has an expected level, and each person an offset from these levels.
With few answers that offset is pulled towards the couple's, and the couple's towards none. What one item is lower by
for good is learned where it is asked again (`posterior.py`, and `anchors.py` for the anchors). Offsets that last are a
couple's ordinary, so a gap of that size means nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.values import EngineRound, Item

LOWEST, HIGHEST = 1, 5
BothValues = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One item of one round, for both partners. None marks a missing answer.

    `stood`: the answers from 0 (low) to 1 (high), reverse items turned. `short`: how far below the ordinary level they
    are, positive when low. `doubt`: the variance of the ordinary level itself. `beyond`: `short` less the person's mood
    in that week.
    """

    number: int
    round: EngineRound
    item: Item
    stood: tuple[float | None, float | None]
    short: tuple[float | None, float | None]
    doubt: tuple[float, float]
    beyond: tuple[float | None, float | None]


def turned(item: Item, value: int | None) -> float | None:
    """A raw answer (1 to 5) as 0 to 1, with reverse-coded items turned. None if it is missing or outside the scale."""
    if value is None or not LOWEST <= value <= HIGHEST:
        return None
    stood = (value - LOWEST) / (HIGHEST - LOWEST)
    return 1.0 - stood if item.reverse else stood


class _Levels:
    """Running sums per partner of how far answers lie from the expected levels. Old rounds fade."""

    __slots__ = ("counts", "sums")

    def __init__(self) -> None:
        self.sums = [0.0, 0.0]
        self.counts = [0.0, 0.0]

    def forget(self) -> None:
        for p in (0, 1):
            self.sums[p] *= figures.FORGET
            self.counts[p] *= figures.FORGET

    def offset(self, p: int) -> float:
        """How far partner p's answers usually lie above the expected levels."""
        couple = sum(self.sums) / (figures.USUAL_WEIGHT + sum(self.counts))
        return (couple * figures.OWN_WEIGHT + self.sums[p]) / (figures.OWN_WEIGHT + self.counts[p])

    def without_one(self, p: int) -> tuple[float, float]:
        """Partner p's offset without one of their own contributions, as (a, b): it is a − b · contribution."""
        couple = figures.OWN_WEIGHT / (figures.USUAL_WEIGHT + sum(self.counts) - 1.0)
        own = figures.OWN_WEIGHT + self.counts[p] - 1.0
        return (couple * sum(self.sums) + self.sums[p]) / own, (couple + 1.0) / own

    def doubt(self, p: int) -> float:
        return figures.ANSWER_NOISE / (figures.OWN_WEIGHT / 3 + self.counts[p])


def read(rounds: Sequence[EngineRound]) -> list[Reading]:
    """Readings of all rounds, oldest first, without the items that neither partner answered.

    Each answer is compared with the expected level of its item and with the person's own offset at that round,
    including that round's other answers. So even the first check-in has something to compare with.
    """
    levels = _Levels()
    readings: list[Reading] = []
    for number, current in enumerate(rounds):
        levels.forget()
        before = (levels.offset(0), levels.offset(1))
        items = current.items
        stood = [
            (turned(i, current.values[0].get(i.key)), turned(i, current.values[1].get(i.key))) for i in items
        ]
        added = [
            (_clipped(pair[0], i.expected, before[0]), _clipped(pair[1], i.expected, before[1]))
            for i, pair in zip(items, stood, strict=True)
        ]
        for pair in added:
            for p in (0, 1):
                value = pair[p]
                if value is not None:
                    levels.sums[p] += value
                    levels.counts[p] += 1.0
        translated = figures.TRANSLATION if current.two_languages else 0.0
        doubt = (levels.doubt(0) + translated, levels.doubt(1) + translated)
        first, second = (_shorts(items, stood, added, p, levels) for p in (0, 1))
        mood = (_mood(first), _mood(second))
        for item, pair, a, b in zip(items, stood, first, second, strict=True):
            if a is not None or b is not None:
                beyond = (None if a is None else a - mood[0], None if b is None else b - mood[1])
                readings.append(Reading(number, current, item, pair, (a, b), doubt, beyond))
    return readings


def _shorts(
    items: Sequence[Item],
    stood: Sequence[BothValues],
    added: Sequence[BothValues],
    p: int,
    levels: _Levels,
) -> list[float | None]:
    """How far each of partner p's answers of a round falls short of the ordinary level without that answer."""
    whole, share = levels.without_one(p)
    return [
        None
        if (value := pair[p]) is None or (mine := put[p]) is None
        else min(item.expected + max(whole - share * mine, figures.OFFSET_FLOOR), figures.HIGHEST_LEVEL)
        - value
        for item, pair, put in zip(items, stood, added, strict=True)
    ]


def _mood(shorts: Sequence[float | None]) -> float:
    """How much lower than usual one person's answers of a week were as a whole, pulled towards zero.

    Answers far from the middle one are cut off, so that a few low ones don't pass as a bad week.
    """
    heard = sorted(short for short in shorts if short is not None)
    if not heard:
        return 0.0
    middle, cut = heard[len(heard) // 2], figures.CLIP
    if len(heard) % 2 == 0:
        middle = (middle + heard[len(heard) // 2 - 1]) / 2
    total = sum(min(max(short, middle - cut), middle + cut) for short in heard)
    return max(total / (len(heard) + figures.MOOD_WEIGHT), -figures.MOOD_MOST)


def _clipped(stood: float | None, expected: float, offset: float) -> float | None:
    """How far an answer lies above the expected level, at most CLIP from the person's offset."""
    if stood is None:
        return None
    return min(max(stood - expected, offset - figures.CLIP), offset + figures.CLIP)
