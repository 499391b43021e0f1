"""Run the checks and the tests, and print a summary: `python -m scripts.check all`.

If a step fails, the next steps still run. If there were tests, the last line counts them: "N passed, M failed, K
skipped".
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT
from scripts.steps import Step, StepResult, command, perform, perform_in_pairs, summary

RESULTS = ROOT / "test-results"
#: pytest marker expression that leaves out tests that need a browser, real processes or minutes.
NOT_QUICK = "not browser and not long and not stack"
#: The same for `make test-fast`, which also leaves out slow tests: the seal's twin worlds, simulations, generated
#: cases, whole migrations and tests that start other processes.
FAST = f"{NOT_QUICK} and not slow"
#: Test files and folders that `make test` runs on SQLite only. `make test-postgres` runs everything on PostgreSQL, and
#: the hosted checks do that each night. A file belongs here if other files make the same queries on PostgreSQL, and if
#: its tests don't depend on locks, races, rollbacks or numbers of queries. A new file is not in this list and runs on
#: both.
SAME_ON_BOTH = (
    # Tests that don't use the database, or hardly.
    "tests/checkins/engine",
    "tests/checkins/test_answers.py",
    "tests/checkins/test_schedule.py",
    "tests/checkins/test_sealing.py",
    "tests/checkins/test_selection.py",
    "tests/checkins/test_two_years.py",
    "tests/content",
    "tests/demo",
    "tests/couples/test_allauth_internals.py",
    "tests/couples/test_invitations.py",
    "tests/couples/oidc/test_doctor.py",
    "tests/couples/oidc/test_sign_in_by_provider.py",
    "tests/deploy/test_compose.py",
    "tests/deploy/test_environment.py",
    "tests/docs",
    "tests/faults/test_database_away.py",  # starts a PostgreSQL of its own
    "tests/home",
    "tests/local",
    "tests/notifications/test_encryption.py",
    "tests/notifications/test_guard.py",
    "tests/notifications/test_kinds.py",
    "tests/notifications/test_patience.py",
    "tests/notifications/test_policy.py",
    "tests/notifications/test_preview.py",
    "tests/notifications/test_push_answers.py",
    "tests/notifications/test_snooze_times.py",
    "tests/notifications/test_start.py",
    "tests/project/test_bodies.py",
    "tests/project/test_envelope.py",
    "tests/project/test_headers.py",
    "tests/project/test_languages.py",
    "tests/project/test_page_owner.py",
    "tests/project/test_pages.py",
    "tests/scripts",
    # Tests of many variants of one case: spellings, networks, a server's responses, moments, populations.
    "tests/checkins/test_asked_words.py",
    "tests/checkins/test_agreement_histories.py",
    "tests/checkins/test_helped.py",
    "tests/checkins/test_helped_in_private.py",
    "tests/checkins/test_long_notes.py",
    "tests/checkins/test_moments.py",
    "tests/checkins/test_moved_rhythms.py",
    "tests/checkins/test_one_partner_alone.py",
    "tests/checkins/test_one_partner_pausing.py",
    "tests/checkins/test_pages_for_two.py",
    "tests/checkins/test_pauses.py",
    "tests/checkins/test_resting.py",
    "tests/checkins/test_tender.py",
    "tests/checkins/test_tender_topics.py",
    "tests/couples/test_addresses.py",
    "tests/couples/test_begun_sessions.py",
    "tests/couples/test_known_browser.py",
    "tests/couples/test_mail_away.py",
    "tests/couples/test_near_networks.py",
    "tests/couples/test_passkey_only.py",
    "tests/couples/test_passkeys.py",
    "tests/couples/test_session_cookie.py",
    "tests/couples/test_typed_codes.py",
    "tests/couples/test_who_is_touched.py",
    "tests/notifications/calendar",
    "tests/notifications/test_fallback.py",
    "tests/notifications/test_mail_answers.py",
    "tests/notifications/test_many_at_once.py",
    "tests/notifications/test_nudging.py",
    "tests/notifications/test_outage.py",
    "tests/notifications/test_preferences.py",
    "tests/notifications/test_provider.py",
    "tests/notifications/test_resting.py",
    "tests/notifications/test_returned.py",
    "tests/notifications/test_simulation.py",
    "tests/notifications/test_snoozing.py",
    "tests/notifications/test_trial.py",
    "tests/notifications/test_unsubscribe.py",
    "tests/project/test_export.py",
    "tests/project/test_support_filters.py",
    "tests/project/test_throttles.py",
    # Tests of what people see and are told. Other files make the same queries.
    "tests/checkins/light",
    "tests/checkins/test_conversations.py",
    "tests/checkins/test_first_set.py",
    "tests/checkins/test_keeping_agreements.py",
    "tests/checkins/test_refused_requests.py",
    "tests/checkins/test_talking.py",
    "tests/couples/oidc/test_connecting.py",
    "tests/couples/test_new_address.py",
    "tests/couples/test_pairing_api.py",
    "tests/couples/test_sign_in.py",
    "tests/couples/way_in",
    "tests/notifications/test_new_receivers.py",
    "tests/notifications/test_support.py",
    "tests/project/test_built_languages.py",
    # Tests of every route and every reason. Other files make the same queries.
    "tests/journeys",
    "tests/schema",
    # The seal's twin worlds take minutes on PostgreSQL, which copies a database slowly.
    "tests/seal",
)


def static() -> list[Step]:
    """Return the steps of `make check`: the checks that don't run the app."""
    steps = {
        "lint": command("ruff", "check", "--quiet"),
        "format": command("ruff", "format", "--check", "--quiet"),
        "types": command("mypy"),
        "imports run one way": command("lint-imports"),
        "migrations in step": command("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        "dependencies are declared": command("deptry", "."),
        "each name means one thing": command("python", "-m", "scripts.names"),
        "sentences can be translated": command("python", "-m", "scripts.sentences"),
        "texts use the words of docs/words.md": command("python", "-m", "scripts.words"),
        "translations in step": command("python", "-m", "scripts.translations", "check", "--complete"),
        "client in step with the API": command("python", "-m", "scripts.client", "--check"),
        "known vulnerabilities": command("python", "-m", "scripts.audit"),
        "front end: types": command("npm", "run", "--silent", "check", cwd=FRONTEND),
    }
    return [Step(name, run, single_core=True) for name, run in steps.items()]


def frontend_step() -> Step:
    """Return the step that runs the front end's unit tests."""
    report = RESULTS / "frontend.xml"
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    run = command("npx", "vitest", "run", *reporters, cwd=FRONTEND)
    return Step("front end: unit tests", run, report, single_core=True)


def python_step(
    name: str,
    *,
    only: str,
    files: Sequence[str] = (),
    without: Sequence[str] = (),
    services: bool = False,
    processes: int = 2,
    long: bool = False,
) -> Step:
    """Return a step that runs the Python tests which the pytest marker expression `only` selects.

    `files`: the only test files that pytest reads, to save time. Empty means all files.
    `without`: paths of tests to leave out.
    `services`: run on PostgreSQL and Valkey instead of SQLite.
    `processes`: how many processes share the work. All tests of a file run in the same process.
    `long`: the tests are known to be slow, so don't list the slowest tests at the end.
    """
    report = RESULTS / f"{name.replace(' ', '-')}.xml"
    pytest: list[str | Path] = ["python", "-m", "pytest", "-q", "-m", only, f"--junitxml={report}", *files]
    pytest += [f"--ignore={path}" for path in without]
    if processes > 1:
        # Without the last option, files with the most tests would run first, no matter how long they take.
        pytest += ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]
    pytest += [] if long else ["--durations=5"]
    around: list[str | Path] = ["python", "-m", "tests.services", "--"] if services else []
    return Step(f"tests {name}", command(*around, *pytest, tests=True), report)


def marked(*marks: str) -> list[str]:
    """Return the paths of the test files that use one of these pytest marks, relative to the project's folder."""
    used = re.compile(rf"\bmark\.({'|'.join(marks)})\b")
    found = (file for file in sorted((ROOT / "tests").rglob("test_*.py")) if used.search(file.read_text()))
    return [str(file.relative_to(ROOT)) for file in found]


def plan(what: str) -> list[Step]:
    """Return the steps to run for "all", "static", "fast", "postgres" or "long"."""
    quick = python_step("on SQLite", only=NOT_QUICK)
    all_real = python_step("on PostgreSQL with Valkey", only=NOT_QUICK, services=True)
    real = python_step("on PostgreSQL with Valkey", only=NOT_QUICK, without=SAME_ON_BOTH, services=True)
    whole = python_step(
        "of the running app and in the browser",
        only="(stack or browser) and not long",
        files=marked("stack", "browser"),
        # More processes than cores, because these tests mostly wait.
        processes=3,
    )
    return {
        "static": static(),
        "fast": [frontend_step(), python_step("on SQLite, without the slow ones", only=FAST)],
        "postgres": [all_real],
        "long": [
            Step("a browser to test in", ensure_browser),
            python_step("long, on SQLite", only="long", processes=1, long=True),
            # Without tests marked `stack` or `browser`: the step above ran them, and they start their own PostgreSQL.
            python_step(
                "long, on PostgreSQL",
                only="long and not browser and not stack",
                services=True,
                processes=1,
                long=True,
            ),
        ],
        "all": [
            # First, because it takes long and would otherwise run alone at the end of its group.
            frontend_step(),
            *static(),
            quick,
            real,
            Step("a browser to test in", ensure_browser),
            whole,
        ],
    }[what]


def ensure_browser() -> bool:
    """Make sure that Chromium is installed: Playwright's own, the system's, or a new download.

    Also install its headless shell, which most tests use, if that can be done. Playwright's download contains both.
    Return False if no Chromium can be installed.
    """
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import executable, shell

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not executable(own) or (Path(own).is_file() and not shell(own)):
        _attempt("playwright", "install", "chromium")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        if not executable(own):
            _install("chromium")
        if not shell(own) and (version := _installed_version("chromium")):
            # Another version of the shell would replace the installed Chromium.
            _install(f"chromium-headless-shell={version}")
    found = executable(own)
    print(f"headless shell: {shell(own) or 'none, so all tests use the whole browser'}")
    print(
        found
        or "No Chromium, and none could be fetched. Install your system's `chromium` package, then run this again."
    )
    return found is not None


def _installed_version(package: str) -> str:
    """Return the version of an installed Debian package, or an empty string."""
    query = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout


def _install(*packages: str) -> None:
    patience = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")
    _attempt("apt-get", *patience, "update", "-qq")
    _attempt("apt-get", *patience, "install", "-y", "-qq", "--no-install-recommends", *packages)


def _attempt(*arguments: str) -> None:
    print(f"Trying: {' '.join(arguments)}", flush=True)
    command(*arguments)()


def main() -> int:
    """Run the group of steps that the command line names. Return 1 if any step failed, otherwise 0."""
    parser = argparse.ArgumentParser(description="Run checks and tests.")
    parser.add_argument("what", choices=["all", "static", "fast", "postgres", "long"])
    steps = plan(parser.parse_args().what)
    RESULTS.mkdir(exist_ok=True)
    began = time.monotonic()
    outcomes: list[StepResult] = []
    for single_core, group in groupby(steps, key=lambda step: step.single_core):
        some = list(group)
        outcomes += perform_in_pairs(some) if single_core else map(perform, some)
    print(summary(outcomes, time.monotonic() - began), flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
