"""Which of a response's words become a conversation because their author asked for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from checkins.answering.answers import Answer, Answers
from checkins.asking.prompts import RATED, AskedPrompt
from checkins.visibility import is_shared
from couples.typed.whole_text import shows


def wish(asked: Sequence[AskedPrompt], answers: Answers) -> AskedPrompt | None:
    """The prompt under which the author wrote what they would like to talk about. None without one that is shared.

    What they wrote to "I'd like to talk about…" goes before a note that they marked. There is one for each check-in.
    """
    own_words = [prompt for prompt in asked if prompt["kind"] == "wish"]
    marked = [prompt for prompt in asked if prompt["kind"] in RATED and _answer(prompt, answers).talk]
    return next((prompt for prompt in (*own_words, *marked) if words(_answer(prompt, answers))), None)


def words(answer: Answer | None) -> str:
    """The author's words as both may read them: empty unless they are shared."""
    if answer is None or not is_shared(answer) or not shows(answer.note):
        return ""
    return answer.note.strip()


def _answer(prompt: AskedPrompt, answers: Answers) -> Answer:
    return answers.get(prompt["id"], Answer("skipped"))
