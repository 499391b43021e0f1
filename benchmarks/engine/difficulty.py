"""Measure how many topics the engine shows only because of a prompt to which all couples give lower answers.

The couples in this measurement have no simulated problem. Each couple is simulated a second time with the same prompts
and random numbers, but now no prompt gets lower or higher answers from all couples. If a topic vanishes, it would not
have been shown without such a prompt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.engine.couples import SimulatedCouple
from benchmarks.engine.library import TENDER, reasons
from benchmarks.engine.life import Job, Life, answered
from benchmarks.engine.measure import Estimate, ratio
from checkins.engine import EngineRound, PastTopic, find


def topics_gone(job: Job, life: Life) -> tuple[float, float]:
    """Return (number of topics that vanish if no prompt is difficult, number of all topics) for one couple.

    A difficult prompt gets lower answers from all couples. `life` has the couple's check-ins, which were
    simulated with the settings `job`. The couple must not have a simulated problem. Of `job`, only `world`, `seed` and
    `silence` are used.
    """
    even = SimulatedCouple(
        replace(job.world, prompt=0.0), job.seed, replace(life.planted, size=0.0), job.silence
    )
    rounds: list[EngineRound] = []
    past: list[PastTopic] = []
    gone = every = 0.0
    for week in life.weeks:
        rounds.append(answered(even, week.ids, week.number))
        if week.topics:
            result = find(rounds, past, eligible=reasons(tender=life.tender), tender=TENDER)
            left = {(point.reason, point.dimension) for point in (result.main, result.optional) if point}
            every += len(week.topics)
            gone += sum((topic.reason, topic.dimension) not in left for topic in week.topics)
        past += week.topics
    return gone, every


def share(jobs: Sequence[Job], quiet: Sequence[Life]) -> Estimate:
    """Return the share of the `quiet` couples' topics that vanish if no prompt is difficult.

    A difficult prompt gets lower answers from all couples. `quiet` couples have no simulated problem. `jobs` are the
    settings with which these couples were simulated, in the same order.
    """
    return ratio([topics_gone(job, life) for job, life in zip(jobs, quiet, strict=True)])
