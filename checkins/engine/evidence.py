"""How strongly the answers speak for each reason: added up over askings, newest first.

For every reason three stories are weighed against "nothing is the matter": partner 0 falls short, partner 1 does, or
both do. An asking adds the log likelihood ratio of a shortfall of `figures.EFFECT` against none, given the noise. One
partner's shortfall is read with a part of the other's taken off, for weeks and wordings pull both the same way; the
noise is the couple's own, and one answer counts only so much. Of all stretches that end with the latest asking the most
telling one counts, so that what was fine half a year ago does not hide what is not fine now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checkins.engine import figures
from checkins.engine.levels import Reading
from checkins.engine.noise import Noise, learn
from checkins.engine.values import Partner

#: "Some of the time" and less. Nobody is told that "most of the time" was too little.
LITTLE = 0.5
STORIES: tuple[Partner | None, ...] = (0, 1, None)


@dataclass(frozen=True, slots=True)
class Asking:
    """One reading with the weight that it has for one reason; `main` if that reason is what the item is about."""

    reading: Reading
    weight: float
    main: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for one reason. `who` is the partner who falls short (None: both), `weight` the log likelihood
    ratio, `askings` the stretch that it rests on, newest first."""

    reason: str
    who: Partner | None
    weight: float
    askings: tuple[Asking, ...]

    @property
    def latest(self) -> int:
        """The number of the round that asked last."""
        return self.askings[0].reading.number


def cases(readings: Sequence[Reading], resets: Mapping[str, date]) -> dict[str, Case]:
    """The strongest case per reason that was asked about. Askings up to a reason's reset date no longer count, nor
    do those older than `figures.DAYS_KEPT` before the latest round."""
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


def _strongest(reason: str, askings: Sequence[Asking], noise: Noise) -> Case:
    best = {who: _stretch(who, askings, noise) for who in STORIES}
    # "Both" only wins outright, and two equally strong single stories are a story of both.
    alone = max(best[0][0], best[1][0])
    if best[0][0] == best[1][0] or best[None][0] > alone:
        return Case(reason, None, max(best[None][0], alone), tuple(askings[: best[None][1]]))
    who: Partner = 0 if best[0][0] > best[1][0] else 1
    return Case(reason, who, alone, tuple(askings[: best[who][1]]))


def _stretch(who: Partner | None, askings: Sequence[Asking], noise: Noise) -> tuple[float, int]:
    """The most telling stretch that starts at the newest asking: its weight and its length (at least 1)."""
    total, best, length = 0.0, float("-inf"), 1
    heard: set[str] = set()
    for position, asking in enumerate(askings, start=1):
        said = weigh(who, asking, noise)
        total += said * figures.REPEAT if asking.reading.item.key in heard else said
        heard.add(asking.reading.item.key)
        # A round is taken whole: which of its prompts came first means nothing.
        whole = position == len(askings) or askings[position].reading.number != asking.reading.number
        if whole and total > best:
            best, length = total, position
    return best, length


def weigh(who: Partner | None, asking: Asking, noise: Noise) -> float:
    """Log likelihood ratio of one asking for one story. Zero where that story has nothing to read."""
    first, second = asking.reading.beyond
    doubts = asking.reading.doubt
    given = asking.reading.item.side == "given"
    effect = figures.EFFECT * min(1.0, asking.weight) * (figures.GIVEN if given else 1.0)
    if who is None:
        if first is None or second is None:
            return 0.0
        together = _said((first + second) / 2, effect, noise.both + (doubts[0] + doubts[1]) / 4)
        # What is said of both must hold for the one of whom it is less true.
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
            variance = noise.beside[who] + doubts[who] + figures.SHARED**2 * doubts[1 - who]
            said = _said(own - figures.SHARED * other, effect, variance)
        said = max(-figures.MOST_AGAINST, min(said, figures.MOST_FROM_ONE))
    # To give much oneself does not say that nothing is missing.
    return max(0.0, said) if given else said


def _said(seen: float, effect: float, variance: float) -> float:
    """Log likelihood ratio of a shortfall of `effect` against none, with normal noise."""
    return (effect * seen - effect * effect / 2) / variance


def low(asking: Asking, who: Partner | None) -> bool:
    """Whether this asking fell short for the story's partner (for both, if it is a story of both): below the ordinary,
    and little in itself."""
    people: Iterable[Partner] = (0, 1) if who is None else (who,)
    return all(_low(asking.reading.stood[p], asking.reading.short[p]) for p in people)


def _low(stood: float | None, short: float | None) -> bool:
    return stood is not None and short is not None and stood <= LITTLE and short > 0
