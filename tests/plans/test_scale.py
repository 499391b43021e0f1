"""A test that the benchmark of a large database (`benchmarks.scale`) runs without errors, with few couples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_the_sample_has_its_figures_alone_and_among_copies() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", "--couples", "60", "--sample", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    for part in ("| home |", "| history |", "| submit |", "| tick, nothing due |", "| tick, per opening |"):
        assert part in run.stdout
    # Each couple of the sample exists three times, each with 52 past check-ins and one open check-in.
    assert "checkins_checkin: 3,180 rows" in run.stdout
    assert "checkins_response: 6,240 rows" in run.stdout
