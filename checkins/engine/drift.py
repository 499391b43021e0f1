"""Find out whether one partner's answers have fallen below their own earlier level.

The finding is shown to that partner alone and is based on their answers alone. It influences nothing that both
partners see.
"""

from collections.abc import Collection, Sequence
from math import sqrt
from statistics import median

from checkins.engine import rules
from checkins.engine.estimates.levels import Reading
from checkins.engine.estimates.posterior import LITTLE
from checkins.engine.values import Evidence, Finding, Partner, primary_reason

#: The number of rounds that count as "lately", and the fewest and most rounds before them that count as "earlier".
LATELY, EARLIER_LEAST, EARLIER_MOST = 4, 6, 22
#: A reason is named if answers to its own prompts were low within this many rounds: one cycle.
NAMED_ROUNDS = 9
#: A fall must be at least FALL (on the 0 to 1 scale) and at least ERRORS standard errors.
FALL, ERRORS = 0.15, 3.0
#: SCATTER: usual standard deviation of a person's weekly average over a dimension's anchors. It counts as much as
#: SCATTER_WEIGHT weeks of the person's own answers.
SCATTER, SCATTER_WEIGHT = 0.13, 6.0


def find_drift(
    readings: Sequence[Reading], partner: Partner, now: int, eligible: Collection[str] | None
) -> Finding | None:
    """Return the finding that this partner's answers are clearly lower than their earlier answers, or None.

    For each dimension (area of the relationship), the answers to its anchors (prompts that every check-in asks) are
    examined. The dimension with the clearest fall is taken. A fall is reported only once: in the check-in in which it
    first shows.
    `readings`: the answers of all check-ins. `now`: the number of the latest check-in.
    `eligible`: the reasons that the finding may name (None: all).
    """
    if now + 1 < LATELY + EARLIER_LEAST:
        return None
    series: dict[str, dict[int, list[float]]] = {}
    for reading in readings:
        stood = reading.stood[partner]
        if reading.item.anchor and stood is not None:
            series.setdefault(reading.item.dimension, {}).setdefault(reading.number, []).append(stood)
    best: tuple[float, str] | None = None
    for dimension in sorted(series):
        weeks = [(number, sum(stood) / len(stood)) for number, stood in series[dimension].items()]
        if not weeks or weeks[-1][0] != now:
            continue
        errors = _fall([mean for _, mean in weeks])
        if errors is None:
            continue
        # A fall is shown once, when it first becomes visible, and not again in each week that it lasts.
        already = any(_fall([mean for _, mean in weeks[:-back]]) is not None for back in range(1, LATELY))
        if not already and (best is None or errors > best[0]):
            best = (errors, dimension)
    return None if best is None else _finding(readings, partner, now, best, eligible)


def _fall(means: Sequence[float]) -> float | None:
    """Return how far the latest weekly averages in `means` lie below the earlier averages, in standard errors.

    `means`: one average per week, oldest first.
    Returns None if the difference is too small to count, or if there are too few weeks.
    """
    lately, earlier = means[-LATELY:], means[-LATELY - EARLIER_MOST : -LATELY]
    if len(earlier) < EARLIER_LEAST:
        return None
    before = sum(earlier) / len(earlier)
    # The median of the latest weeks, because one bad week is not a fall.
    fall = before - median(lately)
    spread = sum((mean - before) ** 2 for mean in earlier)
    variance = (SCATTER**2 * SCATTER_WEIGHT + spread) / (SCATTER_WEIGHT + len(earlier) - 1)
    errors = fall / sqrt(variance * (1 / len(lately) + 1 / len(earlier)))
    return errors if fall >= FALL and errors >= ERRORS else None


def _finding(
    readings: Sequence[Reading],
    partner: Partner,
    now: int,
    fall: tuple[float, str],
    eligible: Collection[str] | None,
) -> Finding | None:
    errors, dimension = fall
    reason = _own_reason(readings, partner, now, dimension, eligible)
    evidence: list[Evidence] = []
    for reading in reversed(readings):
        answer = reading.round.values[partner].get(reading.item.key)
        if reading.item.anchor and reading.item.dimension == dimension and reading.stood[partner] is not None:
            pair = (answer, None) if partner == 0 else (None, answer)
            evidence.append(Evidence(reading.round.id, reading.round.date, reading.item.key, pair))
        if now - reading.number >= LATELY:
            break
    return Finding(
        "drift", reason, dimension, errors / ERRORS, partner, tuple(evidence), rules.DRIFT_OWN_LEVEL
    )


def _own_reason(
    readings: Sequence[Reading], partner: Partner, now: int, dimension: str, eligible: Collection[str] | None
) -> str | None:
    """Return the reason in this dimension (area of the relationship) with this partner's lowest answers lately.

    Answers are compared with what the partner ordinarily answers. Returns None if the partner gave no low answers
    about the dimension's reasons. `now`: the number of the latest check-in. `eligible`: the reasons that may be
    returned (None: all).
    """

    def allowed(reason: str) -> bool:
        return eligible is None or reason in eligible

    shorts: dict[str, list[float]] = {}
    for reading in readings:
        item, short, stood = reading.item, reading.short[partner], reading.stood[partner]
        if item.dimension != dimension or item.anchor or now - reading.number >= NAMED_ROUNDS:
            continue
        reason = primary_reason(item.reasons)
        if reason and short is not None and stood is not None and stood <= LITTLE and allowed(reason):
            shorts.setdefault(reason, []).append(short)
    ranked = [(-sum(each) / len(each), reason) for reason, each in shorts.items()]
    return min(ranked)[1] if ranked else None
