"""Estimate each partner's ordinary answer to each prompt, and how far each given answer is below the ordinary answer.

Each prompt has an expected level: the usual answer of contented people. Each person has an offset: how far their
answers usually lie above the expected levels. The ordinary answer is the expected level plus the person's offset.
The offset is at least `figures.OFFSET_FLOOR`, and the ordinary answer at most `figures.HIGHEST_LEVEL`.

With few answers, a person's offset is drawn towards the couple's average offset, and the couple's average towards
zero. A lasting difference between the two partners' offsets is ordinary for the couple, so it is not a finding.

A couple may always answer one particular prompt lower than others. This is taken into account later, where repeated
answers to a prompt are weighed (`posterior.py` and `anchors.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checkins.engine import figures
from checkins.engine.values import EngineRound, Item

LOWEST, HIGHEST = 1, 5
BothValues = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Both partners' answers to one prompt of one check-in, compared with each partner's ordinary answer.

    Each tuple has a value for partner 0 and a value for partner 1. None means that the partner's answer is missing.
    `number`: the number of the check-in, from 0 (oldest).
    `stood`: the answers from 0 (bad) to 1 (good). Answers to prompts for which a high answer is bad are reversed.
    `short`: how far each answer is below the person's ordinary answer (negative if above).
    `doubt`: how uncertain the estimate of the ordinary answer is, as a variance.
    `beyond`: `short`, minus how much lower than usual the person's whole week was (see `_mood`).
    """

    number: int
    round: EngineRound
    item: Item
    stood: tuple[float | None, float | None]
    short: tuple[float | None, float | None]
    doubt: tuple[float, float]
    beyond: tuple[float | None, float | None]


def turned(item: Item, value: int | None) -> float | None:
    """Convert an answer on the scale from 1 to 5 to a value from 0 (bad) to 1 (good).

    If a high answer to the prompt is bad, the scale is reversed. None if the answer is missing or outside the scale.
    """
    if value is None or not LOWEST <= value <= HIGHEST:
        return None
    stood = (value - LOWEST) / (HIGHEST - LOWEST)
    return 1.0 - stood if item.reverse else stood


class _Levels:
    """Running sums, per partner, of how far the answers lie above the expected levels. Older check-ins weigh less.

    The expected level of a prompt is the usual answer of contented people.
    """

    __slots__ = ("counts", "sums")

    def __init__(self) -> None:
        self.sums = [0.0, 0.0]
        self.counts = [0.0, 0.0]

    def forget(self) -> None:
        for p in (0, 1):
            self.sums[p] *= figures.FORGET
            self.counts[p] *= figures.FORGET

    def offset(self, p: int) -> float:
        """Return how far partner p's answers usually lie above the usual answers of contented people."""
        couple = sum(self.sums) / (figures.USUAL_WEIGHT + sum(self.counts))
        return (couple * figures.OWN_WEIGHT + self.sums[p]) / (figures.OWN_WEIGHT + self.counts[p])

    def without_one(self, p: int) -> tuple[float, float]:
        """Return two numbers, a and b, to compute partner p's offset as if one of p's answers had not been given.

        The offset is how far the person's answers usually lie above the expected levels. Without an answer that
        added the amount x to `sums`, the offset is a − b · x.
        """
        couple = figures.OWN_WEIGHT / (figures.USUAL_WEIGHT + sum(self.counts) - 1.0)
        own = figures.OWN_WEIGHT + self.counts[p] - 1.0
        return (couple * sum(self.sums) + self.sums[p]) / own, (couple + 1.0) / own

    def doubt(self, p: int) -> float:
        return figures.ANSWER_NOISE / (figures.OWN_WEIGHT / 3 + self.counts[p])


def read(rounds: Sequence[EngineRound]) -> list[Reading]:
    """Compare the answers of all check-ins with what each person ordinarily answers.

    `rounds`: the check-ins, oldest first. Return one reading for each prompt of each check-in, in the same order. A
    prompt that neither partner answered has no reading.

    A person's ordinary answer is estimated from the earlier check-ins and from their other answers in the same
    check-in. So an estimate is possible even in the first check-in.
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
    """Return how far each of partner p's answers in a check-in is below the person's ordinary answer.

    The list has an entry for each of `items`, and None for a missing answer.
    For each answer, the ordinary answer is estimated from the person's other answers. `stood`: the answers from 0
    (bad) to 1 (good). `added`: how much each answer has added to the sums in `levels`.
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
    """Return how much lower than usual one person's answers were in a week as a whole.

    The result is negative for a good week, but not below −MOOD_MOST. With few answers, it is drawn towards zero.
    `shorts`: how far each answer is below the person's ordinary answer. Values far from the median are limited, so
    that a few low answers don't count as a bad week.
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
    """Return how far an answer (`stood`, from 0 to 1) lies above the usual answer of contented people (`expected`).

    The result differs by at most CLIP from `offset`, which is how far above `expected` the person's answers usually
    lie. None if the answer is missing.
    """
    if stood is None:
        return None
    return min(max(stood - expected, offset - figures.CLIP), offset + figures.CLIP)
