"""Wording rules for the questions of light conversations.

A question should be for both partners, should be easy to skip, and should not help a controlling partner.
"""

from __future__ import annotations

import re

from content.rules import vocabulary
from content.rules.sentences import Sentence
from content.rules.vocabulary import complaint


def asks_once(sentence: Sentence) -> str | None:
    """Return a complaint if the text for a light conversation is not a single question, otherwise None.

    At most one other sentence may come before the question.
    """
    if sentence.role != "question":
        return None
    ends = re.findall(r"[.?!]+(?=\s|$)", sentence.text)
    if ends and ends[-1] == "?" and ends.count("?") == 1 and len(ends) <= 2:
        return None
    return "one question, which ends the text"


def for_both(sentence: Sentence) -> str | None:
    """Return a complaint if a question for a light conversation uses "I" or a similar word, otherwise None.

    The question should speak to both partners, as "you".
    """
    if sentence.role != "question":
        return None
    return complaint(vocabulary.FIRST_PERSON, sentence.text, "ask both: you, each of you, the two of you")


def no_prying(sentence: Sentence) -> str | None:
    """Return a complaint if a question for a light conversation pries, otherwise None.

    The question must not be about secrets, earlier relationships, money or bodies, and must not test love. The question
    must also not ask where someone was or with whom.
    """
    if sentence.role != "question":
        return None
    return complaint(vocabulary.PRYING, sentence.text, "no one owes an answer to this") or complaint(
        vocabulary.ACCOUNT, sentence.text, "no one owes an account; a controlling partner could use this"
    )


def no_trouble(sentence: Sentence) -> str | None:
    """Return a complaint if a question for a light conversation mentions problems or compares people, otherwise None.

    The question must also not claim that all is well.
    """
    if sentence.role != "question":
        return None
    return complaint(vocabulary.TROUBLE, sentence.text, "a light question stays light")


def any_life(sentence: Sentence) -> str | None:
    """Return a complaint if a question for a light conversation suits only some people's lives, otherwise None.

    For example, the question must not presume a shared home, work, holidays, pets, faith, or a certain body or past.
    """
    if sentence.role != "question":
        return None
    return complaint(vocabulary.SOME_LIVES, sentence.text, "not every life has this")
