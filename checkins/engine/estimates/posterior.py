"""Compute the evidence that a partner has had too little of something, for each reason.

Three hypotheses are compared with "nothing is wrong": partner 0 has had too little, partner 1 has, or both have.
Each hypothesis is tried with every possible onset: the check-in in which the problem is first seen. `docs/engine.md`
has the formulas and their sources.
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
#: The partner who has had too little, or None for both.
HYPOTHESES: tuple[Partner | None, ...] = (0, 1, None)
_NEITHER = (0.0, 0.0, 0.0)
Ratios = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Asking:
    """Both partners' answers to one prompt of one check-in, as evidence for one reason.

    `weight`: how strongly the prompt points to the reason. `main`: the prompt points to no other reason more
    strongly.
    `beyond`: how far each partner's answer is below their ordinary answer, not counting how low the person's whole
    week was. None for an answer that is missing, that is ignored, or that contradicts another answer of the same
    person.
    """

    reading: Reading
    weight: float
    main: bool
    beyond: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class ReasonCase:
    """The evidence for one reason: who has most likely had too little, and how strongly the answers say so.

    `felt_by`: the partner who has had too little (None: both).
    `weight`: the logarithm of the Bayes factor, which compares "`felt_by` has had too little" with "no problem".
    `asked`: the latest answers about the reason, newest first. An ignored or contradicted answer is included, with
    None in `Asking.beyond`.
    `askings`: those of `asked` that were given since the problem most likely began, newest first.
    """

    reason: str
    felt_by: Partner | None
    weight: float
    askings: tuple[Asking, ...]
    asked: tuple[Asking, ...]

    @property
    def latest(self) -> int:
        """The number of the latest check-in in which a partner answered about the reason."""
        return self.asked[0].reading.number


def cases(
    readings: Sequence[Reading], resets: Mapping[str, date], muted: frozenset[Partner] = frozenset()
) -> dict[str, ReasonCase]:
    """Return the evidence for each reason with answers that count, by reason key.

    `readings`: the answers of all check-ins, oldest first.
    `resets`: for some reason keys, the last day whose answers about the reason are ignored.
    `muted`: partners whose answers are ignored.

    Answers to anchors are ignored, and so are answers more than `figures.DAYS_KEPT` days older than the latest
    check-in. For each reason, only the latest `figures.ASKINGS_KEPT` answered prompts count.
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
    """Return, for each possible onset, the number of check-ins in which the problem may have begun.

    An onset is the check-in that first shows the problem. The problem may have begun in this check-in, or unnoticed in
    one of the check-ins just before that did not ask about the reason. No result is larger than `figures.ONSET_MOST`.
    `askings`: the answers about the reason, newest first.
    `lengths`: for each onset, how many of the `askings` are from the time since the onset.
    """
    gaps = []
    for length in lengths:
        number = askings[length - 1].reading.number
        before = number - askings[length].reading.number if length < len(askings) else figures.ONSET_MOST
        gaps.append(float(min(before, figures.ONSET_MOST)))
    return gaps


def _stretches(askings: Sequence[Asking], noise: Noise) -> list[tuple[int, Ratios]]:
    """Return, for each possible onset, the number of askings since then and the fit of the three hypotheses.

    An onset is the check-in that first shows the problem, and the newest onset comes first. An asking is both
    partners' answers to one prompt of one check-in. The hypotheses are that partner 0, partner 1 or both have had
    too little. Each fit is a log likelihood ratio against "nothing is wrong". An onset never separates answers from
    the same check-in, because the order of its prompts means nothing.
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
    """Return what the answers to one prompt say about a problem, as log likelihood ratios.

    The three results are for the problem of partner 0, of partner 1 and of both, each against "nothing is wrong".
    `since`: the positions in `askings` of the answers given since the problem began.
    `before`: the positions of the answers given before the problem began.

    A couple may always answer a prompt lower or higher than expected. Asking the prompt again can't tell such a
    habit from a problem. So repeated answers since the problem began are averaged, but the uncertainty about the habit
    stays. Only answers from before the problem began reduce this uncertainty, because they show how the couple
    answers without the problem.
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
    """Return how much a couple's earlier answers to a prompt tell about the couple's habit of answering it low or high.

    The first result is the share of the earlier answers' average that is due to the habit. The second result is the
    variance of the habit that stays unknown, as a share of the variance of one answer. `count`: the number of earlier
    answers.
    """
    lasting, passing = figures.LASTING, 1 - figures.LASTING
    return lasting * count / (lasting * count + passing), lasting * passing / (lasting * count + passing)


def _mean(values: Iterable[float | None]) -> float | None:
    heard = [value for value in values if value is not None]
    return sum(heard) / len(heard) if heard else None


def _said(seen: float, effect: float, variance: float) -> float:
    """Return the log likelihood ratio of a problem of the size `effect` against no problem.

    `seen`: how far the answers are below the ordinary answer. `variance`: the variance of chance differences, which
    are taken to be normally distributed.
    """
    return (effect * seen - effect * effect / 2) / variance


def low(asking: Asking, partner: Partner | None) -> bool:
    """Return whether a partner's answer is at most "Some of the time" (`LITTLE`) and lower than usual for this partner.

    If a high answer to the prompt is bad, the reversed answer is compared. If `partner` is None, return whether both
    partners' answers are low. An answer that is ignored, or that contradicts another answer, is never low.
    """
    people: Iterable[Partner] = (0, 1) if partner is None else (partner,)
    return all(
        asking.beyond[p] is not None and _low(asking.reading.stood[p], asking.reading.short[p])
        for p in people
    )


def _low(stood: float | None, short: float | None) -> bool:
    return stood is not None and short is not None and stood <= LITTLE and short > 0


def unread(rounds: Sequence[EngineRound], weighed: Mapping[str, ReasonCase]) -> frozenset[str]:
    """Return the reasons whose newest answers can't be interpreted.

    Answers can't be interpreted if a partner answered "didn't come up", or if an answer is no evidence in `weighed`.
    An answer is no evidence if it contradicts another answer, or if its author's answers vary like random answers.
    Only the latest `figures.UNREAD_ROUNDS` check-ins count. Skipped and private answers have no influence.
    `rounds`: the revealed check-ins, oldest first. `weighed`: the evidence for each reason.
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
