"""Translate the words of a test. Tests name words on the screen in English, and a phone looks for their translation.

The translations come from the app's message catalogues. Names, addresses and words that people wrote are in no
catalogue, so they stay as they are.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

from content.languages import LANGUAGES
from scripts.bootstrap import FRONTEND, ROOT, node_environment

_READER = Path(__file__).with_name("words.mjs")
_GAP = re.compile(r"«\d+»|%\([a-z_]+\)[sd]|%[sd]")
_INSIDE = re.compile(r"(\^?)\(?(.*?)\)?(\$?)")


class Sentence(NamedTuple):
    """A sentence in English, its translation, and the parts of the English sentence around its placeholders."""

    english: str
    other: str
    parts: list[str]


def spoken(text: str | re.Pattern[str], language: str) -> str | re.Pattern[str]:
    """Return a pattern that matches the translation of `text`. In English, or without a translation, return `text`.

    `text` may be a whole sentence of the app, or a part of a sentence. If `text` is a pattern, it may contain only
    words, `^`, `$`, and alternatives in brackets.
    """
    if language == "en":
        return text
    if isinstance(text, str):
        begins, texts, ends = "", [text], ""
    else:
        inside = _INSIDE.fullmatch(text.pattern)
        assert inside, text
        begins, texts, ends = inside[1], re.sub(r"\\(.)", r"\1", inside[2]).split("|"), inside[3]
    found = {form for each in texts for form in _forms(each, language, is_whole=bool(ends))}
    if not found:
        return text
    return re.compile(f"{begins}(?:{'|'.join(sorted(found))}){ends}", re.IGNORECASE)


@cache
def _forms(text: str, language: str, *, is_whole: bool) -> frozenset[str]:
    """Return patterns that match the translations of `text`.

    - If `text` is a whole sentence of the app, the patterns match the translations of this sentence.
    - If `text` is only a part of sentences and `is_whole` is false, the patterns match the translations of all
      sentences that contain this part.
    - If `text` is only a part of sentences and `is_whole` is true, the result is empty.
    """
    sentences = _catalogue(language)
    whole = {re.escape(sentence.other) for sentence in sentences if sentence.english == text}
    if not whole:
        read = ((sentence.other, _fillings(sentence, text)) for sentence in sentences)
        whole = {_pattern(other, filled) for other, filled in read if filled}
    if not whole and ": " in text:
        # A label that joins two sentences with a colon.
        before, after = (_forms(each, language, is_whole=is_whole) for each in text.split(": ", 1))
        whole = {f"{first}: {second}" for first in before for second in after}
    if whole or is_whole:
        return frozenset(whole)
    return frozenset(
        _pattern(sentence.other)
        for sentence in sentences
        if _begins(sentence.parts, text) or any(text in part for part in sentence.parts)
    )


def _fillings(sentence: Sentence, text: str) -> dict[str, str]:
    """Return, by placeholder, the values with which the English sentence becomes `text`, or {} if this is impossible.

    Return {} also for a sentence with fewer than four letters outside its placeholders. Such a sentence could become
    almost any text.
    """
    first, *others = parts = sentence.parts
    # Most sentences end here, without a pattern.
    if not others or not text.startswith(first) or not text.endswith(others[-1]):
        return {}
    if len(re.findall("[a-z]", "".join(parts))) < 4:
        return {}
    read = re.fullmatch("(.+?)".join(map(re.escape, parts)), text)
    return dict(zip(_GAP.findall(sentence.english), read.groups(), strict=True)) if read else {}


def _begins(parts: list[str], text: str) -> bool:
    """Return whether a sentence of these parts can begin with `text`, with any values for its placeholders."""
    if not parts[0].startswith(text[: len(parts[0])]):
        return False
    at = len(parts[0])
    for part in parts[1:]:
        if at >= len(text):
            return True
        words = part.rstrip()
        if not words or (found := text.find(words, at + 1)) < 0:
            # The text ends in the gap, or in the words after it.
            return bool(words) and any(text.endswith(part[:size]) for size in range(4, len(part)))
        at = found + len(part)
    return at >= len(text)


def _pattern(sentence: str, filled: dict[str, str] | None = None) -> str:
    """Return a regular expression that matches the sentence. `filled` maps placeholders of the sentence to values.

    A placeholder without a value matches any text.
    """
    known = {gap: re.escape(words) for gap, words in (filled or {}).items()}
    gaps = [known.get(gap, ".+") for gap in _GAP.findall(sentence)]
    first, *others = map(re.escape, _GAP.split(sentence))
    return first + "".join(gap + part for gap, part in zip(gaps, others, strict=True))


@cache
def _catalogue(language: str) -> tuple[Sentence, ...]:
    """Return every sentence of the front end and of the server, with its translation."""
    pairs = dict.fromkeys([*map(tuple, _screens()[language]), *_server(language)])
    return tuple(Sentence(english, other, _GAP.split(english)) for english, other in pairs)


@cache
def _screens() -> dict[str, list[list[str]]]:
    """Return the pairs of English and translated sentences of the front end, by language."""
    done = subprocess.run(
        ["node", _READER, FRONTEND / "src/words", *LANGUAGES],
        env=node_environment(),
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )
    pairs: dict[str, list[list[str]]] = json.loads(done.stdout)
    return pairs


def _server(language: str) -> Iterator[tuple[str, str]]:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file, language):
            if isinstance(message.id, str) and message.id and isinstance(message.string, str):
                yield message.id, message.string
