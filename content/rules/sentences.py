"""Collect the texts of the library that the wording rules check. Each text comes with its role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from content.files.library_files import Place
from content.values import Catalogue, Prompt, Reason

SentenceRole = Literal["rated", "words", "feels", "listens", "experiment", "question", "summary", "prose"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text of the library, as the wording rules check it.

    `role`: what kind of text it is.
    - "rated": a prompt with a scale of answers, except a prompt to guess the partner's answer.
    - "words": any other prompt, or the hint of a prompt.
    - "feels": a starter for the partner who felt something. "listens": a starter for the partner who listens.
    - "experiment": a small thing to try. "question": a question of a light conversation.
    - "summary": the summary of a reason. "prose": another text that explains a reason.

    `own_life`: the text is a prompt about the person's own part in the life together.
    `received`: the text is a prompt about something that the person received from the partner.
    """

    text: str
    role: SentenceRole
    place: Place
    own_life: bool = False
    received: bool = False


def sentences(catalogue: Catalogue) -> Iterator[Sentence]:
    """Yield the texts of all prompts, reasons, starters, experiments and light conversations that are in use today.

    Earlier wordings and retired entries are left out. The labels of the scale, the words above a prompt and the help
    lines are left out as well: the wording rules don't check them.
    """
    for prompt in catalogue.anchors:
        yield from _prompt(catalogue, prompt)
    for prompt in (catalogue.appreciation, catalogue.wish, catalogue.guess_for(catalogue.anchors[0].id)):
        yield from _prompt(catalogue, prompt)
    for reason in catalogue.reasons.values():
        yield from _reason(catalogue, reason)
    for starter in catalogue.wish_starters:
        yield Sentence(starter.text, starter.for_, catalogue.places[starter.key])
    for light in catalogue.light.values():
        if not light.retired:
            for question in light.questions:
                yield Sentence(question, "question", catalogue.places[light.key])


def _reason(catalogue: Catalogue, reason: Reason) -> Iterator[Sentence]:
    places = catalogue.places
    for name in ("title", "meaning", "not_this"):
        yield Sentence(getattr(reason, name), "prose", places[f"{reason.key}:{name}"])
    yield Sentence(reason.summary, "summary", places[f"{reason.key}:summary"])
    for prompt in reason.prompts:
        yield from _prompt(catalogue, prompt, own_life=catalogue.sources[reason.source].own_life)
    for starter in reason.starters:
        yield Sentence(starter.text, starter.for_, places[starter.key])
    for experiment in reason.experiments:
        yield Sentence(experiment.text, "experiment", places[experiment.key])


def _prompt(catalogue: Catalogue, prompt: Prompt, *, own_life: bool = False) -> Iterator[Sentence]:
    rated = prompt.kind in ("anchor", "reason")
    place = catalogue.places[prompt.id]
    # A guess has the side of its anchor, but its own text is not about something received.
    received = rated and prompt.side == "received"
    yield Sentence(prompt.text, "rated" if rated else "words", place, own_life, received)
    if prompt.hint:
        yield Sentence(prompt.hint, "words", place)
