"""Find words that a screen cuts off if a translation has longer words or runs from right to left.

The tests imitate a language with longer words. The imitated language is called the pseudo-locale. On the current
screen, English words get accents and doubled vowels, which makes each word about 40 % longer. German and Spanish words
are long already, and get only the accents. Afterwards the screen shows the original words again, so a test can go on
from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.cut_words import cuts, smallest
from tests.browser.phone import Phone

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


def cut_pseudo_words(phone: Phone) -> Iterator[str]:
    """Yield words that don't fit on the smallest phone in the pseudo-locale, an imitated language with longer words.

    Check left-to-right and right-to-left text, with the usual text size and with text at 200 %.
    """
    with smallest(phone):
        for direction in ("ltr", "rtl"):
            with pseudo(phone, direction):
                for text, found in cuts(phone, broken=False):
                    yield f"longer words, {direction}, {text} % text: {found}"


@contextmanager
def pseudo(phone: Phone, direction: str = "rtl") -> Iterator[None]:
    """Show the phone's current screen in the pseudo-locale during the `with` block.

    The pseudo-locale is an imitated language with longer words. `direction` is the direction of its text: "ltr" (left
    to right) or "rtl".
    """
    phone.page.evaluate(_STRETCH, [direction, phone.language == "en"])
    try:
        yield
    finally:
        phone.page.evaluate(_PUT_BACK)
