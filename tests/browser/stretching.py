"""What a translation may do to a screen: words that are cut off, longer ones than ours, a language from right to left.

The pseudo-locale needs no words of its own. The English words on the screen are written with accents and doubled
vowels, which makes each about four tenths longer, and put back afterwards. So every state of every screen is looked at,
whatever it took to get there. German and Spanish words have a length of their own: they only get the accents.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.inspection import SMALLEST, set_text_size
from tests.browser.phone import PHONE, Phone

#: Words in the page. What people have typed stays.
_STRETCH = """
([direction, double]) => {
  const accents = { a: "âà", e: "êé", i: "îï", o: "ôö", u: "ûü", n: "ñ", c: "ç", s: "š", y: "ÿ",
    A: "ÂÀ", E: "ÊÉ", I: "ÎÏ", O: "ÔÖ", U: "ÛÜ" };
  const accented = (letter) => accents[letter]?.slice(0, double ? 2 : 1) ?? letter;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  globalThis.unstretched = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || text.parentElement.closest("script, style, noscript, code, .recovery-codes")) continue;
    globalThis.unstretched.push([text, text.data]);
    text.data = text.data.replace(/[a-zA-Z]/g, accented);
  }
  document.documentElement.dir = direction;
}
"""
_PUT_BACK = """
() => {
  for (const [text, words] of globalThis.unstretched) text.data = words;
  document.documentElement.dir = "ltr";
}
"""
#: The words that lie outside the page's edges or outside a box that cuts them off. `broken` also wants words that go on
#: in the next line; an address may.
_CUT = r"""
([width, broken]) => {
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
      if (!/hidden|clip/.test(getComputedStyle(box).overflowX)) continue;
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


def cut_words(phone: Phone) -> Iterator[str]:
    """What is too wide for the smallest phone, as it stands: with text of the usual size, and large."""
    for text, found in _cut(phone, broken=True):
        yield f"at {text} % text: {found}"


def cut_pseudo_words(phone: Phone) -> Iterator[str]:
    """What longer words would break on the smallest phone, from left to right and back, also with large text."""
    for direction in ("ltr", "rtl"):
        with pseudo(phone, direction):
            for text, found in _cut(phone, broken=False):
                yield f"longer words, {direction}, {text} % text: {found}"


def _cut(phone: Phone, *, broken: bool) -> Iterator[tuple[int, str]]:
    page = phone.page
    page.set_viewport_size(SMALLEST)
    for text in (100, 200):
        set_text_size(phone, text)
        for found in page.evaluate(_CUT, [SMALLEST["width"], broken and text == 100]):
            yield text, found
    set_text_size(phone, 100)
    page.set_viewport_size(PHONE)


@contextmanager
def pseudo(phone: Phone, direction: str = "rtl") -> Iterator[None]:
    """The screen in the pseudo-locale, for a while."""
    phone.page.evaluate(_STRETCH, [direction, phone.language == "en"])
    try:
        yield
    finally:
        phone.page.evaluate(_PUT_BACK)
