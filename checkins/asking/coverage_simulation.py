"""Simulate how soon couples are asked about each reason, by running the selection week after week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from checkins.asking.prompts import askable
from checkins.asking.selection import PastSet, select
from checkins.engine import primary_reason
from content.catalogue import Catalogue

#: With so many couples, the worst result is within a week of the worst possible.
COUPLES = 20
#: A year without a missed week. A missed week would only move the later ones.
WEEKS = 52


@dataclass(frozen=True, slots=True)
class SimulatedCoverage:
    """How many weeks a reason waited to be asked about, in the simulated couple that waited longest.

    `first`: until the first time. `again`: the longest time from one asking to the next. None: at least one couple was
    never asked about it.
    """

    first: int | None
    again: int | None


def simulate_coverage(
    catalogue: Catalogue, *, couples: int = COUPLES, weeks: int = WEEKS
) -> dict[str, SimulatedCoverage]:
    """Simulated coverage by reason key. The couples want tender topics and never trigger a follow-up prompt."""
    asked = [_asked_in(catalogue, seed=couple * weeks, weeks=weeks) for couple in range(couples)]
    return {reason: _worst([weeks_of.get(reason, []) for weeks_of in asked]) for reason in catalogue.reasons}


def _asked_in(catalogue: Catalogue, *, seed: int, weeks: int) -> dict[str, list[int]]:
    """Per reason, the weeks (from 1) in which one couple was asked about it."""
    prompts = askable(catalogue)
    reason_of = {prompt.id: primary_reason(prompt.reasons) for prompt in prompts}
    past: list[PastSet] = []
    found: dict[str, list[int]] = {}
    for week in range(1, weeks + 1):
        ids = select(
            anchors=catalogue.anchors,
            reason_prompts=prompts,
            past=past,
            suspicions=(),
            tender=True,
            seed=seed + week,
            first=week == 1,
        )
        past.append(PastSet(ids, True))
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
