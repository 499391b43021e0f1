"""Take pictures of five screens in German and five in Spanish for docs/languages.md. Part of scripts.screenshots."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser

from scripts.reveal_pictures import webp
from tests.browser.cast import Cast
from tests.browser.gallery import CHAPTERS
from tests.browser.inspection import Scheme, show
from tests.browser.phone import Phone
from tests.browser.stack import Stack

#: Screens to take in each language, by their names in the gallery, with light or dark colours.
SCREENS: dict[str, dict[str, Scheme]] = {
    "de": {
        "home, open": "light",
        "answer, chosen": "dark",
        "talking point": "light",
        "starters": "dark",
        "history": "light",
    },
    "es": {
        "sign-in": "dark",
        "waiting": "light",
        "home, revealed": "dark",
        "why": "light",
        "our list": "dark",
    },
}


def take(stack: Stack, browser: Browser, folder: Path) -> list[Path]:
    """Visit the app's screens in each language of SCREENS and write the pictures to `folder`. Return their paths."""
    return [picture for language in SCREENS for picture in _in_language(stack, browser, folder, language)]


def _in_language(stack: Stack, browser: Browser, folder: Path, language: str) -> list[Path]:
    wanted = SCREENS[language]
    everyone = defaultdict[str, str](lambda: language)
    cast = Cast(stack, browser, languages=everyone, family=language)
    taken = []
    for chapter in CHAPTERS:
        for name, phone in chapter(cast):
            if name in wanted:
                taken.append(_picture(phone, folder / _file(name, language), wanted[name]))
        if len(taken) == len(wanted):
            break
    cast.close()
    return taken


def _file(name: str, language: str) -> str:
    return f"{re.sub('[^a-z]+', '-', name)}-{language}.webp"


def _picture(phone: Phone, file: Path, scheme: Scheme) -> Path:
    show(phone, scheme)
    file.write_bytes(webp(phone.devtools, scale=2, top=phone.page.evaluate("scrollY")))
    show(phone, "light")
    return file
