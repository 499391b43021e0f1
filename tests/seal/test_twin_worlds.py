"""Test promise S1: the reader receives the same bytes, no matter what the author writes (docs/seal.md)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.seal.comparing import Tally
from tests.seal.conftest import Make
from tests.seal.machine import TwinWorlds
from tests.seal.walk import walk

pytestmark = pytest.mark.slow
STEPS_OF_A_RUN = 50


@pytest.mark.parametrize(
    ("kind", "reader_first"),
    [
        ("seasoned", False),
        # Everything in these walks is also in the walk above or in the one of `test_mutants`.
        pytest.param("young", True, marks=pytest.mark.long),
        pytest.param("young", False, marks=pytest.mark.long),
        pytest.param("seasoned", True, marks=pytest.mark.long),
    ],
)
def test_a_walk_through_everything_shows_no_difference(twins: Make, kind: str, reader_first: bool) -> None:
    us = twins(kind, reader_first)
    walk(us)
    assert us.tally.messages > 0


def _wander(twins: Make, tally: Tally, steps: int) -> str:
    """Take at least `steps` random steps in the twin worlds. Return the counts of steps and comparisons as text.

    Each run has `STEPS_OF_A_RUN` steps. Steps that compare no responses prove nothing. So more runs follow until the
    number of compared responses is at least half of `steps`.
    """
    TwinWorlds.make = staticmethod(twins)
    before, began = Tally(**vars(tally)), time.monotonic()
    done = Tally()
    while done.steps < steps or done.answers < steps / 2:
        assert done.steps < 3 * steps, f"hardly anything is compared: {done}"
        rules = settings(
            max_examples=max(2, (steps - done.steps) // STEPS_OF_A_RUN),
            stateful_step_count=STEPS_OF_A_RUN,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(TwinWorlds, settings=rules)
        done = Tally(
            *(now - then for now, then in zip(vars(tally).values(), vars(before).values(), strict=True))
        )
    return f"twin worlds: {done}, 0 differences, in {time.monotonic() - began:.0f} s"


def test_hundreds_of_steps_of_chance_show_no_difference(
    twins: Make, tally: Tally, record_property: Callable[[str, object], None]
) -> None:
    record_property("counted", _wander(twins, tally, 300))


@pytest.mark.long
def test_a_hundred_thousand_steps_of_chance_show_no_difference(
    twins: Make, tally: Tally, record_property: Callable[[str, object], None]
) -> None:
    # Copying a database takes ten times as long on PostgreSQL.
    steps = 100_000 if connection.vendor == "sqlite" else 20_000
    record_property("counted", _wander(twins, tally, steps))
