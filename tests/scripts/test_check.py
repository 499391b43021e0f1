"""The command for all checks continues after a failed step, counts all tests, and fails if any step failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import check, steps
from scripts.bootstrap import ROOT
from scripts.steps import Counted, Step, StepResult

JUNIT = '<testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"/>'


def _report(folder: Path, **counts: int) -> Path:
    file = folder / "report.xml"
    file.write_text(JUNIT.format(**{"tests": 0, "failures": 0, "errors": 0, "skipped": 0} | counts))
    return file


def test_errors_count_as_failures(tmp_path: Path) -> None:
    assert steps.count(_report(tmp_path, tests=10, failures=1, errors=2, skipped=3)) == Counted(4, 3, 3)


def test_a_run_without_a_report_counts_as_failed(tmp_path: Path) -> None:
    assert steps.count(tmp_path / "nothing.xml") == Counted(failed=1)


def test_the_report_of_an_earlier_run_is_not_counted(tmp_path: Path) -> None:
    old = _report(tmp_path, tests=10)
    outcome = steps.perform(Step("tests", lambda: True, old))
    assert not outcome.passed
    assert outcome.counted == Counted(failed=1)


def test_the_last_line_counts_all_tests() -> None:
    outcomes = [
        StepResult(Step("lint", lambda: True), True, 1.0, None),
        StepResult(Step("one", lambda: True), True, 1.0, Counted(5)),
        StepResult(Step("two", lambda: True), False, 1.0, Counted(2, 1)),
    ]
    said = steps.summary(outcomes, 3.0)
    assert said.splitlines()[-1] == "7 passed, 1 failed, 0 skipped"
    assert "FAILED" in next(line for line in said.splitlines() if line.startswith("two"))


@pytest.mark.parametrize("single_core", [True, False])
@pytest.mark.parametrize(("broken", "code"), [(True, 1), (False, 0)])
def test_after_a_failed_step_the_others_run_and_the_run_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: bool, code: int, single_core: bool
) -> None:
    ran: list[str] = []

    def step(name: str, passes: bool) -> Step:
        def run() -> bool:
            ran.append(name)
            return passes

        return Step(name, run, single_core=single_core)

    monkeypatch.setattr(check, "plan", lambda what: [step("first", not broken), step("second", True)])
    monkeypatch.setattr(check, "RESULTS", tmp_path)
    monkeypatch.setattr("sys.argv", ["check", "all"])
    assert check.main() == code
    assert sorted(ran) == ["first", "second"]


def test_steps_that_run_in_pairs_are_printed_one_after_the_other(capfd: pytest.CaptureFixture[str]) -> None:
    slow = "import time; print('slow begins'); time.sleep(0.3); print('slow ends')"
    pair = [
        Step("slow", steps.command(sys.executable, "-c", slow), single_core=True),
        Step(
            "quick", steps.command(sys.executable, "-c", "raise SystemExit('quick fails')"), single_core=True
        ),
    ]
    assert [outcome.passed for outcome in steps.perform_in_pairs(pair)] == [True, False]
    printed = [line for line in capfd.readouterr().out.splitlines() if line]
    assert printed == ["== slow", "slow begins", "slow ends", "== quick", "quick fails"]


def test_the_run_of_all_leaves_out_only_the_long_tests() -> None:
    names = {step.name for step in check.plan("all")}
    assert names > {step.name for step in check.plan("static")}
    assert "dependencies are declared" in names
    assert "tests of the running app and in the browser" in names
    assert {"tests on SQLite", "tests on PostgreSQL with Valkey"} <= names


def test_the_tests_of_the_running_app_are_found_by_their_marks() -> None:
    found = check.marked("stack", "browser")
    assert {"tests/browser/test_journey.py", "tests/local/test_one_command.py"} <= set(found)
    assert "tests/local/test_demo.py" not in found
    # The step reads only files that contain a mark, so no other file may set one, such as a conftest.py.
    everywhere = [
        file for file in (ROOT / "tests").rglob("*.py") if "pytest.mark.browser" in file.read_text()
    ]
    assert {str(file.relative_to(ROOT)) for file in everywhere} <= {*found, "tests/scripts/test_check.py"}


def test_every_path_left_out_on_postgresql_exists() -> None:
    assert [path for path in check.SAME_ON_BOTH if not (ROOT / path).exists()] == []


def test_ci_runs_make_test() -> None:
    ci = ROOT / ".ci" / "run"
    assert os.access(ci, os.X_OK)
    assert "make test" in ci.read_text()


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    declared = next(
        line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")
    )
    for target in declared.split()[1:]:
        assert f"make {target}" in listed


def test_make_keeps_compiled_modules_out_of_the_tree(tmp_path: Path) -> None:
    probe = tmp_path / "probe.mk"
    probe.write_text("probe:\n\t@env\n")
    done = subprocess.run(
        ["make", "--no-print-directory", "-f", "Makefile", "-f", str(probe), "probe"],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    handed_on = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    assert handed_on["PYTHONPYCACHEPREFIX"] == str(ROOT / ".cache" / "pycache")
    assert "PYTHONDONTWRITEBYTECODE" not in handed_on
