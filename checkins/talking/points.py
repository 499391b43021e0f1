"""Data classes for a talking point as one viewer may see it. Queries return them, and the API sends them."""

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
    """Return the language of a text, or UNSET if this is the reader's own language."""
    return UNSET if language == readers_language() else language


@dataclass(frozen=True, slots=True)
class PointReason:
    """A reason of the library, as a talking point shows it.

    In all classes of this module, `language` is the language of the text, set only if it is not the reader's
    language.
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
    """Both partners' answers to one prompt, as part of the explanation why a talking point came up.

    `mine` and `theirs` are on the scale from 1 to 5. They are null without an answer that both partners may see. On a
    private card, `theirs` is always null.
    `guess`: a partner's guess about the other partner's answer (1 to 5). `guess_by`: the partner who guessed.
    """

    date: dt.date
    prompt: str
    mine: int | None
    theirs: int | None
    guess: int | None
    guess_by: Who | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Why:
    """Why a talking point came up.

    `rule`: the code of the engine's rule, or `wish`, or the kind of light conversation, such as `light.deck`.
    `sentences`: an explanation for people.
    `evidence`: the answers on which the talking point is based, newest first.
    """

    rule: str
    sentences: Sequence[str]
    evidence: Sequence[PointEvidence]


class ListedStarter(Struct, frozen=True, rename={"for_": "for"}):
    """A sentence to start a conversation with.

    `for_`: which partner says the sentence, the one who feels the problem or the one who listens.
    `saved`: whether the starter is on the couple's list. `talked_on`: the day on which the partners talked about it.
    """

    key: str
    for_: Listener  # `for` is a Python keyword, so a dataclass can't have a field of that name.
    text: str
    saved: bool
    talked_on: dt.date | None
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class ShownExperiment:
    """A small thing to try. `minutes`: about how many minutes it takes."""

    key: str
    text: str
    minutes: int
    language: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Voice:
    """The partners' choices about a talking point (now, later or not for us), as the viewer sees them.

    `mine`: the viewer's choice. `both`: the joint result, null until both partners have chosen. On a private card, the
    viewer's choice alone is the joint result.
    `talked_on`: the day on which a partner marked the point as talked about, or null.
    `tried_on`: the day on which a partner marked the point's experiment as tried, or null.
    `helped`: the viewer's own answer to "Did it help?". `told`: whether the partner may see that answer.
    `partner_told`: the partner's answer to "Did it help?", if the partner chose to show it.
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
    """Another way to talk about a topic, for a viewer who answered that talking helped only a little or not at all.

    Only this viewer sees it.
    `experiment`: another small thing to try, null unless the library has at least two for the topic's reason.
    `starters`: sentences that show the topic from the partner's side. If only the partner felt the problem, these are
    the sentences for the person who feels it. Otherwise, these are the sentences for the person who listens.
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
    """Friendly questions about good answers or kind words, or from a fixed list. They never point to a problem.

    `kind`: what the questions are about. The kind `news` is about kind words: the partner who received the words asks
    the partner who wrote them.
    """

    kind: LightKind
    questions: Sequence[str]
    language: str | UnsetType = UNSET


@dataclass(frozen=True)
class Point:
    """A talking point, as its viewer sees it.

    `reason` is null if the point names no reason of the library. For example, a finding about a whole area of the
    relationship has no reason, and neither has a partner's wish to talk.
    `felt_by` is the partner whom a finding is about, or the author of a wish. Otherwise it is "both".
    `words` is set only if a partner asked to talk about something. `light` is set only for a light conversation.
    `dimension` (the area of the relationship) is null for a wish from the prompt "I'd like to talk about…", and for a
    light conversation that is about kind words or comes from the fixed list of questions.
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
