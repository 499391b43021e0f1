"""The library's entries as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from content.files.library_files import Place

Dimension = Literal["appreciation", "autonomy", "connection"]
Side = Literal["received", "given", "own"]
PromptKind = Literal["anchor", "reason", "appreciation", "guess", "wish"]
Listener = Literal["feels", "listens"]
#: The language in which the library is written.
SOURCE_LANGUAGE = "en"
LightKind = Literal["difference", "good", "surprise", "news", "deck"]

DIMENSIONS: tuple[Dimension, ...] = ("appreciation", "autonomy", "connection")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt for both partners.

    `reasons` maps reason keys to weights in (0, 1]: the reasons that a low answer points to. With `reverse`, a high
    answer is the bad one. A `given` prompt asks what the person did; its `counterpart` is the prompt that asks whether
    the other received it. `about` is the anchor that a guess is about. A new wording of the same prompt is a new
    `version`. A `retired` prompt is not asked any more, but stays readable.

    `expected` is the level that a member of a contented couple ordinarily answers, after reverse-coding (0 is the
    lowest of the five points, 1 the highest; None: its file names no level), `why` the reason for it. `measures` and
    `not_measures` are for the people who write and review the library. Neither is sent to phones nor stored with
    answers.
    """

    id: str
    version: int
    kind: PromptKind
    text: str
    dimension: Dimension | None = None
    side: Side | None = None
    reverse: bool = False
    reasons: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    retired: bool = False
    hint: str = ""
    counterpart: str | None = None
    about: str | None = None
    expected: float | None = None
    why: str = ""
    measures: str = ""
    not_measures: str = ""


@dataclass(frozen=True, slots=True)
class Starter:
    """A sentence to begin with, for the one who `feels` it or who `listens`. "…" is filled in aloud.

    `language`, here and below, is that of the texts.
    """

    key: str
    for_: Listener
    text: str
    reason: str
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class LightQuestions:
    """The words of a light conversation: one question, or two for a kind word."""

    key: str
    kind: LightKind
    questions: tuple[str, ...]
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Experiment:
    """Something small to try in the coming week. It costs nothing and takes `minutes`, fewer than 15."""

    key: str
    text: str
    minutes: int
    reason: str
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Source:
    """The source of facts and numbering. No sentence is copied from it.

    With `own_life`, the prompts of its reasons ask about the answering person's own part in the life together and leave
    the partner's doing out.
    """

    letter: str
    title: str
    holds: str
    own_life: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a person may feel alone in a good relationship, without retired entries.

    `number` is the place in its source ("A4"), `source` the source's letter. A couple gets prompts about `tender`
    reasons only if both partners asked for them, each privately.
    """

    key: str
    number: str
    dimension: Dimension
    tender: bool
    title: str
    summary: str
    meaning: str
    not_this: str
    prompts: tuple[Prompt, ...]
    starters: tuple[Starter, ...]
    experiments: tuple[Experiment, ...]
    source: str
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole library. `reasons` are in the order of their sources; `anchors` are the six weekly prompts.

    `wish_starters` fit a wish about anything. `light` has the questions of light conversations, retired ones too.

    `scale` has the labels for 1 to 5, `frame` the words above a rated prompt. `places` has the line of each entry: by
    its id or key, and by "<reason key>:<field>" for a reason's own words.
    """

    reasons: Mapping[str, Reason]
    anchors: tuple[Prompt, ...]
    appreciation: Prompt
    wish: Prompt
    scale: tuple[str, ...]
    frame: str
    sources: Mapping[str, Source]
    wish_starters: tuple[Starter, ...]
    light: Mapping[str, LightQuestions]
    places: Mapping[str, Place]
    known_prompts: Mapping[str, Mapping[int, Prompt]]
    known_starters: Mapping[str, Starter]
    known_experiments: Mapping[str, Experiment]

    def prompt(self, id: str, version: int | None = None) -> Prompt:
        """The prompt with this id, retired ones too; its latest wording unless `version` asks for another.

        Raises KeyError when there is no such prompt or version.
        """
        versions = self.known_prompts[id]
        return versions[max(versions) if version is None else version]

    def expected(self, id: str, version: int) -> float | None:
        """The expected level of this wording, from 0 to 1. None: the library names none, or lacks the wording."""
        known = self.known_prompts.get(id, {}).get(version)
        return known.expected if known else None

    def starter(self, key: str) -> Starter:
        """The starter with this key, retired ones too. Raises KeyError when there is none."""
        return self.known_starters[key]

    def experiment(self, key: str) -> Experiment:
        """The experiment with this key, retired ones too. Raises KeyError when there is none."""
        return self.known_experiments[key]

    def questions(self) -> dict[LightKind, list[str]]:
        """The keys of the questions that are asked today, by kind."""
        found: dict[LightKind, list[str]] = {}
        for key, each in self.light.items():
            if not each.retired:
                found.setdefault(each.kind, []).append(key)
        return found

    def guess_for(self, anchor_id: str) -> Prompt:
        """The prompt that asks what the partner answers on this anchor. Raises KeyError for no anchor."""
        return self.prompt(f"guess.{anchor_id}")

    def prompts_for(self, reason_key: str) -> tuple[Prompt, ...]:
        """The prompts that are asked about this reason today. Raises KeyError when there is none."""
        return self.reasons[reason_key].prompts
