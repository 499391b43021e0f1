"""Measure on simulated couples how often the engine shows a topic, and how often it finds a simulated problem.

    python -m benchmarks.engine [--short] [--keep]

All random seeds are fixed, so each run gives the same figures, except for the CPU times. The engine was developed with
simulated couples whose seeds begin with "tune". This benchmark measures other couples, whose seeds begin with "report".
`--keep` writes the figures to RESULTS.md, and the charts to docs/images/engine. `--short` measures fewer couples and
fewer figures, and writes no files: with `--short`, `--keep` has no effect.
"""

from __future__ import annotations

import argparse
import random
import time

from benchmarks.engine import measure, report
from benchmarks.engine.couples import Silence, SimulatedCouple
from benchmarks.engine.figures import (
    SEED,
    SIZE,
    by_week,
    ceilings,
    frontier,
    jobs,
    levels,
    limits,
    look,
    offers,
    on_difficulty,
    sizes,
    translated,
)
from benchmarks.engine.library import ANCHORS, PROMPTS
from benchmarks.engine.life import Job, answered, lives
from benchmarks.engine.published import measured
from benchmarks.engine.worlds import CEILING, NORMAL
from checkins.asking.selection import REMEMBERED, select
from checkins.engine import EngineRound, find

#: Number of couples for the oracles, which need two seconds of CPU for each couple.
ORACLES = 100
#: Variants of the simulation: each changes one assumption.
VARIANTS: dict[str, Job] = {
    "private where it hurts: a fifth of the answers": Job(
        CEILING, "", SIZE, silence=Silence(private_where_it_hurts=0.20)
    ),
    "every answer can be read": Job(CEILING, "", SIZE, silence=Silence(0.0, 0.0, 0.0, 0.0)),
    "no check-in is missed": Job(CEILING, "", SIZE, silence=Silence(missed=0.0)),
    "every answer can be read, no check-in is missed": Job(
        CEILING, "", SIZE, silence=Silence(0.0, 0.0, 0.0, 0.0, 0.0)
    ),
    "the effect is taken before the scale's ceiling": Job(CEILING, "", SIZE, below_ceiling=True),
    "what one gave oneself is not lowered": Job(CEILING, "", SIZE, only_felt=True),
}


def speed() -> str:
    """Return a line of text with the CPU time for finding topics and for choosing prompts.

    Each time is the median of 60 runs for one couple. Finding topics is measured after 4 and after 104 weekly
    check-ins, choosing prompts after 104.
    """
    couple = SimulatedCouple(NORMAL, "speed")
    rounds: list[EngineRound] = []
    sets: list[list[str]] = []
    for week in range(104):
        ids = select(anchors=ANCHORS, reason_prompts=PROMPTS, past=sets, suspicions=(), tender=True, seed=1)
        sets.append(ids)
        rounds.append(answered(couple, ids, week))
    took = {}
    for count in (4, 104):
        times = []
        for _ in range(60):
            begin = time.process_time()
            find(rounds[:count])
            times.append(time.process_time() - begin)
        took[count] = 1000 * sorted(times)[len(times) // 2]
    result, choosing = find(rounds), []
    for seed in range(60):
        begin = time.process_time()
        select(
            anchors=ANCHORS,
            reason_prompts=PROMPTS,
            past=sets[-REMEMBERED:],
            suspicions=result.suspicions,
            odds=result.odds,
            tender=True,
            seed=seed,
        )
        choosing.append(time.process_time() - begin)
    return (
        f"CPU (median of 60): find() {took[104]:.2f} ms at 104 check-ins, {took[4]:.2f} ms at 4; "
        f"select() {1000 * sorted(choosing)[30]:.2f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--couples", type=int, default=400)
    parser.add_argument(
        "--short", action="store_true", help="a hundred couples, without frontier, sizes and variants"
    )
    parser.add_argument("--keep", action="store_true", help="write RESULTS.md and the charts")
    options = parser.parse_args()
    began = time.monotonic()
    couples = 100 if options.short else options.couples
    text: list[str] = []

    def say(*parts: str) -> None:
        for part in parts:
            print(part, end="\n\n", flush=True)
            text.append(part)

    for world in (CEILING, NORMAL):
        say(report.match_text(world.name, *measured(world, 2000, SEED)))
    seen = [look(world, couples) for world in (CEILING, NORMAL)]
    for each in seen:
        say(
            report.rows_text(each.world.name, [*each.rows, each.contented]),
            report.verdict(each.world.name, each.rows[0], each.contented, each.advantages),
        )
        say(levels(each, couples), on_difficulty(each, couples), report.RIVALS)
    for world in (CEILING, NORMAL):
        say(offers(world, couples // 4))
    if options.short:
        print(speed())
        return
    fewer = couples // 4
    for each in seen:
        say(ceilings(each, min(couples, ORACLES)), translated(each, couples // 2))
    by_size = [(each.world.name, sizes(each, fewer)) for each in seen]
    for name, found in by_size:
        say(report.estimates_text(f"by size, world: {name}", {f"{x:g} points": e for x, e in found}))
    lines = {each.world.name: frontier(each, fewer) for each in seen}
    for name, curves in lines.items():
        reached = {f"at {x:.1%} of quiet check-ins": e for x, e in curves["ours"]}
        say(report.estimates_text(f"the threshold moved, world: {name}", reached))
    variants = {"as above": seen[0].rows[0].recall[12]}
    for name, job in VARIANTS.items():
        variants[name] = measure.recall(measure.engine, lives(jobs(job, fewer)))
    say(report.estimates_text(f"other assumptions, world: {CEILING.name}", variants), limits(seen[0]))
    say(
        f"{couples} couples of each sort ({fewer} for other sizes, thresholds and assumptions), seeds “{SEED}”.",
        speed(),
    )
    print(f"{time.monotonic() - began:.0f} s")
    if options.keep:
        charts = {f"frontier-{name}": report.frontier(name, curves) for name, curves in lines.items()}
        charts["sizes"] = report.by_size(by_size)
        charts["weeks"] = report.over_time(CEILING.name, by_week(seen[0]))
        report.keep("\n\n".join(text), charts)


if __name__ == "__main__":
    random.seed(SEED)
    main()
