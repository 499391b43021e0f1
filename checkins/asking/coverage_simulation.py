"""Simulate how many weeks couples wait until they are asked about each reason.

The simulation chooses the prompts of one week after another, with the same code that serves real couples.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from checkins.asking.prompts import newest_reason_prompts
from checkins.asking.selection import select
from checkins.engine import primary_reason
from content.values import Catalogue

#: Number of simulated couples. With this many, the longest wait found is within a week of the longest possible.
COUPLES = 20
#: Number of simulated weeks: a year in which no week is missed. A missed week would only delay the later weeks.
WEEKS = 52


@dataclass(frozen=True, slots=True)
class SimulatedCoverage:
    """The longest wait of any simulated couple for a prompt about one reason, in weeks.

    `first`: the week of the first prompt about the reason. The couple's first week is 1.
    `again`: the wait between two consecutive prompts about the reason. None if no couple was asked twice.
    Both fields are None if at least one couple was never asked about the reason.
    """

    first: int | None
    again: int | None


def simulate_coverage(catalogue: Catalogue) -> dict[str, SimulatedCoverage]:
    """Return the longest simulated waits for a prompt about each reason, by reason key.

    In the simulation, all couples want tender topics, and no answer leads to a follow-up prompt.
    """
    asked = [_asked_in(catalogue, seed=couple * WEEKS) for couple in range(COUPLES)]
    return {reason: _worst([weeks_of.get(reason, []) for weeks_of in asked]) for reason in catalogue.reasons}


def _asked_in(catalogue: Catalogue, *, seed: int) -> dict[str, list[int]]:
    """Simulate one couple. Return the weeks (counted from 1) in which each reason is asked about, by reason key."""
    prompts = newest_reason_prompts(catalogue)
    reason_of = {prompt.id: primary_reason(prompt.reasons) for prompt in prompts}
    past: list[list[str]] = []
    found: dict[str, list[int]] = {}
    for week in range(1, WEEKS + 1):
        ids = select(
            anchors=catalogue.anchors,
            reason_prompts=prompts,
            past=past,
            suspicions=(),
            tender=True,
            seed=seed + week,
            first=week == 1,
        )
        past.append(ids)
        for prompt_id in ids:
            if reason := reason_of.get(prompt_id):
                found.setdefault(reason, []).append(week)
    return found


def _worst(couples: Iterable[list[int]]) -> SimulatedCoverage:
    firsts: list[int] = []
    gaps: list[int] = []
    for weeks in couples:
        if not weeks:
            return SimulatedCoverage(None, None)
        firsts.append(weeks[0])
        gaps += [later - earlier for earlier, later in pairwise(weeks)]
    return SimulatedCoverage(max(firsts, default=None), max(gaps, default=None))
