"""Add up the evidence for each reason over its askings, newest first.

For each reason, three hypotheses are weighed against "nothing is the matter": partner 0 falls short, partner 1 does,
or both do. Each asking adds the log likelihood ratio of a shortfall of `figures.EFFECT` against none, given the noise.
From one partner's shortfall a part of the other's is subtracted, because weeks and wordings pull both the same way.
The noise is the couple's own, and the weight of a single answer is limited. Of all stretches that end with the latest
asking, the one with the most evidence counts. So good answers from long ago don't hide a problem of today.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checkins.engine import figures
from checkins.engine.levels import Reading
from checkins.engine.noise import Noise, learn
from checkins.engine.values import Partner

#: "Some of the time" and less. "Most of the time" never counts as too little.
LITTLE = 0.5
#: The partner who falls short, or None for both.
HYPOTHESES: tuple[Partner | None, ...] = (0, 1, None)


@dataclass(frozen=True, slots=True)
class Asking:
    """One reading with its weight for one reason. `main`: the item is mainly about that reason."""

    reading: Reading
    weight: float
    main: bool


@dataclass(frozen=True, slots=True)
class ReasonCase:
    """The evidence for one reason. `who` is the partner who falls short (None: both), `weight` the log likelihood
    ratio, `askings` the stretch that it rests on, and `asked` all that count, newest first."""

    reason: str
    who: Partner | None
    weight: float
    askings: tuple[Asking, ...]
    asked: tuple[Asking, ...]

    @property
    def latest(self) -> int:
        """The number of the latest round that asked about it."""
        return self.askings[0].reading.number


def cases(readings: Sequence[Reading], resets: Mapping[str, date]) -> dict[str, ReasonCase]:
    """The strongest case for each reason that was asked about.

    Ignores askings up to the reason's reset date, and those more than `figures.DAYS_KEPT` before the latest round.
    """
    if not readings:
        return {}
    oldest = readings[-1].round.date - timedelta(days=figures.DAYS_KEPT)
    askings: dict[str, list[Asking]] = {}
    for reading in reversed(readings):
        reasons = reading.item.reasons
        if not reasons or reading.item.anchor:
            continue
        if reading.round.date < oldest:
            break
        most = max(reasons.values())
        for reason, weight in reasons.items():
            kept = askings.setdefault(reason, [])
            reset = resets.get(reason)
            if (
                weight > 0
                and len(kept) < figures.ASKINGS_KEPT
                and (reset is None or reading.round.date > reset)
            ):
                kept.append(Asking(reading, weight, weight == most))
    if not askings:
        return {}
    noise = learn(readings)
    return {reason: _strongest(reason, kept, noise) for reason, kept in askings.items() if kept}


def _strongest(reason: str, askings: Sequence[Asking], noise: Noise) -> ReasonCase:
    best: dict[Partner | None, tuple[float, int]] = {
        partner: _stretch(partner, askings, noise) for partner in HYPOTHESES
    }
    # "Both" wins only if it is stronger than either alone. Two equally strong single hypotheses also mean both.
    alone = max(best[0][0], best[1][0])
    if best[0][0] == best[1][0] or best[None][0] > alone:
        length = best[None][1]
        return ReasonCase(reason, None, max(best[None][0], alone), tuple(askings[:length]), tuple(askings))
    who: Partner = 0 if best[0][0] > best[1][0] else 1
    return ReasonCase(reason, who, alone, tuple(askings[: best[who][1]]), tuple(askings))


def _stretch(who: Partner | None, askings: Sequence[Asking], noise: Noise) -> tuple[float, int]:
    """The stretch from the newest asking back with the most evidence: its weight and its length (at least 1)."""
    total, best, length = 0.0, float("-inf"), 1
    heard: set[str] = set()
    for position, asking in enumerate(askings, start=1):
        said = weigh(who, asking, noise)
        total += said * figures.REPEAT if asking.reading.item.key in heard else said
        heard.add(asking.reading.item.key)
        # Take whole rounds only: the order of the prompts within a round means nothing.
        whole = position == len(askings) or askings[position].reading.number != asking.reading.number
        if whole and total > best:
            best, length = total, position
    return best, length


def weigh(who: Partner | None, asking: Asking, noise: Noise) -> float:
    """Log likelihood ratio of one asking for one hypothesis. Zero if an answer for it is missing."""
    first, second = asking.reading.beyond
    doubts = asking.reading.doubt
    given = asking.reading.item.side == "given"
    effect = figures.EFFECT * min(1.0, asking.weight) * (figures.GIVEN if given else 1.0)
    if who is None:
        if first is None or second is None:
            return 0.0
        together = _said((first + second) / 2, effect, noise.both + (doubts[0] + doubts[1]) / 4)
        # "Both" must also hold for the partner for whom it is less true.
        less = 0 if first < second else 1
        alone = _said(min(first, second), effect, noise.alone[less] + doubts[less])
        said = max(-figures.MOST_AGAINST, min(together, 2 * alone, 2 * figures.MOST_FROM_ONE))
    else:
        own, other = (first, second) if who == 0 else (second, first)
        if own is None:
            return 0.0
        if other is None:
            said = _said(own, effect, noise.alone[who] + doubts[who])
        else:
            variance = noise.net[who] + doubts[who] + figures.SHARED**2 * doubts[1 - who]
            said = _said(own - figures.SHARED * other, effect, variance)
        said = max(-figures.MOST_AGAINST, min(said, figures.MOST_FROM_ONE))
    # Giving much does not show that nothing is missing.
    return max(0.0, said) if given else said


def _said(seen: float, effect: float, variance: float) -> float:
    """Log likelihood ratio of a shortfall of `effect` against none, with normal noise."""
    return (effect * seen - effect * effect / 2) / variance


def low(asking: Asking, who: Partner | None) -> bool:
    """Whether this asking fell short for the partner (None: for both): below the ordinary, and low in itself."""
    people: Iterable[Partner] = (0, 1) if who is None else (who,)
    return all(_low(asking.reading.stood[p], asking.reading.short[p]) for p in people)


def _low(stood: float | None, short: float | None) -> bool:
    return stood is not None and short is not None and stood <= LITTLE and short > 0
