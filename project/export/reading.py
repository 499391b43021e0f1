"""Put a check-in into words for the readable file: the prompts, and both answers in the scale's labels. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from checkins.wording import scale_label

#: The keys of the account's data that hold a moment and stand on the page.
_MOMENTS = {"since", "added", "last_seen"}


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """One answer in words. `chosen` is empty for a prompt that is answered in writing."""

    chosen: str
    note: str
    private: bool


@dataclass(frozen=True, slots=True)
class PromptAnswers:
    """One prompt with its answers. `theirs` is None unless it was revealed."""

    asked: str
    mine: AnswerInWords | None
    theirs: AnswerInWords | None


def with_dates(about: Any) -> Any:
    """Return the account's data with its moments parsed, so that a template can write them as dates."""
    if isinstance(about, Mapping):
        return {
            key: parse_datetime(value) if key in _MOMENTS and value else with_dates(value)
            for key, value in about.items()
        }
    return [with_dates(each) for each in about] if isinstance(about, list) else about


def week(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the template context of one check-in (see project.export.gathering.check_in)."""
    mine, revealed = found["mine"], found["revealed"]
    theirs = {line["prompt"]["id"]: line["theirs"] for line in revealed["answers"]} if revealed else {}
    return {
        "opens_at": mine["opens_at"],
        "state": mine["state"],
        "half": mine["mine"],
        "partner": (revealed["partner"]["display_name"] or _("Your partner")) if revealed else "",
        "lines": [
            PromptAnswers(
                _asked(prompt), said(mine["answers"].get(prompt["id"])), said(theirs.get(prompt["id"]))
            )
            for prompt in mine["prompts"]
        ],
        "guesses": [
            {
                **guess,
                "guessed": scale_label(guess["guessed"]),
                "answered": scale_label(guess["answered"]),
            }
            for guess in (revealed["guesses"] if revealed else ())
        ],
        "strengths": revealed["strengths"] if revealed else [],
    }


def said(answer: Mapping[str, Any] | None) -> AnswerInWords | None:
    """Put an answer of the API into words. None for no answer."""
    if answer is None:
        return None
    chosen = {"skipped": _("Skipped"), "did_not_come_up": _("Didn't come up")}.get(answer["status"], "")
    if answer["value"] is not None:
        chosen = scale_label(answer["value"])
    return AnswerInWords(chosen, answer["note"], answer["sharing"] == "private")


def _asked(prompt: Mapping[str, Any]) -> str:
    return f"{prompt['text']} “{prompt['about']}”" if prompt["about"] else str(prompt["text"])
