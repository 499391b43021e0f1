"""How soon a couple is asked about each reason: selection run through, week after week, for simulated couples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from checkins.prompts import askable
from checkins.selection import PastSet, primary_reason, select
from content.catalogue import Catalogue

#: Enough couples for the worst of them to be the worst there is, give or take a week.
COUPLES = 20
#: A year in which nobody misses a week; a week that is missed counts for nothing and only moves the rest.
WEEKS = 52


@dataclass(frozen=True, slots=True)
class Reach:
    """In completed weeks, for the unluckiest couple: asked `first` within, and `again` within. None: not asked."""

    first: int | None
    again: int | None


def reach(catalogue: Catalogue, *, couples: int = COUPLES, weeks: int = WEEKS) -> dict[str, Reach]:
    """By reason key. Couples differ in their luck, want tender topics, and give cause for no follow-up."""
    asked = [_asked_in(catalogue, seed=couple * weeks, weeks=weeks) for couple in range(couples)]
    return {reason: _worst([weeks_of.get(reason, []) for weeks_of in asked]) for reason in catalogue.reasons}


def _asked_in(catalogue: Catalogue, *, seed: int, weeks: int) -> dict[str, list[int]]:
    """Per reason the weeks, counted from 1, in which one couple was asked about it."""
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
        )
        past.append(PastSet(ids, True))
        for prompt_id in ids:
            if reason := reason_of.get(prompt_id):
                found.setdefault(reason, []).append(week)
    return found


def _worst(couples: Iterable[list[int]]) -> Reach:
    firsts: list[int] = []
    gaps: list[int] = []
    for weeks in couples:
        if not weeks:
            return Reach(None, None)
        firsts.append(weeks[0])
        gaps += [later - earlier for earlier, later in pairwise(weeks)]
    return Reach(max(firsts, default=None), max(gaps, default=None))
