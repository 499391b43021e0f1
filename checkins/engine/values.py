"""The engine's input and output, as frozen dataclasses without database tables.

Partner 0 and partner 1 are the two people of a couple, in any order that stays the same. The engine treats both alike.
Answers are kept as given, on the five-point scale of frequency (1 "Not at all" to 5 "All week"). The engine itself
reverses the answers to reverse-coded items.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from checkins.engine.figures import USUAL_LEVEL

Partner = Literal[0, 1]
PARTNERS: tuple[Partner, Partner] = (0, 1)
FindingKind = Literal["need", "exchange", "perception", "gap", "drift", "strength"]
TopicOutcome = Literal["shown", "later", "talked", "helped", "unhelped", "not_for_us"]


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt as it was asked.

    `reasons` maps reason keys to weights in (0, 1]. Anchors may have no reasons. `side` is "received", "given", "own"
    or None. A `reverse` item asks about pressure, so a high answer is bad. `expected` is the ordinary answer of a
    contented person from 0 to 1, after reverse-coding.
    """

    key: str
    reasons: Mapping[str, float]
    dimension: str
    side: str | None
    reverse: bool = False
    anchor: bool = False
    expected: float = USUAL_LEVEL


@dataclass(frozen=True, slots=True)
class Guess:
    """Partner `by` guessed that the other answered `value` (1 to 5) on the item `key`."""

    by: Partner
    key: str
    value: int


@dataclass(frozen=True, slots=True)
class EngineRound:
    """One revealed check-in.

    `values[p]` maps item keys to partner p's answer, 1 to 5, as given. A key is missing if the answer was skipped,
    private, or "didn't come up". A missing answer never counts as a 3. `did_not_come_up[p]` are the items that partner
    p answered with "didn't come up" and shared. Their reasons are asked about again with other prompts. Skipped and
    private answers leave no trace at all. `two_languages`: the partners answered in different languages.
    """

    id: str
    date: date
    items: tuple[Item, ...]
    values: tuple[Mapping[str, int], Mapping[str, int]]
    guesses: tuple[Guess, ...] = ()
    did_not_come_up: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    two_languages: bool = False


@dataclass(frozen=True, slots=True)
class PastTopic:
    """A topic that the couple was shown earlier, with its latest outcome.

    `outcome`: "shown", "later" (put off), "talked" (talked about), "helped" or "unhelped" (talked about, and one
    partner told the other that the conversation helped, or did not help), or "not_for_us". `date` is the day of that
    outcome. Several past topics may have the same reason.

    `dimension`, `felt_by` and `rule` are those of the finding. `reason` is None if the finding was about a dimension or
    about everything. If `dimension` is also None, the topic counts for every dimension and for everything. Both
    partners see the consequences, so nothing that one partner keeps private may enter here.
    """

    reason: str | None
    date: date
    outcome: TopicOutcome
    dimension: str | None = None
    felt_by: Partner | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One pair of answers behind a finding, as the partners gave them. "Why this?" shows the pair."""

    round_id: str
    date: date
    key: str
    values: tuple[int | None, int | None]
    guess: int | None = None
    guess_by: Partner | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion of the engine.

    `reason` is None if the finding is based on anchors alone, or is about everything (`rules.ABOUT_EVERYTHING`). In a
    finding about everything, `dimension` is the dimension with which the couple can best begin. `strength` orders
    findings: 1.0 is just enough for a talking point, and findings of kind "strength" have 0 to 1. `felt_by` is the
    partner whom the finding is about (None: both). `rule` is a stable code (`rules.py`). `evidence` is newest first.
    """

    kind: FindingKind
    reason: str | None
    dimension: str
    strength: float
    felt_by: Partner | None
    evidence: tuple[Evidence, ...]
    rule: str
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class EngineResult:
    """Everything that the engine concludes from a couple's revealed history.

    `strengths`, `main` and `optional` are for both partners. `drift[p]` is for partner p alone and influences nothing
    else. `suspicions` are reason keys worth a follow-up prompt, in the order in which to ask. They are not findings.
    `odds` has, per reason, the Bayes factor for "this reason has begun". Factors of 1 and less are left out, so a
    skipped answer and a good answer have the same effect. `low`: for one or both partners, everything was low lately.
    """

    strengths: tuple[Finding, ...] = ()
    main: Finding | None = None
    optional: Finding | None = None
    drift: tuple[Finding | None, Finding | None] = field(default=(None, None))
    suspicions: tuple[str, ...] = ()
    odds: Mapping[str, float] = field(default_factory=dict)
    low: bool = False


def primary_reason(reasons: Mapping[str, float]) -> str | None:
    """Return the reason with the highest weight, or None without reasons. Among equal weights, the first by name."""
    return min(reasons, key=lambda reason: (-reasons[reason], reason), default=None)
