"""How hard a text is to read: the Flesch-Kincaid grade, from counted words, sentences and syllables."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
#: A sentence ends with its mark. The blank "…" and a dash only pause.
_END = re.compile(r"[.?!]+(?=\s|$|[”’\"'])")
_VOWELS = re.compile(r"[aeiouy]+")
#: Endings that are written and not spoken: "named", "makes", "made". "Wanted", "voices" and "little" keep theirs.
_SILENT = re.compile(r"(?:[^aeiouytd]ed|[^aeiouylscxzgh]es|[^aeiouyl]e|[aeiouy]le)$")


def syllables(word: str) -> int:
    """About how many syllables an English word has; at least 1."""
    plain = word.lower().replace("’", "'").split("'")[0]
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def grade(text: str) -> float:
    """School years that a reader needs. Raises ValueError for a text without a word."""
    found = words(text)
    if not found:
        raise ValueError("a text without words has no grade")
    sentences = max(1, len(_END.findall(text)))
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59
