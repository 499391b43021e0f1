"""What a step of the checks is: how it runs, alone or beside another, what it counts, and how all are summed up."""

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
    """What a test run counted."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that passes or fails. `report` is the JUnit file that a test run writes, if it is one; `beside`: it
    wants one core only, and may run beside another such step."""

    name: str
    run: Callable[[], bool]
    report: Path | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step."""

    step: Step
    passed: bool
    seconds: float
    counted: Counted | None


#: Where a command says what it has to say, if not where this process does.
_said: ContextVar[IO[bytes] | None] = ContextVar("said", default=None)


def command(*parts: str | Path, cwd: Path = ROOT, tests: bool = False) -> Callable[[], bool]:
    """A step that runs a command, with its programs from the virtual environment and the pinned Node."""

    def run() -> bool:
        env = node_environment()
        env["PATH"] = f"{BIN}{os.pathsep}{env['PATH']}"
        # Not in tests: they say for themselves what they run with.
        env |= {} if tests else {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        said = _said.get()
        done = subprocess.run(
            [str(part) for part in parts],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=None if said is None else subprocess.STDOUT,
        )
        return done.returncode == 0

    return run


def count(report: Path) -> Counted:
    """What a JUnit file counts. A run that left none counts as one failure: it did not get so far."""
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))
    except (OSError, ET.ParseError):
        return Counted(failed=1)
    total, failed, skipped = (
        sum(int(suite.get(name) or 0) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return Counted(total - failed - skipped, failed, skipped)


def perform(step: Step) -> Outcome:
    """Run one step under a heading of its own."""
    print(f"\n== {step.name}", flush=True)
    return _performed(step)


def perform_beside(steps: Sequence[Step]) -> Iterator[Outcome]:
    """Run these two at a time. Each is printed as a whole, in their order."""

    def heard(step: Step) -> tuple[Outcome, str]:
        with tempfile.TemporaryFile() as said:
            _said.set(said)
            outcome = _performed(step)
            said.seek(0)
            return outcome, said.read().decode(errors="replace")

    with ThreadPoolExecutor(2) as pool:
        for step, (outcome, text) in zip(steps, pool.map(heard, steps), strict=True):
            print(f"\n== {step.name}\n{text}", end="", flush=True)
            yield outcome


def _performed(step: Step) -> Outcome:
    if step.report is not None:
        step.report.unlink(missing_ok=True)
    began = time.monotonic()
    passed = step.run()
    counted = count(step.report) if step.report is not None else None
    return Outcome(step, passed and not (counted and counted.failed), time.monotonic() - began, counted)


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """A table of what became of each step, how long all of it took, and the count of all tests as its last line."""
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
    lines.append(f"{'in all':<36} {'':<8} {seconds:>8.1f}")
    if total != Counted():
        lines += ["", f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped"]
    return "\n".join(lines)
