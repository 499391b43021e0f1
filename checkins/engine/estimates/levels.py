"""Estimate what each partner ordinarily answers to each item, and how far every answer falls short of it.

The rounds are read once, oldest first. Each item has an expected level, and each person has an offset from these
levels. With few answers, a person's offset is pulled towards the couple's offset, and the couple's offset towards zero.
Offsets that last are ordinary for the couple, so a gap of that size between the partners means nothing.

A couple may always answer a certain item lower. That is not estimated here but where an item's repeated answers are
weighed (`posterior.py`, and `anchors.py` for the anchors).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.values import EngineRound, Item

LOWEST, HIGHEST = 1, 5
BothValues = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Both partners' answers to one item of one round, compared with their ordinary levels. None: no answer.

    `number`: the position of the round, from 0 (oldest). `stood`: the answers from 0 (low) to 1 (high), after
    reverse-coding. `short`: how far the answers fall short of the ordinary level; positive if low. `doubt`: the
    variance of the estimated ordinary level. `beyond`: `short` minus the part that all the person's answers of that
    week share.
    """

    number: int
    round: EngineRound
    item: Item
    stood: tuple[float | None, float | None]
    short: tuple[float | None, float | None]
    doubt: tuple[float, float]
    beyond: tuple[float | None, float | None]


def turned(item: Item, value: int | None) -> float | None:
    """Convert an answer from 1 to 5 to 0 to 1, after reverse-coding. None if it is missing or outside the scale."""
    if value is None or not LOWEST <= value <= HIGHEST:
        return None
    stood = (value - LOWEST) / (HIGHEST - LOWEST)
    return 1.0 - stood if item.reverse else stood


class _Levels:
    """Running sums, per partner, of how far the answers lie above the expected levels. Old rounds weigh less."""

    __slots__ = ("counts", "sums")

    def __init__(self) -> None:
        self.sums = [0.0, 0.0]
        self.counts = [0.0, 0.0]

    def forget(self) -> None:
        for p in (0, 1):
            self.sums[p] *= figures.FORGET
            self.counts[p] *= figures.FORGET

    def offset(self, p: int) -> float:
        """Return how far partner p's answers usually lie above the expected levels."""
        couple = sum(self.sums) / (figures.USUAL_WEIGHT + sum(self.counts))
        return (couple * figures.OWN_WEIGHT + self.sums[p]) / (figures.OWN_WEIGHT + self.counts[p])

    def without_one(self, p: int) -> tuple[float, float]:
        """Return (a, b), which give partner p's offset without one of their answers.

        The offset is a − b · x, where x is what that answer added to `sums`.
        """
        couple = figures.OWN_WEIGHT / (figures.USUAL_WEIGHT + sum(self.counts) - 1.0)
        own = figures.OWN_WEIGHT + self.counts[p] - 1.0
        return (couple * sum(self.sums) + self.sums[p]) / own, (couple + 1.0) / own

    def doubt(self, p: int) -> float:
        return figures.ANSWER_NOISE / (figures.OWN_WEIGHT / 3 + self.counts[p])


def read(rounds: Sequence[EngineRound]) -> list[Reading]:
    """Return the readings of all rounds, oldest first, without the items that neither partner answered.

    Each answer is compared with the expected level of its item plus the person's offset. The offset is estimated from
    the earlier rounds and from the other answers of the same round. So an offset can be estimated even in the first
    check-in.
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
    """Return how far each of partner p's answers of a round falls short of the ordinary level.

    For each answer, the ordinary level is estimated without that answer.
    """
    whole, share = levels.without_one(p)
    return [
        None
        if (value := pair[p]) is None or (mine := put[p]) is None
        else min(item.expected + max(whole - share * mine, figures.OFFSET_FLOOR), figures.HIGHEST_LEVEL)
        - value
        for item, pair, put in zip(items, stood, added, strict=True)
    ]


def _mood(shorts: Sequence[float | None]) -> float:
    """Return how much lower than usual all of one person's answers of a week were, pulled towards zero.

    Shortfalls far from the median are cut off, so that a few low answers don't count as a bad week.
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
    """Return how far an answer lies above the expected level, limited to CLIP around the person's offset."""
    if stood is None:
        return None
    return min(max(stood - expected, offset - figures.CLIP), offset + figures.CLIP)
