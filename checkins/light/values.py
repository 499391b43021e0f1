"""The input and output of the rule for light conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkins.engine import Evidence
from content.values import LightKind


@dataclass(frozen=True, slots=True)
class LightSubject:
    """What answers are about: a reason, or, for anchors, their dimension (`reason` is None)."""

    reason: str | None
    dimension: str


@dataclass(frozen=True, slots=True)
class PastLight:
    """A light conversation that was offered on `date`. `dismissed`: it ended up as "not for us".

    `questions` is its key in the library. `subject` is None for kind words and the deck.
    """

    subject: LightSubject | None
    questions: str
    date: date
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class LightPick:
    """The light conversation to offer. `evidence`: the answers that it is drawn from, if they read well."""

    kind: LightKind
    subject: LightSubject | None
    questions: str
    evidence: tuple[Evidence, ...] = ()
