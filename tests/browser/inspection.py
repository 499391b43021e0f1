"""Check a screen for accessibility, for sideways scrolling, and for a way to the safety page in at most two taps.

The accessibility rules are those of axe-core.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.cut_words import cut_words, set_text_size
from tests.browser.phone import PHONE, Phone

Scheme = Literal["light", "dark"]
#: Light comes last, so that the screen ends as it was before.
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
#: All default rules of axe, and the size of touch targets, which axe checks only on request.
_EVERY_RULE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
#: Options for the dark scheme, which changes only colours (see the style sheet of the tokens).
_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["cat.color"],
    "rules": {"color-contrast-enhanced": {"enabled": False}},  # axe's default
}
_AXE = """
axe.run(%s).then((found) => found.violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`)))
"""
#: JavaScript that reports an element that sticks out, if the page is wider than the phone.
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


#: JavaScript that returns whether the safety page is at most two taps away: a link on this screen, or one in Settings.
_TO_SAFETY = """
() => ["/more", "/settings"].some((path) => [...document.querySelectorAll(`a[href="${path}"]`)].some((one) =>
  one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest("[inert]")))
  || ["/more", "/safety"].includes(location.pathname)
"""
#: JavaScript that waits two frames. After that a change of style has been painted.
_PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def problems(phone: Phone) -> Iterator[str]:
    """Yield the problems of the phone's current screen, such as poor accessibility or sideways scrolling.

    Check the screen in light and dark, on a small phone, and with large text.
    """
    # The debugger loads axe, so the page's content security policy stays in force without an exception.
    if not _evaluate(phone, "'axe' in globalThis"):
        _evaluate(phone, AXE_SCRIPT + "; 0")
    for scheme in SCHEMES:
        show(phone, scheme)
        for found in _evaluate(phone, _AXE % json.dumps(_EVERY_RULE if scheme == "light" else _COLOURS)):
            yield f"{scheme}: {found}"
    if not phone.page.evaluate(_TO_SAFETY):
        yield "the page on safety is more than two taps away"
    yield from cut_words(phone)
    # What fits at this text size fits at the usual size as well.
    set_text_size(phone, 200)
    if wider := phone.page.evaluate(_WIDER, PHONE["width"]):
        yield f"at 200 % text: {wider}"
    set_text_size(phone, 100)


def show(phone: Phone, scheme: Scheme) -> None:
    """Set the phone to light or dark colours, move the pointer away, and wait until the screen is painted."""
    phone.page.mouse.move(0, 0)
    phone.page.emulate_media(color_scheme=scheme)
    _evaluate(phone, _PAINTED)


def _evaluate(phone: Phone, expression: str) -> Any:
    answer = phone.devtools.send(
        "Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True}
    )
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"])
    return answer["result"].get("value")
