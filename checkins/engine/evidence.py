"""How strongly the answers speak for each reason: added up over askings, newest first.

For every reason three stories are weighed against "nothing is the matter": partner 0 falls short, partner 1 does, or
both do. An asking adds the log likelihood ratio of a shortfall of `figures.EFFECT` against none, given the noise. One
partner's shortfall is read with a part of the other's taken off, for weeks and wordings pull both the same way. Of
all stretches that end with the latest asking the most telling one counts, so that what was fine half a year ago
does not hide what is not fine now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checkins.engine import figures
from checkins.engine.levels import Reading
from checkins.engine.values import Partner

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
    return {reason: _strongest(reason, kept) for reason, kept in askings.items() if kept}


def _strongest(reason: str, askings: Sequence[Asking]) -> Case:
    best = {who: _stretch(who, askings) for who in STORIES}
    # "Both" only wins outright, and two equally strong single stories are a story of both.
    alone = max(best[0][0], best[1][0])
    if best[0][0] == best[1][0] or best[None][0] > alone:
        return Case(reason, None, max(best[None][0], alone), tuple(askings[: best[None][1]]))
    who: Partner = 0 if best[0][0] > best[1][0] else 1
    return Case(reason, who, alone, tuple(askings[: best[who][1]]))


def _stretch(who: Partner | None, askings: Sequence[Asking]) -> tuple[float, int]:
    """The most telling stretch that starts at the newest asking: its weight and its length (at least 1)."""
    total, best, length = 0.0, float("-inf"), 1
    heard: set[str] = set()
    for position, asking in enumerate(askings, start=1):
        said = weigh(who, asking)
        total += said * figures.REPEAT if asking.reading.item.key in heard else said
        heard.add(asking.reading.item.key)
        # A round is taken whole: which of its prompts came first means nothing.
        whole = position == len(askings) or askings[position].reading.number != asking.reading.number
        if whole and total > best:
            best, length = total, position
    return best, length


def weigh(who: Partner | None, asking: Asking) -> float:
    """Log likelihood ratio of one asking for one story. Zero where that story has nothing to read."""
    first, second = asking.reading.short
    effect = figures.EFFECT * min(1.0, asking.weight)
    if asking.reading.item.side == "given":
        effect *= figures.GIVEN
    doubts = asking.reading.doubt
    if who is None:
        if first is None or second is None:
            return 0.0
        seen = (first + second) / 2
        noise = (figures.NOISE * (1 + figures.SHARED) + (doubts[0] + doubts[1]) / 2) / 2
    else:
        own, other = (first, second) if who == 0 else (second, first)
        if own is None:
            return 0.0
        if other is None:
            seen, noise = own, figures.NOISE + doubts[who]
        else:
            seen = own - figures.SHARED * other
            noise = (
                figures.NOISE * (1 - figures.SHARED**2) + doubts[who] + figures.SHARED**2 * doubts[1 - who]
            )
    said = min(figures.MOST_FROM_ONE, (effect * seen - effect * effect / 2) / noise)
    # To give much oneself does not say that nothing is missing.
    return max(0.0, said) if asking.reading.item.side == "given" else said


def low(asking: Asking, who: Partner | None) -> bool:
    """Whether this asking fell short for the story's partner (for both, if it is a story of both)."""
    people: Iterable[Partner] = (0, 1) if who is None else (who,)
    shorts = [asking.reading.short[p] for p in people]
    return all(short is not None and short > 0 for short in shorts)
