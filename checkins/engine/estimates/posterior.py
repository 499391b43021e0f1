"""Compute the evidence that a partner has had little of something, for each reason, partner and onset.

For each reason, three hypotheses are weighed against "nothing is wrong": partner 0 has had little, partner 1 has, or
both have. A hypothesis also has an onset: the first of the check-ins asking about the reason in which it holds.
`docs/engine.md` has the formulas and their sources.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading
from checkins.engine.estimates.noise import Noise, learn
from checkins.engine.estimates.styles import contradicted
from checkins.engine.values import EngineRound, Partner

#: "Some of the time", on the 0 to 1 scale. Answers above it never count as too little.
LITTLE = 0.5
#: The partner who falls short, or None for both.
HYPOTHESES: tuple[Partner | None, ...] = (0, 1, None)
_NEITHER = (0.0, 0.0, 0.0)
Ratios = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Asking:
    """A reading as evidence for one reason: both partners' answers to one item that points to the reason.

    `weight`: the item's weight for the reason. `main`: the item is mainly about the reason. `beyond`: the reading's
    `beyond`, without answers that contradict the same person's other answers and without those of ignored partners.
    """

    reading: Reading
    weight: float
    main: bool
    beyond: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class ReasonCase:
    """The evidence for one reason, under the hypothesis that fits the answers best.

    `felt_by`: the partner who has had little (None: both). `weight`: the log Bayes factor of that hypothesis against
    "no problem". `askings`: the askings since the likeliest onset. `asked`: all askings that count. Both are newest
    first.
    """

    reason: str
    felt_by: Partner | None
    weight: float
    askings: tuple[Asking, ...]
    asked: tuple[Asking, ...]

    @property
    def latest(self) -> int:
        """The number of the latest round that asked about the reason."""
        return self.asked[0].reading.number


def cases(
    readings: Sequence[Reading], resets: Mapping[str, date], muted: frozenset[Partner] = frozenset()
) -> dict[str, ReasonCase]:
    """Return the strongest case for each reason that was asked about.

    Askings up to the reason's date in `resets` are ignored, and askings more than `figures.DAYS_KEPT` days before the
    latest round. So are the answers of `muted` partners.
    """
    if not readings:
        return {}
    oldest = readings[-1].round.date - timedelta(days=figures.DAYS_KEPT)
    kept: dict[str, list[tuple[Reading, float, bool]]] = {}
    for reading in reversed(readings):
        reasons = reading.item.reasons
        if not reasons or reading.item.anchor:
            continue
        if reading.round.date < oldest:
            break
        most = max(reasons.values())
        for reason, weight in reasons.items():
            asked = kept.setdefault(reason, [])
            reset = resets.get(reason)
            if (
                weight > 0
                and len(asked) < figures.ASKINGS_KEPT
                and (reset is None or reading.round.date > reset)
            ):
                asked.append((reading, weight, weight == most))
    if not any(kept.values()):
        return {}
    # The noise is learned without the latest answers. Otherwise, a wide gap would raise the noise that it is judged by.
    now = readings[-1].number
    noise = learn([reading for reading in readings if reading.number < now])
    return {reason: _case(reason, asked, noise, muted) for reason, asked in kept.items() if asked}


def _case(
    reason: str,
    asked: Sequence[tuple[Reading, float, bool]],
    noise: Noise,
    muted: frozenset[Partner],
) -> ReasonCase:
    dropped = contradicted([reading for reading, _, main in asked if main])
    askings = []
    for reading, weight, main in asked:
        beyond = reading.beyond
        if dropped or muted:
            first, second = (
                None if p in muted or (reading.number, reading.item.key, p) in dropped else beyond[p]
                for p in (0, 1)
            )
            beyond = (first, second)
        askings.append(Asking(reading, weight, main, beyond))
    stretches = _stretches(askings, noise)
    gaps = _gaps(askings, [length for length, _ in stretches])
    found: list[tuple[float, int]] = []
    for column in range(len(HYPOTHESES)):
        odds = [
            gap / figures.ONSET_MOST * exp(ratios[column])
            for gap, (_, ratios) in zip(gaps, stretches, strict=True)
        ]
        best = max(range(len(odds)), key=lambda each: (odds[each], -each))
        found.append((log(sum(odds)), stretches[best][0]))
    first, second, both = (weight for weight, _ in found)
    # "Both" wins if it is likelier than each partner alone. If the two partners alone are equally likely, it is both.
    alone = max(first, second)
    if first == second or both > alone:
        return ReasonCase(reason, None, max(both, alone), tuple(askings[: found[2][1]]), tuple(askings))
    partner: Partner = 0 if first > second else 1
    return ReasonCase(reason, partner, alone, tuple(askings[: found[partner][1]]), tuple(askings))


def _gaps(askings: Sequence[Asking], lengths: Sequence[int]) -> list[float]:
    """Return, for each onset, the number of check-ins since the asking before it, at most a cycle.

    The reason may have begun in any of these check-ins, because it was not asked about in between.
    """
    gaps = []
    for length in lengths:
        number = askings[length - 1].reading.number
        before = number - askings[length].reading.number if length < len(askings) else figures.ONSET_MOST
        gaps.append(float(min(before, figures.ONSET_MOST)))
    return gaps


def _stretches(askings: Sequence[Asking], noise: Noise) -> list[tuple[int, Ratios]]:
    """Return, for each onset, the number of askings since then and the log likelihood ratios of the three hypotheses.

    The newest onset comes first. An onset is always the start of a round, because the order of the prompts within a
    round means nothing.
    """
    groups: dict[str, list[int]] = {}
    for position, asking in enumerate(askings):
        groups.setdefault(asking.reading.item.key, []).append(position)
    once = {
        positions[0]: _ratios(askings, positions, (), noise)
        for positions in groups.values()
        if len(positions) == 1
    }
    repeated = [positions for positions in groups.values() if len(positions) > 1]
    found: list[tuple[int, Ratios]] = []
    first = second = both = 0.0
    for length in range(1, len(askings) + 1):
        a, b, c = once.get(length - 1, _NEITHER)
        first, second, both = first + a, second + b, both + c
        if length < len(askings) and askings[length].reading.number == askings[length - 1].reading.number:
            continue
        ratios = (first, second, both)
        for positions in repeated:
            since = [position for position in positions if position < length]
            if since:
                more = _ratios(askings, since, [p for p in positions if p >= length], noise)
                ratios = (ratios[0] + more[0], ratios[1] + more[1], ratios[2] + more[2])
        found.append((length, ratios))
    return found


def _ratios(askings: Sequence[Asking], since: Sequence[int], before: Sequence[int], noise: Noise) -> Ratios:
    """Return the log likelihood ratios of one item's askings `since` the onset, given its askings `before` the onset.

    A couple may always answer an item lower or higher than expected. Asking the item again doesn't distinguish that
    from a problem. So the askings since the onset are averaged, but averaging doesn't reduce the lasting part of the
    noise. Only the askings before the onset reduce it: they show how the couple answered the item without the problem.
    """
    asking = askings[since[0]]
    given = asking.reading.item.side == "given"
    effect = figures.EFFECT * min(1.0, asking.weight) * (figures.GIVEN if given else 1.0)
    first, second = (_mean([askings[position].beyond[p] for position in since]) for p in (0, 1))
    if before:
        known, left = _known(len(before))
        for p in (0, 1):
            earlier = _mean([askings[position].beyond[p] for position in before])
            if earlier is not None and p == 0 and first is not None:
                first -= known * earlier
            if earlier is not None and p == 1 and second is not None:
                second -= known * earlier
    else:
        left = figures.LASTING
    spread = left + (1 - figures.LASTING) / len(since)
    doubt = asking.reading.doubt
    if first is None and second is None:
        return _NEITHER
    most, least = figures.MOST_FROM_ONE, -figures.MOST_AGAINST
    if first is None or second is None:
        partner = 0 if second is None else 1
        short = first if second is None else second
        assert short is not None
        said = _said(short, effect, noise.alone * spread + doubt[partner])
        said = max(0.0 if given else least, min(said, most))
        return (said, 0.0, 0.0) if partner == 0 else (0.0, said, 0.0)
    # The mean of both partners' shortfalls and their difference are independent of each other.
    doubts = doubt[0] + doubt[1]
    mean_noise, gap_noise = noise.mean * spread + doubts / 4, noise.gap * spread + doubts
    mean, gap = (first + second) / 2, first - second
    half = _said(mean, effect / 2, mean_noise)
    one, other = half + _said(gap, effect, gap_noise), half + _said(-gap, effect, gap_noise)
    # "Both" must also hold for the partner with the weaker evidence.
    weaker = _said(min(first, second), effect, noise.alone * spread + max(doubt))
    together = min(_said(mean, effect, mean_noise), 2 * weaker, 2 * most)
    # That someone gave much does not show that nothing is missing, so it is no evidence against the reason.
    floor = 0.0 if given else least
    return max(floor, min(one, most)), max(floor, min(other, most)), max(floor, together)


def _known(count: int) -> tuple[float, float]:
    """Return the share of the earlier answers' mean that is lasting, and the lasting variance that stays unknown.

    `count`: the number of askings before the onset.
    """
    lasting, passing = figures.LASTING, 1 - figures.LASTING
    return lasting * count / (lasting * count + passing), lasting * passing / (lasting * count + passing)


def _mean(values: Iterable[float | None]) -> float | None:
    heard = [value for value in values if value is not None]
    return sum(heard) / len(heard) if heard else None


def _said(seen: float, effect: float, variance: float) -> float:
    """Return the log likelihood ratio of a shortfall of `effect` against no shortfall, with normal noise."""
    return (effect * seen - effect * effect / 2) / variance


def low(asking: Asking, partner: Partner | None) -> bool:
    """Return whether a partner's answer is low: at most `LITTLE`, and below their ordinary level.

    If `partner` is None, both partners' answers must be low. An answer that contradicts others, or that is ignored, is
    not low.
    """
    people: Iterable[Partner] = (0, 1) if partner is None else (partner,)
    return all(
        asking.beyond[p] is not None and _low(asking.reading.stood[p], asking.reading.short[p])
        for p in people
    )


def _low(stood: float | None, short: float | None) -> bool:
    return stood is not None and short is not None and stood <= LITTLE and short > 0


def unread(rounds: Sequence[EngineRound], weighed: Mapping[str, ReasonCase]) -> frozenset[str]:
    """Return the reasons whose newest prompt can't be interpreted.

    Either the prompt "didn't come up", or its answers contradict other answers. Only prompts of the latest
    `figures.UNREAD_ROUNDS` rounds count. Skipped and private answers don't make a reason unread.
    """
    latest: dict[str, bool] = {}
    for one in reversed(rounds[-figures.UNREAD_ROUNDS :]):
        for item in one.items:
            if item.anchor or not item.reasons:
                continue
            silent = any(item.key in items for items in one.did_not_come_up)
            most = max(item.reasons.values())
            for reason, weight in item.reasons.items():
                if weight == most and (silent or item.key in one.values[0] or item.key in one.values[1]):
                    latest.setdefault(reason, silent)
    found = {reason for reason, silent in latest.items() if silent}
    for reason, case in weighed.items():
        newest = case.asked[0]
        if (
            newest.reading.number >= len(rounds) - figures.UNREAD_ROUNDS
            and newest.beyond != newest.reading.beyond
        ):
            found.add(reason)
    return frozenset(found)
