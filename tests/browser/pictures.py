"""Take pictures of a screen for people to look at, because a test can't judge the look.

Environment variables choose the pictures:
- `SCREENS=folder` saves pictures in this folder. They show the whole page on a phone, in light and dark.
- `EVERY_SIZE=1` adds three formats: a tablet, a phone with text at 200 %, and a small phone without scrolling.
- `SCREENS_IN` sets the language in test_screens.py: `de`, `es`, or `pseudo` for longer words from right to left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import ViewportSize

from tests.browser.cut_words import set_text_size
from tests.browser.inspection import SCHEMES, problems, show
from tests.browser.phone import PHONE, Phone


class Frame(NamedTuple):
    """One format of pictures: the page's size, the text size in per cent, and whether to show the whole page."""

    name: str
    size: ViewportSize
    text: int = 100
    whole: bool = True


_PHONE_FRAME = Frame("390", PHONE)
_EVERY_FRAME = (
    Frame("375", {"width": 375, "height": 553}, whole=False),
    Frame("768", {"width": 768, "height": 1024}),
    Frame("200%", PHONE, text=200),
    _PHONE_FRAME,  # the phone's own size comes last, so that the phone ends as it was before
)


def look(phone: Phone, name: str) -> None:
    """Fail if the phone's screen has problems, for example with accessibility. Otherwise take its pictures (`take`)."""
    found = list(problems(phone))
    assert not found, "\n".join(found)
    take(phone, name)


def take(phone: Phone, name: str) -> None:
    """Save pictures of the phone's screen under `name`, if the environment variable `SCREENS` names a folder."""
    folder = os.environ.get("SCREENS")
    if not folder:
        return
    for frame in _frames():
        phone.page.set_viewport_size(frame.size)
        set_text_size(phone, frame.text)
        for scheme in SCHEMES:
            show(phone, scheme)
            file = Path(folder) / f"{name.replace('/', '-')} {frame.name} {scheme}.jpg"
            phone.page.screenshot(path=file, quality=75, scale="css", full_page=frame.whole)
        set_text_size(phone, 100)


def _frames() -> Iterator[Frame]:
    yield from _EVERY_FRAME if os.environ.get("EVERY_SIZE") else (_PHONE_FRAME,)
