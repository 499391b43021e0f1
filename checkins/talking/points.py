"""A talking point as one viewer may see it: the values that queries return and the API shows."""

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
    """The language to mark words with: none if it is the reader's own."""
    return UNSET if language == readers_language() else language


@dataclass(frozen=True, slots=True)
class PointReason:
    """A reason of the library, in the words that a point shows.

    `language`, here and below, stands only where the words are not in the reader's language.
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
    """One pair of answers behind a point, as given."""

    date: dt.date
    prompt: str
    mine: int | None
    theirs: int | None
    guess: int | None
    guess_by: Who | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Why:
    """Why a point came up: the rule's code, sentences for people, the answers behind it (newest first)."""

    rule: str
    sentences: Sequence[str]
    evidence: Sequence[PointEvidence]


class ListedStarter(Struct, frozen=True, rename={"for_": "for"}):
    """A sentence to begin with. `saved`: on the couple's list. `talked_on`: the day that the two talked about it."""

    key: str
    for_: Listener  # no dataclass can have a field named `for`
    text: str
    saved: bool
    talked_on: dt.date | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class ShownExperiment:
    """Something small to try."""

    key: str
    text: str
    minutes: int
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Voice:
    """The choices about a point. `both`: the joint result, once both have chosen.

    `helped` is the viewer's own answer, and `told` whether the partner may see it. `partner_told` is the answer that
    the partner chose to show.
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
    """For the viewer alone, if it helped little or not: something else to try, and the starters of the other role."""

    experiment: ShownExperiment | None
    starters: Sequence[ListedStarter]


@dataclass(frozen=True, slots=True)
class WishWords:
    """What one of the two wrote that they would like to talk about."""

    by: Who
    text: str


@dataclass(frozen=True, slots=True)
class LightConversation:
    """Friendly questions. They are drawn from good answers or a deck, and are never a finding.

    Questions of the kind `news` are about the other's kind words: each asks the other about what the other wrote.
    """

    kind: LightKind
    questions: Sequence[str]
    language: str | UnsetType = UNSET


@dataclass(frozen=True)
class Point:
    """A talking point, as its viewer sees it. `reason` is null if it rests on an anchor alone.

    `words` is for a wish, `light` for a light conversation; else they are null. A wish about anything, and a light
    conversation from the deck, have no `dimension`.
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
