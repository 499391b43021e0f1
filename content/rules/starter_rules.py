"""Wording rules for what people say aloud and try: conversation starters and experiments.

No rule can judge a sentence's intent. These find the wordings that put a claim about the partner into a feeling, that
leave no room for a no, or that ask for an account of someone's day.
"""

from __future__ import annotations

import re

from content.rules import vocabulary
from content.rules.sentences import Sentence


def no_pseudo_feelings(sentence: Sentence) -> str | None:
    """A starter names a feeling, and no verdict on the partner dressed as one ("I felt ignored", "I felt like …")."""
    if sentence.role not in {"feels", "listens"}:
        return None
    return _named(vocabulary.PSEUDO_FEELING, sentence.text, "name a feeling, not what the other did")


def reflects_first(sentence: Sentence) -> str | None:
    """A starter for the one who listens says back what they heard before it asks."""
    if sentence.role != "listens":
        return None
    opening = re.split(r"[.?!](?=\s)", sentence.text, maxsplit=1)[0]
    if vocabulary.REFLECTION.search(opening) and "?" not in opening and opening != sentence.text:
        return None
    return "begin with what you heard (“So …”), then ask"


def can_be_declined(sentence: Sentence) -> str | None:
    """A request takes a plain no, or asks for nothing. An experiment can be left out by either."""
    text = _plain(sentence.text)
    if sentence.role == "experiment":
        free = vocabulary.DECLINE.search(text)
        return None if free else "say that either can leave it out (“Either of you can leave it out”)"
    if sentence.role != "feels" or vocabulary.PLAIN_NO.search(text) or vocabulary.ASKS_NOTHING.search(text):
        return None
    return "say that a no is fine (“No is fine.”), or ask for nothing (“It needs no answer.”)"


def admits_nothing(sentence: Sentence) -> str | None:
    """A starter for the one who listens takes no blame and promises nothing: it could be held up to them."""
    if sentence.role != "listens":
        return None
    return _named(
        vocabulary.ADMISSION, sentence.text, "no one apologises or promises by reading a line aloud"
    )


def no_account(sentence: Sentence) -> str | None:
    """No starter or experiment asks for an account of places, people, messages or love, or for it tonight."""
    if sentence.role not in {"feels", "listens", "experiment"}:
        return None
    return _named(
        vocabulary.ACCOUNT, sentence.text, "no one owes an account; a controlling partner could use this"
    )


def _named(pattern: re.Pattern[str], text: str, why: str) -> str | None:
    match = pattern.search(_plain(text))
    return f"“{match[0]}”: {why}" if match else None


def _plain(text: str) -> str:
    return text.replace("’", "'")
