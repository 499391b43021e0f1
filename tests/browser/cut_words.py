"""Find words that the smallest phone cuts off or breaks, with text of the usual size and at 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import ViewportSize

from tests.browser.phone import PHONE, Phone

SMALLEST: ViewportSize = {"width": 320, "height": 640}
#: JavaScript that waits two frames. After that a change of style has been painted.
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: JavaScript that sets the text size as a person does in the browser. All sizes of the app are relative to the root's.
TEXT_SIZE = f"""
async (percent) => {{
  document.documentElement.style.fontSize = percent === 100 ? "" : `${{percent}}%`;
  // This bar moves a frame after the page's sizes change (see useRoomAbove.ts).
  if (document.querySelector(".step-bar")) await {PAINTED};
}}
"""
#: JavaScript that finds words outside the page, or outside a box that cuts them off. With `broken` it also finds words
#: that break across two lines. Addresses may break.
_CUT = r"""
(width, broken) => {
  const page = document.scrollingElement;
  if (page.scrollWidth > width) {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
      const { left, right, width: own } = one.getBoundingClientRect();
      return own && (right > width + 1 || left < -1) && getComputedStyle(one).position !== "fixed";
    });
    return [`${page.scrollWidth}px wide, because of ${wide.at(-1)?.outerHTML.slice(0, 120)}`];
  }
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest(".unseen, .skip, [inert], select, svg, script, style, noscript");
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || !isSeen(parent)) continue;
    range.selectNodeContents(text);
    const { left, right, height } = range.getBoundingClientRect();
    if (left < -1 || right > width + 1) found.add(`over the edge: ${text.data}`);
    for (let box = parent; box && box !== document.body; box = box.parentElement) {
      const { overflowX, webkitLineClamp } = getComputedStyle(box);
      // A box that shows only the first lines ends with an ellipsis, and says so.
      if (!/hidden|clip/.test(overflowX) || webkitLineClamp !== "none") continue;
      const edge = box.getBoundingClientRect();
      if (left < edge.left - 1 || right > edge.right + 1) found.add(`cut off: ${text.data}`);
    }
    if (!broken || height < 2 * parseFloat(getComputedStyle(parent).fontSize)) continue;
    for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
      // Addresses, and words with a hyphen, which may go on after it.
      if (/[@/\d-]|\.\p{L}/u.test(word)) continue;
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.add(`broken: ${word}`);
    }
  }
  return [...found];
}
"""
#: JavaScript that returns pairs of a text size in per cent and what _CUT finds at this size.
_CUT_AT_BOTH_SIZES = f"""
async ([width, broken]) => {{
  const setTextSize = {TEXT_SIZE};
  const cut = {_CUT};
  await setTextSize(100);
  const usual = cut(width, broken).map((found) => [100, found]);
  await setTextSize(200);
  const large = cut(width, false).map((found) => [200, found]);
  await setTextSize(100);
  return [...usual, ...large];
}}
"""


def cut_words(phone: Phone) -> Iterator[str]:
    """Yield words that the smallest phone cuts off, with text of the usual size and at 200 %.

    At the usual size, also yield words that are broken across two lines.
    """
    with smallest(phone):
        for text, found in cuts(phone, broken=True):
            yield f"at {text} % text: {found}"


@contextmanager
def smallest(phone: Phone) -> Iterator[None]:
    """Give the phone's screen the size of the smallest phone during the `with` block."""
    phone.page.set_viewport_size(SMALLEST)
    try:
        yield
    finally:
        phone.page.set_viewport_size(PHONE)


def cuts(phone: Phone, *, broken: bool) -> list[tuple[int, str]]:
    """Return pairs of (text size in per cent, word that the smallest phone cuts off at this size).

    With `broken`, also return the words that are broken across two lines at the usual size.
    """
    found: list[tuple[int, str]] = phone.page.evaluate(_CUT_AT_BOTH_SIZES, [SMALLEST["width"], broken])
    return found


def set_text_size(phone: Phone, percent: int) -> None:
    """Set the text size of the page, in per cent of the usual size."""
    phone.page.evaluate(TEXT_SIZE, percent)
