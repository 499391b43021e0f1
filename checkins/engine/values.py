"""The engine's input and output: plain, frozen values without a table behind them.

Partner 0 and partner 1 are the two people of a couple, in any order that stays the same. The engine treats both alike.
Answers are on the five-point scale of frequency (1 "Not at all" to 5 "All week"), as given. The engine itself turns
the answers to reverse-coded items.
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

    `reasons` maps reason keys to weights in (0, 1]. Anchors may have none. `side` is "received", "given", "own" or
    None. `reverse` items ask about pressure: a high answer is the bad one. `expected` is what a contented person
    ordinarily answers, from 0 to 1, with reverse items turned.
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
    private, or "didn't come up". A missing answer is never a 3. `did_not_come_up[p]` are the items of which partner p
    said so to both: they are asked again in other words. What was skipped or kept private leaves no trace at all.
    With `two_languages`, the partners answered the prompts in different languages.
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
    """A topic that the couple was shown earlier, with its outcome.

    `outcome` is the latest one: "shown", "later", "talked" (about), "helped" or "unhelped" (talked about, and one of
    them told the other that it did, or did not, help) or "not_for_us". `date` is the day of that outcome. A reason may
    occur more than once. `dimension`, `felt_by` and `rule` are the finding's. `reason` is None for a finding about a
    dimension or about everything; if its dimension is unknown, it counts for all of these. Both see the consequences,
    so nothing that one partner keeps private may enter here.
    """

    reason: str | None
    date: date
    outcome: TopicOutcome
    dimension: str | None = None
    felt_by: Partner | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One pair of answers behind a finding, as given. "Why this?" shows them."""

    round_id: str
    date: date
    key: str
    values: tuple[int | None, int | None]
    guess: int | None = None
    guess_by: Partner | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion of the engine.

    `reason` is None if it rests on anchors alone, or is about everything (`rules.ABOUT_EVERYTHING`); then `dimension`
    is the one to begin with. `strength` orders findings:
    1.0 is just enough for a talking point; a couple's strengths have 0 to 1. `felt_by` is the partner that the finding
    is about, None for both. `rule` is a stable code (`rules.py`). `evidence` is newest first.
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

    `strengths`, `main` and `optional` are for both. `drift[p]` is for partner p alone and influences none of the
    others. `suspicions` are reason keys worth a follow-up prompt, strongest first. They are not findings. `odds` say
    how much the answers speak for each reason having begun: only those above 1, so an answer that was skipped and a
    good one are alike. `low`: for one or both, everything was low lately.
    """

    strengths: tuple[Finding, ...] = ()
    main: Finding | None = None
    optional: Finding | None = None
    drift: tuple[Finding | None, Finding | None] = field(default=(None, None))
    suspicions: tuple[str, ...] = ()
    odds: Mapping[str, float] = field(default_factory=dict)
    low: bool = False


def primary_reason(reasons: Mapping[str, float]) -> str | None:
    """The reason that a prompt is mainly about: of the highest weights, the first by name. None without reasons."""
    return min(reasons, key=lambda reason: (-reasons[reason], reason), default=None)
