"""Data classes for a talking point as one viewer may see it. Queries return them, and the API renders them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from checkins.talking.topics import PointKind
from content.languages import readers_language
from content.values import Dimension, LightKind, Listener

Who = Literal["me", "partner"]
WhoFelt = Literal["me", "partner", "both"]
PointRole = Literal["strength", "wish", "main", "optional", "light", "private"]
WhenToTalk = Literal["now", "later", "not_for_us"]
Helped = Literal["yes", "a_little", "no"]


def other_language(language: str) -> str | UnsetType:
    """Return the language with which to mark a text, or UNSET if the text is in the reader's own language."""
    return UNSET if language == readers_language() else language


@dataclass(frozen=True, slots=True)
class PointReason:
    """A reason of the library, as a talking point shows it.

    In all classes of this module, `language` is set only if the text is not in the reader's language.
    """

    key: str
    title: str
    summary: str
    meaning: str
    not_this: str
    dimension: Dimension
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class PointEvidence:
    """One pair of answers behind a talking point, as the partners gave them."""

    date: dt.date
    prompt: str
    mine: int | None
    theirs: int | None
    guess: int | None
    guess_by: Who | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Why:
    """Why a talking point came up: the rule's code, sentences for people, and the answers behind it (newest first)."""

    rule: str
    sentences: Sequence[str]
    evidence: Sequence[PointEvidence]


class ListedStarter(Struct, frozen=True, rename={"for_": "for"}):
    """A conversation starter: a sentence to start a conversation with.

    `saved`: whether it is on the couple's list. `talked_on`: the day on which the partners talked about it.
    """

    key: str
    for_: Listener  # `for` is a Python keyword, so a dataclass can't have a field of that name.
    text: str
    saved: bool
    talked_on: dt.date | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class ShownExperiment:
    """An experiment: something small to try. `minutes`: about how long it takes."""

    key: str
    text: str
    minutes: int
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Voice:
    """The partners' choices about a talking point. `both`: the joint result, once both have chosen.

    `helped`: the viewer's own answer to "Did it help?". `told`: whether the partner may see that answer.
    `partner_told`: the partner's answer, if the partner chose to show it.
    """

    mine: WhenToTalk | None
    both: WhenToTalk | None
    talked_on: dt.date | None
    tried_on: dt.date | None
    helped: Helped | None
    told: bool
    partner_told: Helped | None


@dataclass(frozen=True, slots=True)
class AnotherWay:
    """Another way into a talking point, shown to the viewer alone if talking helped only a little or not.

    It has a different experiment, and the starters for the other role (the one who feels it, or the one who listens).
    """

    experiment: ShownExperiment | None
    starters: Sequence[ListedStarter]


@dataclass(frozen=True, slots=True)
class WishWords:
    """One partner's own words about what that partner would like to talk about."""

    by: Who
    text: str


@dataclass(frozen=True, slots=True)
class LightConversation:
    """Friendly questions, drawn from good answers or from a fixed list. They never point to a problem.

    In questions of the kind `news`, each partner asks about the kind words that their partner wrote.
    """

    kind: LightKind
    questions: Sequence[str]
    language: str | UnsetType = UNSET


@dataclass(frozen=True)
class Point:
    """A talking point, as its viewer sees it. `reason` is null if the point is based on anchors alone.

    `words` is set for a wish only, and `light` for a light conversation only. `dimension` is null for a wish that is
    not about a prompt, and for a light conversation from the fixed list.
    """

    id: UUID
    kind: PointKind
    role: PointRole
    reason: PointReason | None
    dimension: Dimension | None
    felt_by: WhoFelt
    headline: str
    why: Why
    starters: Sequence[ListedStarter]
    experiment: ShownExperiment | None
    voice: Voice
    another_way: AnotherWay | None
    recurring: bool
    words: WishWords | None
    light: LightConversation | None
