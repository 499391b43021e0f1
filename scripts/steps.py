"""Run the steps of the checks, one or two at a time, count their tests, and print a summary."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scripts.bootstrap import ROOT, node_environment

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of passed, failed and skipped tests in a run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True, slots=True)
class Step:
    """A check or a test run, which passes or fails.

    `report`: the JUnit file that a test run writes. None for a check. `single_core`: the step uses only one processor
    core, so another such step may run at the same time.
    """

    name: str
    run: Callable[[], bool]
    report: Path | None = None
    single_core: bool = False


@dataclass(frozen=True, slots=True)
class StepResult:
    """The result of a step: whether it passed, the time it took, and its tests' results (None for a check)."""

    step: Step
    passed: bool
    seconds: float
    counted: Counted | None


#: The file for a command's output. If None, the command prints to this process's output.
_output: ContextVar[IO[bytes] | None] = ContextVar("output", default=None)


def command(*parts: str | Path, cwd: Path = ROOT, tests: bool = False) -> Callable[[], bool]:
    """Return a function that runs a command and returns whether the command succeeded.

    Programs come from the virtual environment and the project's own Node. The command runs with the Django settings
    `tests.settings`. If `tests` is True, no settings are chosen here, because pytest takes them from pyproject.toml.
    """

    def run() -> bool:
        env = node_environment()
        env["PATH"] = f"{BIN}{os.pathsep}{env['PATH']}"
        # A run starts hundreds of processes. Without .pyc files, each of them would compile the same modules.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        # pytest takes the settings from pyproject.toml.
        env |= {} if tests else {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        output = _output.get()
        done = subprocess.run(
            [str(part) for part in parts],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
        )
        return done.returncode == 0

    return run


def count(report: Path) -> Counted:
    """Return the numbers of passed, failed and skipped tests in the JUnit file `report`.

    If the file is missing or unreadable, the test run ended too early, and this counts as one failed test.
    """
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))
    except (OSError, ET.ParseError):
        return Counted(failed=1)
    total, failed, skipped = (
        sum(int(suite.get(name) or 0) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return Counted(total - failed - skipped, failed, skipped)


def perform(step: Step) -> StepResult:
    """Print the step's name as a heading and run the step."""
    print(f"\n== {step.name}", flush=True)
    return _performed(step)


def perform_in_pairs(steps: Sequence[Step]) -> Iterator[StepResult]:
    """Run the steps two at a time, and yield their results in the order of the steps.

    The output of each step is printed as a whole, so that the outputs of two steps do not mix.
    """

    def captured(step: Step) -> tuple[StepResult, str]:
        with tempfile.TemporaryFile() as output:
            _output.set(output)
            outcome = _performed(step)
            output.seek(0)
            return outcome, output.read().decode(errors="replace")

    with ThreadPoolExecutor(2) as pool:
        for step, (outcome, text) in zip(steps, pool.map(captured, steps), strict=True):
            print(f"\n== {step.name}\n{text}", end="", flush=True)
            yield outcome


def _performed(step: Step) -> StepResult:
    if step.report is not None:
        step.report.unlink(missing_ok=True)
    began = time.monotonic()
    passed = step.run()
    counted = count(step.report) if step.report is not None else None
    return StepResult(step, passed and not (counted and counted.failed), time.monotonic() - began, counted)


def summary(outcomes: Sequence[StepResult], seconds: float) -> str:
    """Return a table of the steps with results and times in seconds. If there were tests, the last line counts them."""
    lines = ["", f"{'step':<36} {'result':<8} {'seconds':>8}  tests"]
    total = Counted()
    for outcome in outcomes:
        tests = ""
        if outcome.counted is not None:
            total += outcome.counted
            tests = f"{outcome.counted.passed} passed"
            tests += f", {outcome.counted.failed} failed" if outcome.counted.failed else ""
            tests += f", {outcome.counted.skipped} skipped" if outcome.counted.skipped else ""
        result = "ok" if outcome.passed else "FAILED"
        lines.append(f"{outcome.step.name:<36} {result:<8} {outcome.seconds:>8.1f}  {tests}".rstrip())
    lines.append(f"{'in total':<36} {'':<8} {seconds:>8.1f}")
    if total != Counted():
        lines += ["", f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped"]
    return "\n".join(lines)
