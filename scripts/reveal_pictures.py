"""Make the README's two pictures of the reveal: the steps side by side, and an animation.

`scripts.screenshots` uses this module while it visits the app's screens.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from playwright.sync_api import Browser, CDPSession

from scripts.webp import Frame, animated
from tests.browser.inspection import show
from tests.browser.phone import PHONE, Phone

#: Names of the reveal's screens in the gallery.
READY, STEP = "reveal, ready", re.compile(r"reveal, step \d")
STRIP, MOVING = "reveal-steps.webp", "reveal.webp"
#: How long each still screen of the animation is shown (ms), and each frame of the moving arches.
_STILL, _MOVES = 1_800, 60
#: Times (ms) in the arches' animation at which a frame is taken. The animation in moment.css ends before the last one.
_SLIDE = range(60, 1_201, 60)
#: Width of a phone in the strip (pixels).
_NARROW = 300
_SET_TO = """
(time) => document.getAnimations().forEach((one) => { one.pause(); one.currentTime = time; })
"""
_IN_A_ROW = """
<body style="margin: 0; background: transparent"><div style="display: inline-flex; gap: 16px">%s</div></body>
"""
_ONE = """
<img style="display: block; width: %dpx; border: 1px solid #d9cdbb; border-radius: 18px"
  src="data:image/webp;base64,%s">
"""


class RevealPictures:
    """Takes screenshots of the reveal while `scripts.screenshots` visits all screens, and makes two pictures of them.

    The strip shows the reveal's steps side by side. The animation shows one step after the other.
    """

    def __init__(self) -> None:
        self._strip: list[bytes] = []
        self._moving: list[Frame] = []

    def take(self, name: str, phone: Phone) -> None:
        """Take screenshots of the phone's screen, if the screen called `name` is "Ready?" or a step of the reveal."""
        if name == READY:
            self._arches(phone)
        elif STEP.fullmatch(name):
            show(phone, "light")
            self._keep(phone)

    def write(self, folder: Path, browser: Browser) -> list[Path]:
        """Write the strip and the animation to files. Return the paths of the files.

        Return an empty list if the reveal's screens were not visited.
        """
        if len(self._strip) < 2:
            return []
        (folder / STRIP).write_bytes(_in_a_row(browser, self._strip))
        (folder / MOVING).write_bytes(animated(self._moving, width=PHONE["width"], height=PHONE["height"]))
        return [folder / STRIP, folder / MOVING]

    def _keep(self, phone: Phone) -> None:
        """Add a screenshot of the current screen to the strip and to the animation."""
        self._strip.append(webp(phone.devtools, scale=2))
        self._moving.append(Frame(webp(phone.devtools, scale=1), _STILL))

    def _arches(self, phone: Phone) -> None:
        """Add screenshots of the screen "Ready?", on which two arches slide together.

        The strip gets one screenshot from before the slide and one from after it. The animation gets the first of
        these, and then many screenshots from the slide itself.
        """
        show(phone, "light")
        self._keep(phone)
        page = phone.page
        page.emulate_media(reduced_motion="no-preference")
        arches = page.locator(".arches")
        arches.evaluate("(one) => one.classList.add('moving')")
        for time in _SLIDE:
            page.evaluate(_SET_TO, time)
            self._moving.append(Frame(webp(phone.devtools, scale=1), _MOVES))
        self._strip.append(webp(phone.devtools, scale=2))
        arches.evaluate("(one) => one.classList.remove('moving')")
        page.emulate_media(reduced_motion="reduce")


def webp(devtools: CDPSession, *, scale: int, top: float = 0) -> bytes:
    """Return a WebP picture of the page as the phone's screen would show it, scrolled down by `top` CSS pixels.

    `scale`: the number of the picture's pixels per CSS pixel (1 or 2).
    """
    # The gallery's phones have two device pixels per CSS pixel, so a clip's scale of 0.5 results in one.
    clip = {"x": 0, "y": top, "width": PHONE["width"], "height": PHONE["height"], "scale": scale / 2}
    options = {"format": "webp", "quality": 80, "clip": clip}
    return base64.b64decode(devtools.send("Page.captureScreenshot", options)["data"])


def _in_a_row(browser: Browser, pictures: list[bytes]) -> bytes:
    """Return one WebP picture with the given pictures next to each other."""
    page = browser.new_page(viewport={"width": 4_000, "height": 900})
    images = "".join(_ONE % (_NARROW, base64.b64encode(picture).decode()) for picture in pictures)
    page.set_content(_IN_A_ROW % images)
    page.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth)")
    box = page.locator("div").bounding_box()
    assert box is not None
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setDefaultBackgroundColorOverride", {"color": {"r": 0, "g": 0, "b": 0, "a": 0}})
    options = {"format": "webp", "quality": 80, "clip": {**box, "scale": 1}}
    made = base64.b64decode(devtools.send("Page.captureScreenshot", options)["data"])
    page.close()
    return made
