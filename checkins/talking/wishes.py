"""Find what the author of a response would like to talk about. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from checkins.answering.answers import Answer, Answers
from checkins.asking.prompts import RATED, AskedPrompt
from checkins.visibility import is_shared
from couples.typed.whole_text import shows


def wish(asked: Sequence[AskedPrompt], answers: Answers) -> AskedPrompt | None:
    """Return the prompt in whose answer the author says what they would like to talk about.

    Returns None if the author shares no such wish. An answer to "I'd like to talk about…" takes precedence over a note
    that the author marked as a wish to talk. Each partner has at most one wish in a check-in.
    """
    own_words = [prompt for prompt in asked if prompt["kind"] == "wish"]
    marked = [prompt for prompt in asked if prompt["kind"] in RATED and _answer(prompt, answers).talk]
    return next((prompt for prompt in (*own_words, *marked) if words(_answer(prompt, answers))), None)


def words(answer: Answer | None) -> str:
    """Return the words of an answer, or "" if there is no answer, or the answer is private or has no words."""
    if answer is None or not is_shared(answer) or not shows(answer.note):
        return ""
    return answer.note.strip()


def _answer(prompt: AskedPrompt, answers: Answers) -> Answer:
    return answers.get(prompt["id"], Answer("skipped"))
