"""Clean up the text that people write. Pure functions."""

from __future__ import annotations

import re
import unicodedata

# Control characters except tab and line breaks. No text needs them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Single surrogates, left over from an emoji that was cut in two. UTF-8 can't encode them.
_SURROGATES = re.compile("[\ud800-\udfff]")
# Unicode counts these as letters or symbols, but they show nothing: Hangul's fillers, the empty braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def whole_text(text: str) -> str:
    """Make text storable: remove control characters, and replace halves of emoji that were cut in two.

    Tabs and line breaks stay.
    """
    return _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text))


def shows(text: str) -> bool:
    """Return whether the text has a visible character: a letter, digit, punctuation mark, symbol or emoji."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in text)
