"""Find words that a screen cuts off, also when a translation has longer words or runs from right to left.

The tests imitate a language with longer words, the pseudo-locale. On the current screen, English words get accents
and doubled vowels, which makes each word about 40 % longer. Afterwards the words are restored, so tests can check
every screen in every state. German and Spanish words are long already, and get only the accents.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.inspection import SMALLEST, set_text_size
from tests.browser.phone import PHONE, Phone

#: JavaScript that puts the page's words into the pseudo-locale. Text that people have typed into fields stays.
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
#: JavaScript that finds words outside the page, or outside a box that cuts them off. With `broken` it also finds words
#: that break across two lines. Addresses may break.
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
    """Yield words that are cut off or broken on the smallest phone, with text of the usual size and at 200 %."""
    for text, found in _cut(phone, broken=True):
        yield f"at {text} % text: {found}"


def cut_pseudo_words(phone: Phone) -> Iterator[str]:
    """Yield words that don't fit on the smallest phone in the pseudo-locale, an imitated language with longer words.

    Check left-to-right and right-to-left text, with the usual text size and with text at 200 %.
    """
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
    """Show the phone's screen in the pseudo-locale during the `with` block, written in this direction.

    The pseudo-locale is an imitated language with longer words.
    """
    phone.page.evaluate(_STRETCH, [direction, phone.language == "en"])
    try:
        yield
    finally:
        phone.page.evaluate(_PUT_BACK)
