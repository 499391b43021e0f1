"""Input and output values of the rule for light conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checkins.engine import Evidence
from content.values import LightKind


@dataclass(frozen=True, slots=True)
class LightSubject:
    """The subject of answers: a reason, or for answers to anchors a dimension (`reason` is None)."""

    reason: str | None
    dimension: str


@dataclass(frozen=True, slots=True)
class PastLight:
    """A light conversation that was offered on `date`.

    `subject`: None for questions about kind words and from the deck. `questions`: the key of its questions in the
    library. `dismissed`: the couple chose "not for us".
    """

    subject: LightSubject | None
    questions: str
    date: date
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class LightPick:
    """The light conversation to offer.

    `questions`: the key of its questions in the library. `evidence`: the answers that it is drawn from, if they are
    suitable to show.
    """

    kind: LightKind
    subject: LightSubject | None
    questions: str
    evidence: tuple[Evidence, ...] = ()
