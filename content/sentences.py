"""Every text that people get to read, with its role: what the wording rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from content.documents import Place
from content.values import Catalogue, Prompt, Reason

Role = Literal["rated", "words", "feels", "listens", "experiment", "summary", "prose"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text of the library. `own_life` marks prompts that may speak of the answerer's own life only."""

    text: str
    role: Role
    place: Place
    own_life: bool = False


def sentences(catalogue: Catalogue) -> Iterator[Sentence]:
    """Every text that people get to read today. Earlier wordings and what is retired are past mending."""
    for prompt in catalogue.anchors:
        yield from _prompt(catalogue, prompt)
    for prompt in (catalogue.appreciation, catalogue.wish, catalogue.guess_for(catalogue.anchors[0].id)):
        yield from _prompt(catalogue, prompt)
    for reason in catalogue.reasons.values():
        yield from _reason(catalogue, reason)


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
    yield Sentence(prompt.text, "rated" if rated else "words", catalogue.places[prompt.id], own_life)
    if prompt.hint:
        yield Sentence(prompt.hint, "words", catalogue.places[prompt.id])
