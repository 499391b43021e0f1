"""Clean up codes that people type or paste. Pure functions. `frontend/src/app/typed.ts` does the same."""

from __future__ import annotations

import re
import unicodedata

#: Length of the shortest code. If a shorter text is left without the label, the label was a part of the code.
SHORTEST = 8
#: Room for a code with other pasted text around it. The code itself is far shorter.
LONGEST_TYPED = 200

_NOT_OF_A_CODE = re.compile(r"[^A-Za-z0-9]")
_NAMED = re.compile(r"^[^A-Za-z0-9]*code[^A-Za-z0-9]+", re.IGNORECASE)


def tidy(typed: str) -> str:
    """Return only the letters and digits of a typed code, in capitals.

    Full-width letters become plain letters. Dashes, white space, invisible characters and a label before the code
    ("Code: ABCD-EFGH") are removed.
    """
    text = unicodedata.normalize("NFKC", typed)
    text = _long_enough(re.split(r"[:=]", text)[-1], text)
    text = _long_enough(_NAMED.sub("", text), text)
    return _NOT_OF_A_CODE.sub("", text).upper()


def _long_enough(rest: str, whole: str) -> str:
    return rest if len(_NOT_OF_A_CODE.sub("", rest)) >= SHORTEST else whole
