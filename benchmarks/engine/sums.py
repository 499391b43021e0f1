"""The former engine, with which the benchmark compares the current engine.

For each reason, the former engine added up the evidence of the newest answers, and went back as many check-ins as
made the sum largest. The former engine ignored that some prompts get lower answers from all couples. Decision record
0058 replaced the sum with a posterior probability. This module contains only the choice of reasons. Topics without a
reason, such as topics about anchors (prompts that every check-in asks), are not computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checkins.engine import EngineRound
from checkins.engine.estimates.levels import Reading, read
from checkins.engine.estimates.posterior import HYPOTHESES, Asking, ReasonCase
from checkins.engine.figures import (
    ASKINGS_KEPT,
    EFFECT,
    GIVEN,
    MOST_AGAINST,
    NOISE_CUT,
    NOISE_WEIGHT,
    ROUNDS_KEPT,
)
from checkins.engine.kinds import grounded
from checkins.engine.values import Partner

#: The former engine's constants:
#: LEVEL is the expected answer to every prompt. MOST_FROM_ONE is the most evidence that one answer adds.
#: ENOUGH is the evidence that a topic needs. SHARED is the share of the partner's shortfall that is subtracted.
#: REPEAT is the weight of a prompt that was already counted. ALONE, NET and BOTH are the usual variances of one
#: person's answer, of that answer minus SHARED times the partner's, and of the mean of both answers.
LEVEL = 0.77
MOST_FROM_ONE, ENOUGH, SHARED, REPEAT = 2.8, 3.0, 0.4, 0.6
ALONE, NET, BOTH = 0.038, 0.032, 0.030


def topics(rounds: Sequence[EngineRound], eligible: Sequence[str], resting: Sequence[str]) -> tuple[str, ...]:
    """Return the reasons that the former engine shows after the latest check-in: at most two, the strongest first.

    Only `eligible` reasons are shown. `resting` reasons were shown in the last weeks, and are left out.
    """
    level = [
        replace(one, items=tuple(replace(item, expected=LEVEL) for item in one.items))
        for one in rounds[-ROUNDS_KEPT:]
    ]
    readings = read(level)
    noise = _noise(readings)
    kept: dict[str, list[Asking]] = {}
    for reading in reversed(readings):
        reasons = {} if reading.item.anchor else reading.item.reasons
        for reason, weight in reasons.items():
            asked = kept.setdefault(reason, [])
            if len(asked) < ASKINGS_KEPT:
                asked.append(Asking(reading, weight, weight == max(reasons.values()), reading.beyond))
    found = [
        _strongest(reason, asked, noise)
        for reason, asked in kept.items()
        if reason in eligible and reason not in resting
    ]
    shown = [case for case in found if case.weight >= ENOUGH and grounded(case, len(level) - 1)]
    return tuple(case.reason for case in sorted(shown, key=lambda case: (-case.weight, case.reason))[:2])


def _noise(readings: Sequence[Reading]) -> Mapping[str, float]:
    """Return the variances of the couple's answers, mixed with the usual variances ALONE, NET and BOTH.

    The keys "0" and "1" stand for each partner's answers. "net0" and "net1" stand for these answers minus a part of the
    other partner's answers. "both" stands for the mean of both partners' answers.
    """
    squares: dict[str, list[float]] = {"0": [], "1": [], "net0": [], "net1": [], "both": []}
    for reading in readings:
        first, second = reading.beyond
        for name, value in (("0", first), ("1", second)):
            if value is not None:
                squares[name].append(value * value)
        if first is not None and second is not None:
            squares["net0"].append((first - SHARED * second) ** 2)
            squares["net1"].append((second - SHARED * first) ** 2)
            squares["both"].append((first + second) ** 2 / 4)
    usual = {"0": ALONE, "1": ALONE, "net0": NET, "net1": NET, "both": BOTH}
    return {
        name: (usual[name] * NOISE_WEIGHT + sum(min(value, NOISE_CUT) for value in values))
        / (NOISE_WEIGHT + len(values))
        for name, values in squares.items()
    }


def _strongest(reason: str, askings: Sequence[Asking], noise: Mapping[str, float]) -> ReasonCase:
    best = {partner: _stretch(partner, askings, noise) for partner in HYPOTHESES}
    partner: Partner | None = 0 if best[0] > best[1] else 1
    alone = max(best[0][0], best[1][0])
    if best[0][0] == best[1][0] or best[None][0] > alone:
        partner = None
    weight = max(best[None][0], alone) if partner is None else alone
    return ReasonCase(reason, partner, weight, tuple(askings[: best[partner][1]]), tuple(askings))


def _stretch(
    partner: Partner | None, askings: Sequence[Asking], noise: Mapping[str, float]
) -> tuple[float, int]:
    """Return (largest sum of evidence, number of askings in this sum).

    An asking is one prompt about the reason in one check-in. `askings` begins with the newest check-in. Each possible
    sum adds up all askings of the newest check-in, or of the newest two, three, … check-ins.

    `partner` is the partner who may have the problem, or None for both partners. `noise` has the variances of the
    couple's answers.
    """
    total, best = 0.0, (float("-inf"), 1)
    heard: set[str] = set()
    for length, asking in enumerate(askings, start=1):
        said = _weigh(partner, asking, noise)
        total += said * REPEAT if asking.reading.item.key in heard else said
        heard.add(asking.reading.item.key)
        whole = length == len(askings) or askings[length].reading.number != asking.reading.number
        if whole and total > best[0]:
            best = (total, length)
    return best


def _weigh(partner: Partner | None, asking: Asking, noise: Mapping[str, float]) -> float:
    """Return how strongly the answers to one prompt suggest a problem, as a log likelihood ratio.

    `partner` is the partner who may have the problem, or None for both partners. `noise` has the variances of the
    couple's answers. Return 0 if a needed answer is missing.
    """
    first, second = asking.beyond
    doubt = asking.reading.doubt
    given = asking.reading.item.side == "given"
    effect = EFFECT * min(1.0, asking.weight) * (GIVEN if given else 1.0)
    if partner is None:
        if first is None or second is None:
            return 0.0
        less = 0 if first < second else 1
        together = _ratio((first + second) / 2, effect, noise["both"] + sum(doubt) / 4)
        alone = _ratio(min(first, second), effect, noise[str(less)] + doubt[less])
        said = max(-MOST_AGAINST, min(together, 2 * alone, 2 * MOST_FROM_ONE))
    else:
        own, other = (first, second) if partner == 0 else (second, first)
        if own is None:
            return 0.0
        if other is None:
            said = _ratio(own, effect, noise[str(partner)] + doubt[partner])
        else:
            variance = noise[f"net{partner}"] + doubt[partner] + SHARED**2 * doubt[1 - partner]
            said = _ratio(own - SHARED * other, effect, variance)
        said = max(-MOST_AGAINST, min(said, MOST_FROM_ONE))
    return max(0.0, said) if given else said


def _ratio(seen: float, effect: float, variance: float) -> float:
    return (effect * seen - effect * effect / 2) / variance
