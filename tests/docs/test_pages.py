"""Every link in the documentation leads to an existing page, and every file path in the text exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.bootstrap import FRONTEND, ROOT

PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "benchmarks" / "RESULTS.md",
    FRONTEND / "README.md",
]
#: Decision records and the change log may name files that no longer exist.
HISTORY = {"decisions", "CHANGELOG.md"}
#: Folders from which a path in the documentation may start: the checkout, the front end or the library.
FOLDERS = (ROOT, FRONTEND, FRONTEND / "src", ROOT / "content" / "library")
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_PATH = re.compile(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|ts|tsx|md|json|yaml|yml|css|txt|svg))`")


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_to_exists(page: Path) -> None:
    text = page.read_text()
    for target, anchor in _LINK.findall(text):
        linked = (page.parent / target).resolve() if target else page
        assert linked.exists(), target
        assert not anchor or anchor in _anchors(linked), f"{target}#{anchor}"
    if not HISTORY & set(page.parts):
        for path in _PATH.findall(text):
            assert any((folder / path).exists() for folder in FOLDERS), path
