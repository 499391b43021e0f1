"""Runs the checks and the tests and sums them up: `python -m scripts.check all`.

Every step runs even when one before it failed. The last line counts the tests: 'N passed, M failed'.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT, node_environment

BIN = Path(sys.executable).parent
RESULTS = ROOT / "test-results"
#: What the quick runs leave out: a browser, minutes of waiting.
NOT_QUICK = "not browser and not long and not stack"
#: What asks no database, or asks it nothing that the other one could answer otherwise. `make test` runs these once.
SAME_ON_BOTH = (
    "tests/content",
    "tests/checkins/engine",
    "tests/deploy/test_environment.py",
    "tests/docs",
    "tests/journeys/test_access.py",
    "tests/schema",
    "tests/scripts",
    # Two worlds side by side: minutes on PostgreSQL, which copies a database slowly. `make test-postgres` has them.
    "tests/seal",
)


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
    """Something that passes or fails. `report` is the JUnit file that a test run writes, if it is one."""

    name: str
    run: Callable[[], bool]
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step."""

    step: Step
    passed: bool
    seconds: float
    counted: Counted | None


def command(*parts: str | Path, cwd: Path = ROOT, tests: bool = False) -> Callable[[], bool]:
    """A step that runs a command, with its programs from the virtual environment and the pinned Node."""

    def run() -> bool:
        env = node_environment()
        env["PATH"] = f"{BIN}{os.pathsep}{env['PATH']}"
        # Not in tests: they say for themselves what they run with.
        env |= {} if tests else {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        return (
            subprocess.run(
                [str(part) for part in parts], cwd=cwd, env=env, stdin=subprocess.DEVNULL
            ).returncode
            == 0
        )

    return run


def static() -> list[Step]:
    """The checks that run none of the app."""
    return [
        Step("lint", command("ruff", "check", "--quiet")),
        Step("format", command("ruff", "format", "--check", "--quiet")),
        Step("types", command("mypy")),
        Step("imports run one way", command("lint-imports")),
        Step("migrations in step", command("python", "manage.py", "makemigrations", "--check", "--dry-run")),
        Step("client in step with the API", command("python", "-m", "scripts.client", "--check")),
        Step("known vulnerabilities", command("python", "-m", "scripts.audit")),
        Step("front end: types", command("npm", "run", "--silent", "check", cwd=FRONTEND)),
    ]


def frontend() -> Step:
    """The front end's unit tests."""
    report = RESULTS / "frontend.xml"
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    return Step("front end: unit tests", command("npx", "vitest", "run", *reporters, cwd=FRONTEND), report)


def python(
    name: str,
    *,
    only: str,
    without: Sequence[str] = (),
    services: bool = False,
    processes: int = 2,
    long: bool = False,
) -> Step:
    """The Python tests that `only` (a marker expression) picks, but for those at the paths `without`; with `services`
    on PostgreSQL and Valkey."""
    report = RESULTS / f"{name.replace(' ', '-')}.xml"
    pytest: list[str | Path] = ["python", "-m", "pytest", "-q", "-m", only, f"--junitxml={report}"]
    pytest += [f"--ignore={path}" for path in without]
    pytest += ["-n", str(processes)] if processes > 1 else []
    pytest += [] if long else ["--durations=5"]
    around: list[str | Path] = ["python", "-m", "tests.services", "--"] if services else []
    return Step(f"tests {name}", command(*around, *pytest, tests=True), report)


def plan(what: str) -> list[Step]:
    """The steps of a run by name: all, static, fast, postgres or long."""
    quick = python("on SQLite", only=NOT_QUICK)
    all_real = python("on PostgreSQL with Valkey", only=NOT_QUICK, services=True)
    real = python("on PostgreSQL with Valkey", only=NOT_QUICK, without=SAME_ON_BOTH, services=True)
    # One at a time: each of these wants the machine for itself.
    whole = python("of the running app", only="stack and not browser and not long", processes=1)
    browser = python("in the browser", only="browser and not long", processes=1)
    return {
        "static": static(),
        "fast": [frontend(), quick],
        "postgres": [all_real],
        "long": [
            Step("a browser to test in", ensure_browser),
            python("long, on SQLite", only="long", processes=1, long=True),
            # What starts the real processes starts its own PostgreSQL, and has run by now.
            python(
                "long, on PostgreSQL",
                only="long and not browser and not stack",
                services=True,
                processes=1,
                long=True,
            ),
        ],
        "all": [
            *static(),
            frontend(),
            quick,
            real,
            whole,
            Step("a browser to test in", ensure_browser),
            browser,
        ],
    }[what]


def ensure_browser() -> bool:
    """Make sure that there is a Chromium: Playwright's, the system's, or one fetched now."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import executable

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    attempts = [["playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts.append(["apt-get", "update", "-qq"])
        attempts.append(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    for attempt in attempts:
        if executable(own):
            break
        print(f"No Chromium here yet; trying: {' '.join(attempt)}", flush=True)
        command(*attempt)()
    found = executable(own)
    print(
        found
        or "No Chromium, and none could be fetched. Install your system's `chromium` package, then run this again."
    )
    return found is not None


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
    if step.report is not None:
        step.report.unlink(missing_ok=True)
    began = time.monotonic()
    passed = step.run()
    counted = count(step.report) if step.report is not None else None
    return Outcome(step, passed and not (counted and counted.failed), time.monotonic() - began, counted)


def summary(outcomes: Sequence[Outcome]) -> str:
    """A table of what became of each step, and the count of all tests as its last line."""
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
    seconds = sum(outcome.seconds for outcome in outcomes)
    lines.append(f"{'in all':<36} {'':<8} {seconds:>8.1f}")
    if total != Counted():
        lines += ["", f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped"]
    return "\n".join(lines)


def main() -> int:
    """Run what the command line names. Returns 1 if any step failed."""
    parser = argparse.ArgumentParser(description="Run checks and tests.")
    parser.add_argument("what", choices=["all", "static", "fast", "postgres", "long"])
    steps = plan(parser.parse_args().what)
    RESULTS.mkdir(exist_ok=True)
    outcomes = [perform(step) for step in steps]
    print(summary(outcomes), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
