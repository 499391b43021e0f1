"""What a screen must keep to: the rules of axe-core, no sideways scrolling, help two taps away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ViewportSize

from tests.browser.phone import PHONE, Phone

Scheme = Literal["light", "dark"]
#: Light last: so a screen is left as it was found.
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
SMALLEST: ViewportSize = {"width": 320, "height": 640}
#: Everything that axe checks by itself, and the size of targets, which it leaves out unless asked.
_EVERY_RULE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
#: The dark scheme changes nothing but colours (see the tokens' style sheet).
_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["cat.color"],
    "rules": {"color-contrast-enhanced": {"enabled": False}},  # as axe has it unless asked
}
_AXE = """
axe.run(%s).then((found) => found.violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`)))
"""
#: The widest thing that sticks out, if the page is wider than the phone.
_WIDER = """
(width) => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= width) return null;
  // What is fixed only follows the page's width.
  const out = [...document.querySelectorAll("main, main *")].filter((one) =>
    one.getBoundingClientRect().right > width && getComputedStyle(one).position !== "fixed");
  return `${page.scrollWidth}px wide, because of ${out.at(-1)?.outerHTML.slice(0, 80)}`;
}
"""


#: Where the page on safety is from here: on the screen, or behind the tab of the settings, whose list has it.
_TO_SAFETY = """
() => ["/more", "/settings"].some((path) => [...document.querySelectorAll(`a[href="${path}"]`)].some((one) =>
  one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest("[inert]")))
  || ["/more", "/safety"].includes(location.pathname)
"""
#: As a person sets it in the browser: every size of the app follows the root's.
_TEXT_SIZE = (
    "(percent) => { document.documentElement.style.fontSize = percent === 100 ? '' : `${percent}%`; }"
)
#: What has just been restyled is painted after two frames.
_PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def problems(phone: Phone) -> Iterator[str]:
    """What is wrong with the screen on this phone: in light, in the dark, on the smallest phone, with large text."""
    # As a debugger, axe needs no hole in the content policy, which stays in force for the page.
    if not _evaluate(phone, "'axe' in globalThis"):
        _evaluate(phone, AXE_SCRIPT + "; 0")
    for scheme in SCHEMES:
        show(phone, scheme)
        for found in _evaluate(phone, _AXE % json.dumps(_EVERY_RULE if scheme == "light" else _COLOURS)):
            yield f"{scheme}: {found}"
    if not phone.page.evaluate(_TO_SAFETY):
        yield "the page on safety is more than two taps away"
    for size in (SMALLEST, PHONE):
        phone.page.set_viewport_size(size)
        for text in (100, 200):
            set_text_size(phone, text)
            if wider := phone.page.evaluate(_WIDER, size["width"]):
                yield f"at {size['width']} and {text} % text: {wider}"
        set_text_size(phone, 100)


def show(phone: Phone, scheme: Scheme) -> None:
    """Let the phone be set to light or dark, with nothing pointing at it, and wait until it looks so."""
    phone.page.mouse.move(0, 0)
    phone.page.emulate_media(color_scheme=scheme)
    _evaluate(phone, _PAINTED)


def set_text_size(phone: Phone, percent: int) -> None:
    """Let the text of the page have that size, in per cent of the usual."""
    phone.page.evaluate(_TEXT_SIZE, percent)


def _evaluate(phone: Phone, expression: str) -> Any:
    answer = phone.devtools.send(
        "Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True}
    )
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"])
    return answer["result"].get("value")
