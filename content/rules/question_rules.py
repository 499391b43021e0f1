"""Wording rules for light questions: they are for both, easy to leave out, and of no use to a controlling partner."""

from __future__ import annotations

import re

from content.rules import vocabulary
from content.rules.sentences import Sentence


def asks_once(sentence: Sentence) -> str | None:
    """A light question is one question, at the end, with at most one sentence before it."""
    if sentence.role != "question":
        return None
    ends = re.findall(r"[.?!]+(?=\s|$)", sentence.text)
    if ends and ends[-1] == "?" and ends.count("?") == 1 and len(ends) <= 2:
        return None
    return "one question, which ends the text"


def for_both(sentence: Sentence) -> str | None:
    """A light question is asked of the two, so it speaks to them and not as one of them."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.FIRST_PERSON, sentence.text, "ask both: you, each of you, the two of you")


def no_prying(sentence: Sentence) -> str | None:
    """No light question asks for secrets, the past with others, money, bodies, or what someone did and with whom."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.PRYING, sentence.text, "no one owes an answer to this") or _named(
        vocabulary.ACCOUNT, sentence.text, "no one owes an account; a controlling partner could use this"
    )


def no_trouble(sentence: Sentence) -> str | None:
    """A light question says neither that something is wrong nor that all is well, and compares nobody."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.TROUBLE, sentence.text, "a light question stays light")


def any_life(sentence: Sentence) -> str | None:
    """Everyone can answer a light question: no shared flat, work, money, body, travel or past is needed."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.SOME_LIVES, sentence.text, "not every life has this")


def _named(pattern: re.Pattern[str], text: str, why: str) -> str | None:
    match = pattern.search(text.replace("’", "'"))
    return f"“{match[0]}”: {why}" if match else None
