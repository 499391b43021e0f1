"""Compute how often rules find simulated problems, with 95 % confidence intervals.

A rule is a way to choose topics: it returns the reasons that are shown in a week, each with a probability. The
probability is 1 for a rule that always shows the reason. It is lower for a rule that guesses, or that drops topics
at random. So the expected figures of a rule are computed without random numbers.

Quiet couples have no simulated problem. Quiet check-ins are the check-ins of quiet couples.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.engine.life import LOOKED_FOR, Life, Week
from benchmarks.engine.rivals import Rival, settings

#: A rule: returns the reasons that it shows in a week, with the probability of each.
Shows = Callable[[Week], Sequence[tuple[str, float]]]
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % confidence interval."""

    value: float
    low: float
    high: float

    def percent(self) -> str:
        return f"{self.value:6.1%} ({self.low:.1%}–{self.high:.1%})"

    def times(self) -> str:
        return f"{self.value:.1f} ({self.low:.1f}–{self.high:.1f})"


def wilson(hits: float, of: int) -> Estimate:
    """Return the share `hits / of` with Wilson's 95 % confidence interval.

    `hits` may be an expected number. The interval is then wider than needed.
    """
    z = 1.96
    share = hits / of
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return Estimate(share, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def ratio(parts: Sequence[tuple[float, float]], seed: str = "ratio") -> Estimate:
    """Return the sum of all first numbers divided by the sum of all second numbers, with a confidence interval.

    `parts` has one pair of numbers per couple. The 95 % interval is a percentile bootstrap over couples.
    `seed` seeds the bootstrap's random numbers.
    """

    def of(chosen: Sequence[tuple[float, float]]) -> float:
        return sum(one for one, _ in chosen) / max(1e-9, sum(other for _, other in chosen))

    dice = random.Random(seed)
    drawn = sorted(of(dice.choices(parts, k=len(parts))) for _ in range(RESAMPLES))
    return Estimate(of(parts), drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)])


def engine(week: Week) -> Sequence[tuple[str, float]]:
    """Return the reasons that our engine showed in this week, each with the probability 1."""
    return [(reason, 1.0) for reason in week.shown]


def main_only(week: Week) -> Sequence[tuple[str, float]]:
    """Return only the first reason that our engine showed in this week, with the probability 1."""
    return [(reason, 1.0) for reason in week.shown[:1]]


def evidence_sums(week: Week) -> Sequence[tuple[str, float]]:
    """Return the reasons that the former engine would show in this week, each with the probability 1.

    The former engine's topics without a reason, such as topics about anchors (prompts that every check-in asks), are
    not computed. Our engine's topics without a reason are used instead. An empty text stands for the missing reason.
    """
    return [(reason, 1.0) for reason in (*week.sums, *(each for each in week.shown if not each))]


def rival(rule: Rival, keep: float = 1.0) -> Shows:
    """Return a comparable app's rule for choosing topics, as a function of the week.

    Each topic of the app is kept with the probability `keep`.
    """

    def shows(week: Week) -> Sequence[tuple[str, float]]:
        raised = rule.raises(week.seen)
        return [] if raised is None else [(raised, keep)]

    return shows


def chance(share: float) -> Shows:
    """Return a way to choose topics by guessing: in this share of check-ins, show a random reason of `Week.asked`."""

    def shows(week: Week) -> Sequence[tuple[str, float]]:
        return [(reason, share / len(week.asked)) for reason in week.asked]

    return shows


def quiet_share(shows: Shows, quiet: Sequence[Life]) -> list[tuple[float, float]]:
    """Return (expected number of check-ins with a topic, number of check-ins) for each couple.

    `shows` gives the probability of each topic. A check-in adds the sum of its topics' probabilities to the expected
    number, but at most 1. The couples in `quiet` have no simulated problem.
    """
    return [
        (sum(min(1.0, sum(p for _, p in shows(week))) for week in life.weeks), float(len(life.weeks)))
        for life in quiet
    ]


def speaks(rule: Rival, quiet: Sequence[Life]) -> float:
    """Return the share of check-ins in which a comparable app's rule raises a topic.

    The couples in `quiet` have no simulated problem, so each topic is a false alarm.
    """
    weeks = [week for life in quiet for week in life.weeks]
    return sum(rule.raises(week.seen) is not None for week in weeks) / len(weeks)


def first_shown(shows: Shows, life: Life) -> list[float]:
    """Return, for each week, the probability that the simulated problem's reason is first shown in that week.

    The list covers the first `LOOKED_FOR` weeks of the problem, including weeks without a revealed check-in. `shows`
    is the way to choose topics.
    """
    found, not_yet = [0.0] * LOOKED_FOR, 1.0
    for week in life.weeks:
        since = week.number - life.planted.onset
        if 0 <= since < LOOKED_FOR:
            shown = sum(p for reason, p in shows(week) if reason == life.planted.reason)
            found[since], not_yet = not_yet * shown, not_yet * (1 - shown)
    return found


def recall(shows: Shows, planted: Sequence[Life], weeks: int = LOOKED_FOR) -> Estimate:
    """Return the share of couples to whom the simulated problem's reason is shown within this number of weeks.

    The weeks are counted from the beginning of the problem. `weeks` is at most `LOOKED_FOR`. `shows` is the way to
    choose topics. All couples in `planted` have a simulated problem.
    """
    return wilson(sum(sum(first_shown(shows, life)[:weeks]) for life in planted), len(planted))


def weeks_to_first(shows: Shows, planted: Sequence[Life]) -> tuple[int, int, int]:
    """Return the quartiles of the number of weeks until the simulated problem's reason is first shown.

    The week in which the problem begins is week 1. Couples to whom the reason is not shown within `LOOKED_FOR` weeks
    are left out. `shows` is the way to choose topics. All couples in `planted` have a simulated problem.
    """
    by_week = [sum(column) for column in zip(*(first_shown(shows, life) for life in planted), strict=True)]
    total, quartiles = sum(by_week), []
    for share in (0.25, 0.5, 0.75):
        so_far, week = 0.0, 0
        while week < LOOKED_FOR and so_far < share * total:
            so_far += by_week[week]
            week += 1
        quartiles.append(week)
    return quartiles[0], quartiles[1], quartiles[2]


def topics(shows: Shows, planted: Sequence[Life]) -> list[tuple[float, float]]:
    """Return (expected number of topics about the simulated problem, expected number of topics) for each couple.

    All couples in `planted` have a simulated problem. Only topics in the first `LOOKED_FOR` weeks of the problem
    count. `shows` is the way to choose topics.
    """
    parts = []
    for life in planted:
        right = every = 0.0
        for week in life.weeks:
            if 0 <= week.number - life.planted.onset < LOOKED_FOR:
                for reason, p in shows(week):
                    every += p
                    right += p if reason == life.planted.reason else 0.0
        parts.append((right, every))
    return parts


def held_to(
    share: float, name: str, quiet: Sequence[Life], planted: Sequence[Life]
) -> tuple[Rival, float, Estimate]:
    """Return the setting with which the rule of a comparable app (P1 or P2) finds the most simulated problems.

    `quiet` couples have no simulated problem, and `planted` couples have a simulated problem. `share` is the highest
    allowed share of check-ins with a topic among `quiet` couples. If a setting exceeds this share, some of its topics
    are dropped at random. The result is the rule with this setting, the share of its topics that are kept, and the
    share of problems that the rule finds.
    """
    best: tuple[Rival, float, Estimate] | None = None
    for rule in settings(name):
        own = speaks(rule, quiet)
        keep = 1.0 if own <= share else share / own
        found = recall(rival(rule, keep), planted)
        if best is None or found.value > best[2].value:
            best = (rule, keep, found)
    assert best is not None
    return best


def advantage(ours: Shows, theirs: Shows, planted: Sequence[Life]) -> Estimate:
    """Return the number of simulated problems that `ours` finds, divided by the number that `theirs` finds.

    `ours` and `theirs` are ways to choose topics. Both are measured on the couples in `planted`, who all have a
    simulated problem.
    """
    return ratio([(sum(first_shown(ours, life)), sum(first_shown(theirs, life))) for life in planted])


def askings(life: Life) -> int:
    """Return how many revealed check-ins asked about the simulated problem's reason.

    Only check-ins in the first `LOOKED_FOR` weeks of the problem count. A check-in asks about a reason if this is the
    main reason of a prompt. Anchors (prompts that every check-in asks) don't count.
    """
    return sum(
        life.planted.reason in week.asked and 0 <= week.number - life.planted.onset < LOOKED_FOR
        for week in life.weeks
    )
