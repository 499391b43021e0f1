"""Input and output of the rule that chooses a light conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkins.engine import Evidence
from content.values import LightKind


@dataclass(frozen=True, slots=True)
class LightSubject:
    """What an answer is about: a reason or, if `reason` is None, a whole dimension (area of the relationship)."""

    reason: str | None
    dimension: str


@dataclass(frozen=True, slots=True)
class PastLight:
    """A light conversation that was offered on `date`.

    `subject`: None if the questions were about kind words or came from the fixed list of questions (the deck).
    `questions`: the key of the conversation's questions in the library.
    `dismissed`: the couple chose "not for us".
    """

    subject: LightSubject | None
    questions: str
    date: date
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class LightPick:
    """The light conversation to offer.

    `questions`: the key of the conversation's questions in the library.
    `evidence`: the answers that led to the conversation, if they are suitable to show.
    """

    kind: LightKind
    subject: LightSubject | None
    questions: str
    evidence: tuple[Evidence, ...] = ()
