"""Every screen is accessible and fits on the phone, in light and dark, on small phones and with large text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import pytest
from playwright.sync_api import Browser

from tests.browser.cast import Cast
from tests.browser.gallery import CHAPTERS
from tests.browser.inspection import problems
from tests.browser.pictures import take
from tests.browser.stack import ROOT, Stack
from tests.browser.stretching import cut_pseudo_words, pseudo

pytestmark = pytest.mark.browser


#: Each person's language in `make test`, so that every run checks screens in every language.
MIXED = {
    **dict.fromkeys(["Noa", "Maya"], "en"),
    **dict.fromkeys(["Robin", "Hugo", "Uli"], "de"),
    **dict.fromkeys(["Kim", "Lee", "Greta", "Vesna"], "es"),
}
#: Screens with the least room for words. Only `make test-long` checks longer words on every screen.
DENSEST = {
    "home, open",
    "home, begun",
    "review",
    "waiting, a nudge",
    "recovery codes",
    "talk, heard",
    "past topic",
}
#: The language of all phones, or `pseudo`, when pictures are taken (see tests.browser.pictures).
LANGUAGE = os.environ.get("SCREENS_IN", "en" if "SCREENS" in os.environ else "")


@pytest.fixture(scope="module")
def found(stack: Stack, browser: Browser, whole_browser: Browser) -> dict[str, list[str]]:
    """The problems on the screens of each chapter of the gallery, by the chapter's name.

    All chapters run once and in order, with the same people.
    """
    return walk(
        stack,
        browser,
        whole_browser,
        languages=_languages(),
        longer=lambda name: LANGUAGE == "pseudo" or name in DENSEST,
    )


def _languages() -> dict[str, str]:
    if not LANGUAGE:
        return MIXED
    return dict.fromkeys(MIXED, "en" if LANGUAGE == "pseudo" else LANGUAGE)


def walk(
    stack: Stack,
    browser: Browser,
    whole_browser: Browser,
    *,
    languages: dict[str, str],
    longer: Callable[[str], bool],
    family: str = "",
) -> dict[str, list[str]]:
    """Go through every chapter of the gallery, and return the problems of its screens by the chapter's name.

    `languages` maps each person's name to a language. If `longer` returns True for the name of a screen, the screen is
    also checked with longer words. `family` becomes part of the people's e-mail addresses.
    """
    # Kim's phone shows reminders and goes offline, so it needs a service worker and the whole browser.
    cast = Cast(
        stack, browser, workers={"Kim"}, for_workers=whole_browser, languages=languages, family=family
    )
    found = {each.__name__: list(_walk(cast, number, longer)) for number, each in enumerate(CHAPTERS)}
    cast.close()
    return found


def _walk(cast: Cast, number: int, longer: Callable[[str], bool]) -> Iterator[str]:
    name = "the beginning"
    try:
        for name, phone in CHAPTERS[number](cast):
            with pseudo(phone) if LANGUAGE == "pseudo" else nullcontext():
                take(phone, f"{number} {name}")
            yield from (f"{name}: {problem}" for problem in problems(phone))
            if phone.page.locator("html").get_attribute("lang") != phone.language:
                yield f"{name}: the page is not in {phone.language}"
            if longer(name):
                yield from (f"{name}: {problem}" for problem in cut_pseudo_words(phone))
    except Exception as error:
        # Report the error as a problem of this chapter, so that the other chapters are still checked.
        yield f"could not go on after {name}: {error}"
    yield from cast.violations()


def test_the_dark_scheme_changes_nothing_but_colours() -> None:
    """The dark scheme of the style sheets changes only colours.

    For this reason, the other tests check only the colours of a screen in the dark scheme.
    """
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


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_every_screen_in(language: str, stack: Stack, browser: Browser, whole_browser: Browser) -> None:
    """No screen has a problem in this language. In English, longer words and right-to-left words are checked too."""
    found = walk(
        stack,
        browser,
        whole_browser,
        languages=dict.fromkeys(MIXED, language),
        longer=lambda _: language == "en",
        family=language,
    )
    problems = [problem for chapter in found.values() for problem in chapter]
    assert not problems, "\n".join(problems)
