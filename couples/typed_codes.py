"""Codes as people type or paste them. Pure; `frontend/src/app/typed.ts` does the same."""

from __future__ import annotations

import re
import unicodedata

#: The shortest code there is. A shorter rest means that what came before it was part of the code.
SHORTEST = 8
#: Room for a code with whatever was pasted around it. The code itself is far shorter.
LONGEST_TYPED = 200

_NOT_OF_A_CODE = re.compile(r"[^A-Za-z0-9]")
_NAMED = re.compile(r"^[^A-Za-z0-9]*code[^A-Za-z0-9]+", re.IGNORECASE)


def tidy(typed: str) -> str:
    """The letters and digits of a code, in capitals: full-width ones as plain ones, without dashes and blanks of any
    kind, invisible signs, and a name in front ("Code: ABCD-EFGH")."""
    text = unicodedata.normalize("NFKC", typed)
    text = _long_enough(re.split(r"[:=]", text)[-1], text)
    text = _long_enough(_NAMED.sub("", text), text)
    return _NOT_OF_A_CODE.sub("", text).upper()


def _long_enough(rest: str, whole: str) -> str:
    return rest if len(_NOT_OF_A_CODE.sub("", rest)) >= SHORTEST else whole
