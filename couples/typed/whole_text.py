"""Clean the words that people write. Pure."""

from __future__ import annotations

import re

# Control characters except tab and line breaks. No text needs them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Single surrogates, left over from an emoji that was cut in two. UTF-8 can't encode them.
_SURROGATES = re.compile("[\ud800-\udfff]")


def whole_text(text: str) -> str:
    """Remove control characters and replace broken ones: they are no reason to refuse the words around them."""
    return _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text))
