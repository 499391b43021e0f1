"""Words on the screen in another language: tests name them in English, and a phone looks for their translation.

Everything comes from the catalogues that the app itself is built from. A name, an address or what people wrote is in
none, and stays.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from scripts.bootstrap import FRONTEND, ROOT, node_environment

#: A sentence in English, and the same one in the other language.
Sentences = tuple[str, str]

_READER = Path(__file__).with_name("words.mjs")
_GAP = re.compile(r"«\d+»|%\([a-z_]+\)[sd]|%[sd]")
_INSIDE = re.compile(r"(\^?)\(?(.*?)\)?(\$?)")


def spoken(text: str | re.Pattern[str], language: str) -> str | re.Pattern[str]:
    """What stands on the screen in this language where `text` stands in English: the text, or a pattern of it.

    A text may be the beginning of a sentence or a part of it. A pattern may hold `^`, `$`, and choices in brackets.
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
    """The patterns of what `text` may be in this language: of whole sentences, else of those that it is a part of."""
    sentences = _catalogue(language)
    whole = {re.escape(other) for english, other in sentences if english == text}
    if not whole:
        read = ((other, _fillings(english, text)) for english, other in sentences)
        whole = {_pattern(other, filled) for other, filled in read if filled}
    if not whole and ": " in text:
        # A label made of two.
        before, after = (_forms(each, language, is_whole=is_whole) for each in text.split(": ", 1))
        whole = {f"{first}: {second}" for first in before for second in after}
    if whole or is_whole:
        return frozenset(whole)
    return frozenset(
        _pattern(other)
        for english, other in sentences
        if _begins(english, text) or any(text in part for part in _GAP.split(english))
    )


def _fillings(english: str, text: str) -> dict[str, str]:
    """What stands in the gaps of an English sentence if it reads as `text`. Gaps with hardly a word are no sentence."""
    parts, gaps = _GAP.split(english), _GAP.findall(english)
    if not gaps or len(re.findall("[a-z]", "".join(parts))) < 4:
        return {}
    read = re.fullmatch("(.+?)".join(map(re.escape, parts)), text)
    return dict(zip(gaps, read.groups(), strict=True)) if read else {}


def _begins(english: str, text: str) -> bool:
    """Whether the sentence may begin with `text`, whatever is in its gaps."""
    parts = _GAP.split(english)
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
    """The sentence with what is known to be in its gaps, or with anything there."""
    known = {gap: re.escape(words) for gap, words in (filled or {}).items()}
    gaps = [known.get(gap, ".+") for gap in _GAP.findall(sentence)]
    first, *others = map(re.escape, _GAP.split(sentence))
    return first + "".join(gap + part for gap, part in zip(gaps, others, strict=True))


@cache
def _catalogue(language: str) -> tuple[Sentences, ...]:
    """Every sentence of the screens and of the server."""
    screens = subprocess.run(
        ["node", _READER, FRONTEND / "src/words", "en", language],
        env=node_environment(),
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    pairs = [(english, other) for english, other in json.loads(screens.stdout)]
    return tuple(dict.fromkeys([*pairs, *_server(language)]))


def _server(language: str) -> Iterator[Sentences]:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file, language):
            if isinstance(message.id, str) and message.id and isinstance(message.string, str):
                yield message.id, message.string
