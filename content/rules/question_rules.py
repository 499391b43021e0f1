"""Wording rules for light questions: for both partners, easy to skip, and of no use to a controlling partner."""

from __future__ import annotations

import re

from content.rules import vocabulary
from content.rules.sentences import Sentence


def asks_once(sentence: Sentence) -> str | None:
    """Check that a light question is a single question, with at most one sentence before it."""
    if sentence.role != "question":
        return None
    ends = re.findall(r"[.?!]+(?=\s|$)", sentence.text)
    if ends and ends[-1] == "?" and ends.count("?") == 1 and len(ends) <= 2:
        return None
    return "one question, which ends the text"


def for_both(sentence: Sentence) -> str | None:
    """Check that a light question addresses both partners ("you") and does not speak as one of them ("I")."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.FIRST_PERSON, sentence.text, "ask both: you, each of you, the two of you")


def no_prying(sentence: Sentence) -> str | None:
    """Check that a light question doesn't pry.

    It must not ask about secrets, earlier relationships, money or bodies, or what someone did and with whom.
    """
    if sentence.role != "question":
        return None
    return _named(vocabulary.PRYING, sentence.text, "no one owes an answer to this") or _named(
        vocabulary.ACCOUNT, sentence.text, "no one owes an account; a controlling partner could use this"
    )


def no_trouble(sentence: Sentence) -> str | None:
    """Check that a light question doesn't say that something is wrong or that all is well, and compares no one."""
    if sentence.role != "question":
        return None
    return _named(vocabulary.TROUBLE, sentence.text, "a light question stays light")


def any_life(sentence: Sentence) -> str | None:
    """Check that everyone can answer a light question.

    It must not presume a shared home, work, money, travel, a certain body or a certain past.
    """
    if sentence.role != "question":
        return None
    return _named(vocabulary.SOME_LIVES, sentence.text, "not every life has this")


def _named(pattern: re.Pattern[str], text: str, why: str) -> str | None:
    match = pattern.search(text.replace("’", "'"))
    return f"“{match[0]}”: {why}" if match else None
