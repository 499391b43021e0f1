"""Find parameters with which simulated couples match figures of real couples: `python -m benchmarks.engine.fit`.

The search never runs the engine, and the goal of the search was fixed before the engine was measured. Each figure of
`published.py` is computed from simulated answers of 1 to 5 points, and should be near the middle of its published
range. Some simulated people have habits in using the scale, such as avoiding its ends. The search is a random walk
with fixed seeds that keeps every improvement. The walk minimises a smooth maximum of the figures' distances from the
middle of their ranges (see `loss`).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.engine.published import FIGURES, measured, worst
from benchmarks.engine.worlds import CEILING, World

#: For each parameter of `World`: the standard deviation of a step of the walk, and the smallest and largest value.
STEPS = {
    "mean": (0.03, 0.70, 1.10),
    "level": (0.02, 0.02, 0.40),
    "offset": (0.015, 0.02, 0.40),
    "mood_shared": (0.012, 0.02, 0.15),
    "mood_own": (0.012, 0.02, 0.15),
    "prompt": (0.01, 0.03, 0.12),
    "shared_lasting": (0.015, 0.02, 0.30),
    "shared_weekly": (0.015, 0.02, 0.30),
    "own_lasting": (0.012, 0.03, 0.30),
    "own_weekly": (0.015, 0.03, 0.40),
    "styled": (0.04, 0.10, 0.40),
    "words": (0.15, 0.0, 1.0),
    "rare_lasting": (0.03, 0.05, 0.50),
    "rare_weekly": (0.03, 0.05, 0.50),
    "wide": (2.0, 1.5, 30.0),
}
SEED = "fit"


def loss(values: Sequence[float]) -> float:
    """Return a smooth maximum of the figures' distances from the middle of their published ranges.

    The result is the eighth root of the mean of the eighth powers. The unit is half a range. `values` are the figures
    of simulated couples, in the order of `FIGURES`. `published.worst` returns the plain maximum, which a fit can't
    minimise well.
    """
    offs = [figure.off(value) for figure, value in zip(FIGURES, values, strict=True)]
    return float((sum(off**8 for off in offs) / len(offs)) ** 0.125)


def walk(world: World, *, rounds: int, couples: int) -> World:
    """Return the world (parameters of the simulation) that matches the published figures best in a random walk.

    The walk starts at `world` and makes `rounds` steps. Each step is measured on `couples` simulated couples.
    """
    dice = random.Random(f"{SEED}.{world.name}")
    best = loss(measured(world, couples, SEED)[1])
    for number in range(rounds):
        names = dice.sample(list(STEPS), dice.choice((1, 2, 3)))
        shrink = 1.0 - 0.7 * number / rounds
        moved = {
            name: min(
                STEPS[name][2],
                max(STEPS[name][1], getattr(world, name) + dice.gauss(0.0, STEPS[name][0] * shrink)),
            )
            for name in names
        }
        tried = replace(world, **moved)
        now = loss(measured(tried, couples, SEED)[1])
        if now < best:
            world, best = tried, now
            print(f"{number:4} {best:.3f} {moved}", flush=True)
    return world


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--couples", type=int, default=1500)
    options = parser.parse_args()
    found = walk(CEILING, rounds=options.rounds, couples=options.couples)
    print(found)
    for values in measured(found, 2 * options.couples, "check"):
        print([round(value, 3) for value in values], f"worst {worst(values):.2f}")


if __name__ == "__main__":
    main()
