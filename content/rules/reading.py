"""Compute how hard a text is to read (Flesch-Kincaid grade), from its words, sentences and syllables."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
#: The end of a sentence. An ellipsis ("…", a blank to fill in) and a dash don't end it.
_END = re.compile(r"[.?!]+(?=\s|$|[”’\"'])")
_VOWELS = re.compile(r"[aeiouy]+")
#: Endings that add no syllable, as in "named", "makes", "made". The endings of "wanted", "voices" and "little" add one.
_SILENT = re.compile(r"(?:[^aeiouytd]ed|[^aeiouylscxzgh]es|[^aeiouyl]e|[aeiouy]le)$")


def syllables(word: str) -> int:
    """Estimate the number of syllables in an English word. The result is at least 1."""
    plain = word.lower().replace("’", "'").split("'")[0]
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))


def words(text: str) -> list[str]:
    """Split a text into words."""
    return _WORD.findall(text)


def grade(text: str) -> float:
    """Return how many years of school a reader needs to understand the text.

    Raises ValueError if the text contains no words.
    """
    found = words(text)
    if not found:
        raise ValueError("a text without words has no grade")
    sentences = max(1, len(_END.findall(text)))
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59
