"""Check a screen for accessibility, for sideways scrolling, and for a way to the safety page in at most two taps.

The accessibility rules are those of axe-core.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.cut_words import PAINTED, TEXT_SIZE, cut_words
from tests.browser.phone import PHONE, Phone

Scheme = Literal["light", "dark"]
#: Light comes last, so that the screen ends as it was before.
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
#: The options of axe. In light, all default rules, and the size of touch targets, which axe checks only on request.
#: In dark, only the rules on colours, because nothing else changes (see the style sheet of the tokens).
_OPTIONS = {
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": ["cat.color"],
        "rules": {"color-contrast-enhanced": {"enabled": False}},  # axe's default
    },
    "light": {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}},
}
#: JavaScript that returns what axe finds.
_AXE = """
async (options) => (await axe.run(options)).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`))
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
#: JavaScript that returns the problems of the screen in this scheme. All checks are in one script, because each call
#: from Python takes time.
_PROBLEMS = f"""
async ([scheme, options, width]) => {{
  const axeFinds = {_AXE};
  const leadsToSafety = {_TO_SAFETY};
  const wider = {_WIDER};
  const setTextSize = {TEXT_SIZE};
  await {PAINTED};
  const found = (await axeFinds(options)).map((problem) => `${{scheme}}: ${{problem}}`);
  if (scheme === "dark") return found;
  if (!leadsToSafety()) found.push("the page on safety is more than two taps away");
  // What fits at this text size fits at the usual size as well.
  await setTextSize(200);
  if (wider(width)) found.push(`at 200 % text: ${{wider(width)}}`);
  await setTextSize(100);
  return found;
}}
"""


def problems(phone: Phone) -> Iterator[str]:
    """Yield the problems of the phone's current screen, such as poor accessibility or sideways scrolling.

    Check the screen in light and dark, on a small phone, and with large text.
    """
    page = phone.page
    # The debugger loads axe, so the page's content security policy stays in force without an exception.
    if not page.evaluate("'axe' in globalThis"):
        phone.devtools.send("Runtime.evaluate", {"expression": AXE_SCRIPT + "; 0"})
    page.mouse.move(0, 0)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        yield from page.evaluate(_PROBLEMS, [scheme, _OPTIONS[scheme], PHONE["width"]])
    yield from cut_words(phone)


def html_without_hashes(page: Page) -> str:
    """Return the page's HTML without the hashes in the names of the app's files.

    Tests that look for a person's name use it, because a hash may contain a short name by chance.
    """
    return re.sub(r"-[\w-]{8}\.(js|css)", "", page.content())


def show(phone: Phone, scheme: Scheme) -> None:
    """Set the phone to light or dark colours, move the pointer away, and wait until the screen is painted."""
    phone.page.mouse.move(0, 0)
    phone.page.emulate_media(color_scheme=scheme)
    phone.page.evaluate(PAINTED)
