"""`make t T=path`: run one test file, or a single test, of the Python code or of the front end."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.bootstrap import FRONTEND
from scripts.steps import command

USAGE = """Say which test, for example:
  make t T=tests/couples/test_pairing_api.py
  make t T=tests/couples/test_pairing_api.py::test_a_name
  make t T=tests/couples/test_pairing_api.py DB=postgres
  make t T=frontend/tests/app/words.test.ts
  make t T="frontend/tests/app/words.test.ts::name of the test"
"""


def command_line(test: str, *, database: str) -> tuple[list[str | Path], bool]:
    """Return the command that runs the test, and whether the command has to run in the front end's folder.

    `test`: the path of a test file, or `path::name` for a single test. `database`: "sqlite" or "postgres".
    """
    path, _, name = test.partition("::")
    if path.startswith("frontend/"):
        by_name = ["-t", name] if name else []
        return ["npx", "vitest", "run", path.removeprefix("frontend/"), *by_name], True
    services = ["python", "-m", "tests.services", "--"] if database == "postgres" else []
    return [*services, "python", "-m", "pytest", "-n0", test], False


def main() -> int:
    """Run the test that the command line names. Return 0 if it passes, 1 if it fails, and 2 if no test is named."""
    parser = argparse.ArgumentParser(description="Run one test.")
    parser.add_argument("test")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    chosen = parser.parse_args()
    if not chosen.test:
        print(USAGE, end="")
        return 2
    parts, in_frontend = command_line(chosen.test, database=chosen.database)
    run = command(*parts, cwd=FRONTEND, tests=True) if in_frontend else command(*parts, tests=True)
    return 0 if run() else 1


if __name__ == "__main__":
    sys.exit(main())
