"""`make t` runs one test file, and chooses the right test runner from the file's path."""

from __future__ import annotations

import pytest

from scripts.one_test import command_line

PYTEST = ["python", "-m", "pytest", "-n0"]


@pytest.mark.parametrize(
    ("test", "database", "command", "in_frontend"),
    [
        ("tests/a/test_b.py::test_c", "sqlite", [*PYTEST, "tests/a/test_b.py::test_c"], False),
        (
            "tests/a/test_b.py",
            "postgres",
            ["python", "-m", "tests.services", "--", *PYTEST, "tests/a/test_b.py"],
            False,
        ),
        ("frontend/tests/a.test.ts", "sqlite", ["npx", "vitest", "run", "tests/a.test.ts"], True),
        (
            "frontend/tests/a.test.ts::says so",
            "sqlite",
            ["npx", "vitest", "run", "tests/a.test.ts", "-t", "says so"],
            True,
        ),
    ],
)
def test_a_path_says_which_runner(test: str, database: str, command: list[str], in_frontend: bool) -> None:
    assert command_line(test, database=database) == (command, in_frontend)
