"""The kinds of entries in the library, as frozen dataclasses."""

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
    """One thing that a check-in asks both partners.

    `reverse`: a high answer is bad. Otherwise, a low answer is bad.
    `reasons`: the keys of the reasons to which a bad answer points, each with a weight above 0 and at most 1.
    `side`: whether the prompt is about something "received" from the partner, "given" to the partner, or the
    person's "own" part in the life together.
    `counterpart`: for a prompt about giving, the id of the prompt that asks whether the partner received what was
    given.
    `about`: for a prompt that asks to guess the partner's answer to an anchor, the anchor's id.
    `version`: a prompt whose wording changes gets a new version.
    `retired`: the prompt is no longer asked, but can still be read.
    `expected`: the ordinary answer of someone in a contented couple, from 0 (bad) to 1 (good). None if it is not
    known.
    `why`: explains the value of `expected`.
    `measures`: what the prompt measures. `not_measures`: what the prompt does not measure.

    `why`, `measures` and `not_measures` are for the people who write and review the library. These three fields and
    `expected` are neither sent to phones nor stored with answers.
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
    """A sentence that can begin a conversation. Each "…" is a blank that the speaker fills in aloud.

    `for_`: whether the speaker is the partner who "feels" something or the partner who "listens".
    `reason`: the key of the starter's reason, or "wish" for a starter that fits any topic.
    `language`: the language of the text.
    """

    key: str
    for_: Listener
    text: str
    reason: str
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class LightQuestions:
    """The questions of one light conversation.

    A conversation of the kind "news" is about a partner's kind words and has two questions. All other conversations
    have one question.
    """

    key: str
    kind: LightKind
    questions: tuple[str, ...]
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Experiment:
    """A small thing to try in the coming week, which costs nothing. `minutes`: how long it takes (less than 15)."""

    key: str
    text: str
    minutes: int
    reason: str
    retired: bool = False
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Source:
    """A publication from which the library takes facts and the numbering of reasons, but no sentences.

    `letter`: the letter with which the numbers of this publication's reasons begin.
    `holds`: what the publication contains.
    `own_life`: the prompts about this publication's reasons ask about the person's own part in the life together,
    and not about what the partner does.
    """

    letter: str
    title: str
    holds: str
    own_life: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a person may feel alone in a good relationship.

    Each reason is taken from a publication. `source`: the letter that the library gives to this publication, such as
    "A" (see `Source`). `number`: the letter and the reason's number or heading in the publication, such as "A4".
    `tender`: the reason is asked about only if both partners have agreed to that, each privately.
    `not_this`: what the reason does not mean.
    `prompts`, `starters` and `experiments` (small things to try) contain no retired entries.
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
    """The whole library.

    `reasons`: sorted by publication and number. `anchors`: the six prompts that every check-in asks.
    `scale`: the labels of the answers 1 to 5. `frame`: the words above a prompt with this scale.
    `wish_starters`: starters that fit any topic that a partner wishes to talk about.
    `light`: the light conversations, including retired ones.
    `places`: the file and line of each entry, by id or key. For a text of a reason, the key is "<reason
    key>:<field>".
    `known_prompts`, `known_starters`, `known_experiments`: all entries, including retired ones. `known_prompts` also
    has earlier versions.
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
        """Return the prompt with this id, in this version (None: the latest). The prompt may be retired.

        Raises KeyError if the prompt or the version does not exist.
        """
        versions = self.known_prompts[id]
        return versions[max(versions) if version is None else version]

    def expected(self, id: str, version: int) -> float | None:
        """Return the ordinary answer of contented people to this version of a prompt, from 0 (bad) to 1 (good).

        None if the library does not state the answer, or does not have this version.
        """
        known = self.known_prompts.get(id, {}).get(version)
        return known.expected if known else None

    def starter(self, key: str) -> Starter:
        """Return the starter with this key, even if it is retired. Raises KeyError if the starter does not exist."""
        return self.known_starters[key]

    def questions(self) -> dict[LightKind, list[str]]:
        """Return the keys of all light conversations that are not retired, by kind of conversation."""
        found: dict[LightKind, list[str]] = {}
        for key, each in self.light.items():
            if not each.retired:
                found.setdefault(each.kind, []).append(key)
        return found

    def guess_for(self, anchor_id: str) -> Prompt:
        """Return the prompt that asks a person to guess their partner's answer to an anchor.

        An anchor is a prompt that every check-in asks. Raises KeyError if no anchor has this id.
        """
        return self.prompt(f"guess.{anchor_id}")

    def prompts_for(self, reason_key: str) -> tuple[Prompt, ...]:
        """Return the reason's own prompts that are not retired. Raises KeyError if the reason does not exist."""
        return self.reasons[reason_key].prompts
