"""Pure functions that put the prompts and answers of a check-in into words, for the exported HTML page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from checkins.answering.answers import KEEP, Answer
from checkins.asking.prompts import AGREEMENT, AskedKind, ShownPrompt
from checkins.queries import CheckInPage, Reveal
from checkins.talking.wording import scale_label


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """One answer in words: the chosen option, such as a point on the scale or "Skipped", and the written text (`note`).

    `chosen` is empty for a prompt that is answered only with a text. `private` says whether the answer stays private.
    """

    chosen: str
    note: str
    private: bool


@dataclass(frozen=True, slots=True)
class PromptAnswers:
    """One prompt with both partners' answers. `theirs` is None if the reveal does not show the partner's answer.

    This is so before the reveal, and for guesses and questions about agreements. A private answer of the partner looks
    like a skip.
    """

    asked: str
    mine: AnswerInWords | None
    theirs: AnswerInWords | None


def week(mine: CheckInPage, revealed: Reveal | None) -> dict[str, Any]:
    """Return the HTML template's variables for one check-in: the viewer's response, and what was revealed."""
    theirs = {line.prompt.id: line.theirs for line in revealed.answers} if revealed else {}
    return {
        "opens_at": mine.opens_at,
        "state": mine.state,
        "half": mine.mine,
        "partner": (revealed.partner.display_name or _("Your partner")) if revealed else "",
        "lines": [
            PromptAnswers(
                _asked(prompt), said(mine.answers.get(prompt.id), prompt.kind), said(theirs.get(prompt.id))
            )
            for prompt in mine.prompts
        ],
        "guesses": [
            {
                "by": guess.by,
                "about": guess.about,
                "guessed": scale_label(guess.guessed),
                "answered": scale_label(guess.answered),
            }
            for guess in (revealed.guesses if revealed else ())
        ],
        "strengths": revealed.strengths if revealed else [],
    }


def said(answer: Answer | None, kind: AskedKind = "anchor") -> AnswerInWords | None:
    """Put an answer into words. Return None if there is no answer. `kind` is the kind of the answered prompt."""
    if answer is None:
        return None
    chosen = {"skipped": _("Skipped"), "did_not_come_up": _("Didn't come up")}.get(answer.status, "")
    if answer.value is not None:
        chosen = scale_label(answer.value)
        if kind == AGREEMENT:
            chosen = _("Keep it") if answer.value == KEEP else _("Let it rest")
    return AnswerInWords(chosen, answer.note, answer.sharing == "private")


def _asked(prompt: ShownPrompt) -> str:
    if prompt.kind == AGREEMENT:
        return _("Keep it? “%(words)s”") % {"words": prompt.text}
    return f"{prompt.text} “{prompt.about}”" if prompt.about else prompt.text
