"""The tables in docs/asvs list every requirement of levels 1 and 2 of the security standard ASVS.

The tests and files that these tables name exist.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from scripts.bootstrap import ROOT

FOLDER = ROOT / "docs" / "asvs"
REQUIRED = dict(
    line.split()
    for line in (Path(__file__).parent / "asvs-5.0.0.txt").read_text().splitlines()
    if line[0] != "#"
)
ANSWERS = {"met", "not applicable", "**open**"}
_ROW = re.compile(
    r"^\| (?P<id>[\d.]+) \| (?P<level>\d) \| (?P<asked>[^|]+) \| (?P<answer>[^|]+) \| (?P<how>[^|]+) \|$",
    re.M,
)
ROWS = [found for file in sorted(FOLDER.glob("v*.md")) for found in _ROW.finditer(file.read_text())]
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
_FILE = re.compile(r"`([\w./-]+/[\w.-]+)`")


@cache
def _tests(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_of_both_levels_has_one_row() -> None:
    assert len(REQUIRED) == 253
    assert Counter(REQUIRED.values()) == {"1": 70, "2": 183}
    assert Counter(row["id"] for row in ROWS) == dict.fromkeys(REQUIRED, 1)
    assert {row["id"]: row["level"] for row in ROWS} == REQUIRED


def test_no_line_of_a_table_is_something_else() -> None:
    lines = [
        line
        for file in FOLDER.glob("v*.md")
        for line in file.read_text().splitlines()
        if line.startswith("| ") and not line.startswith("| id ")
    ]
    assert len(lines) == len(ROWS)
    assert {row["answer"] for row in ROWS} <= ANSWERS


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_what_a_row_names_exists(row: re.Match[str]) -> None:
    for file, name in _TEST.findall(row["how"]):
        assert (ROOT / file).is_file(), file
        assert not name or name in _tests(file), name
    for file in _FILE.findall(row["how"]):
        assert (ROOT / file).exists(), file
    for page in re.findall(r"\]\((\.\./[^)]+)\)", row["how"]):
        assert (FOLDER / page).is_file(), page


def test_what_is_open_says_what_would_close_it_or_why_it_stays() -> None:
    for row in ROWS:
        if row["answer"] == "**open**":
            assert re.search(r"Closes it|By decision|see \d|Proxy to web|operator's", row["how"]), row["id"]


def test_the_summary_counts_right() -> None:
    counted = Counter(row["answer"] for row in ROWS)
    total = f"| in all | {counted['met']} | {counted['not applicable']} | {counted['**open**']} |"
    assert total in (FOLDER / "README.md").read_text()
