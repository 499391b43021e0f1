"""Wording rules for conversation starters, which people say aloud, and for small things to try (experiments).

No rule can judge what a sentence intends. These rules find wordings that present an accusation as a feeling, or that
leave no room to say no. The rules also find wordings that make someone justify how they spent their day.
"""

from __future__ import annotations

import re

from content.rules import vocabulary
from content.rules.sentences import Sentence
from content.rules.vocabulary import complaint


def no_pseudo_feelings(sentence: Sentence) -> str | None:
    """Return a complaint if a starter gives a verdict on the partner instead of naming a feeling, otherwise None.

    For example, "I felt ignored" and "I felt like …" are verdicts.
    """
    if sentence.role not in {"feels", "listens"}:
        return None
    return complaint(vocabulary.PSEUDO_FEELING, sentence.text, "name a feeling, not what the other did")


def reflects_first(sentence: Sentence) -> str | None:
    """Return a complaint if a starter for the listening partner does not begin with what that partner heard.

    Otherwise return None. The first sentence must repeat what was heard, for example with "So you felt …", and must
    not be a question. At least one more sentence must follow.
    """
    if sentence.role != "listens":
        return None
    opening = re.split(r"(?<=[.?!])\s", sentence.text, maxsplit=1)[0]
    if vocabulary.REFLECTION.search(opening) and "?" not in opening and opening != sentence.text:
        return None
    return "begin with what you heard (“So …”), then ask"


def can_be_declined(sentence: Sentence) -> str | None:
    """Return a complaint if a starter or a small thing to try leaves no room to say no, otherwise None.

    A starter for the partner who felt something must say that a no is fine, or that it asks for nothing. A small thing
    to try must say that either partner can leave it out.
    """
    text = sentence.text.replace("’", "'")
    if sentence.role == "experiment":
        free = vocabulary.DECLINE.search(text)
        return None if free else "say that either can leave it out (“Either of you can leave it out”)"
    if sentence.role != "feels" or vocabulary.PLAIN_NO.search(text) or vocabulary.ASKS_NOTHING.search(text):
        return None
    return "say that a no is fine (“No is fine.”), or ask for nothing (“It needs no answer.”)"


def admits_nothing(sentence: Sentence) -> str | None:
    """Return a complaint if a starter for the listening partner admits a fault or promises something, otherwise None.

    Such words, once read aloud, could be used against the listening partner.
    """
    if sentence.role != "listens":
        return None
    return complaint(
        vocabulary.ADMISSION, sentence.text, "no one apologises or promises by reading a line aloud"
    )


def no_account(sentence: Sentence) -> str | None:
    """Return a complaint if a starter or a small thing to try asks people to justify themselves, otherwise None.

    For example, it must not ask where someone was, or whom they met or wrote to. It must also not ask for a proof of
    love, or for something at once, such as "tonight".
    """
    if sentence.role not in {"feels", "listens", "experiment"}:
        return None
    return complaint(
        vocabulary.ACCOUNT, sentence.text, "no one owes an account; a controlling partner could use this"
    )
