"""Every screen, light and dark, large and small: readable by all, and within the phone's edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.cast import Cast
from tests.browser.gallery import CHAPTERS
from tests.browser.inspection import problems
from tests.browser.pictures import take
from tests.browser.stack import ROOT, Stack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    # Kim's phone shows reminders, and goes offline.
    people = Cast(stack, browser, workers={"Kim"})
    yield people
    people.close()


@pytest.fixture(scope="module")
def found(cast: Cast) -> dict[str, list[str]]:
    """What is wrong, chapter by chapter. All are walked in one go and in order: they share people and a clock."""
    return {chapter.__name__: list(_walk(cast, number)) for number, chapter in enumerate(CHAPTERS)}


def _walk(cast: Cast, number: int) -> Iterator[str]:
    name = "the beginning"
    try:
        for name, phone in CHAPTERS[number](cast):
            take(phone, f"{number} {name}")
            yield from (f"{name}: {problem}" for problem in problems(phone))
    except Exception as error:
        # Told apart from what is wrong with a screen, and no reason to keep silent about the other chapters.
        yield f"could not go on after {name}: {error}"
    yield from cast.violations()


def test_the_dark_scheme_changes_nothing_but_colours() -> None:
    """Therefore `problems` asks in the dark only what depends on colours."""
    sheets = [file.read_text() for file in (ROOT / "frontend" / "src").rglob("*.css")]
    dark = [
        sheet.split("(prefers-color-scheme: dark)")[1] for sheet in sheets if "prefers-color-scheme" in sheet
    ]
    assert len(dark) == 1
    inside = dark[0].split("}")[0].replace("{", "").replace(":root", "")
    for line in filter(None, map(str.strip, inside.splitlines())):
        assert re.match(r"--[a-z-]+: (#[0-9a-f]{6}|rgb\([^)]*\));|--shadow: ", line), line


@pytest.mark.parametrize("chapter", [chapter.__name__ for chapter in CHAPTERS])
def test_every_screen_of(chapter: str, found: dict[str, list[str]]) -> None:
    assert not found[chapter], "\n".join(found[chapter])
