"""What the engine reads and what it answers: plain, frozen values without any table behind them.

Everywhere, partner 0 and partner 1 are the two people of a couple in any order that stays the same; the engine
treats both alike. Answers are on the five-point scale of frequency (1 "Not at all" to 5 "All week"), as they
were given: the engine turns reverse-coded items itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Partner = Literal[0, 1]
Kind = Literal["need", "exchange", "perception", "gap", "drift", "strength"]
Outcome = Literal["shown", "later", "talked", "helped", "unhelped", "not_for_us"]


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt as it was asked.

    `reasons` maps reason keys to weights in (0, 1]; anchors and words may have none. `side` is "received",
    "given", "own" or None. `reverse` items ask about pressure: a high answer is the low one.
    """

    key: str
    reasons: Mapping[str, float]
    dimension: str
    side: str | None
    reverse: bool = False
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """Partner `by` guessed that the other answered `value` (1 to 5) on the item `key`."""

    by: Partner
    key: str
    value: int


@dataclass(frozen=True, slots=True)
class Round:
    """One revealed check-in.

    `values[p]` maps item keys to partner p's answer, 1 to 5, as given. A missing key means that there is
    nothing to read: skipped, private, or "didn't come up". Missing is never a 3.
    """

    id: str
    date: date
    items: tuple[Item, ...]
    values: tuple[Mapping[str, int], Mapping[str, int]]
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """What became of a topic that the couple was shown earlier.

    `outcome` is the latest thing known: "shown", "later", "talked" (about), "helped" or "unhelped" (talked about, and
    somebody told the other that it did, or did not, help) or "not_for_us". `date` is the day of that outcome. More
    than one row per reason is fine. Both see what follows from it, so it may hold nothing that one keeps private.
    """

    reason: str
    date: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """One pair of answers behind a finding, as given, so that "why this?" can show it."""

    round_id: str
    date: date
    key: str
    values: tuple[int | None, int | None]
    guess: int | None = None
    guess_by: Partner | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the engine concludes.

    `reason` is None only for a strength or a perception that rests on an anchor alone. `strength` orders findings
    (1.0 is what just earns a talking point; for strengths of the couple it is 0 to 1). `felt_by` is the partner
    the finding is about, None when it is both. `rule` is a stable code, see `rules.py`. `evidence` is newest first.
    """

    kind: Kind
    reason: str | None
    dimension: str
    strength: float
    felt_by: Partner | None
    evidence: tuple[Evidence, ...]
    rule: str
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """All that one look at a couple's revealed history gives.

    `strengths`, `main` and `optional` are for both. `drift[p]` is for partner p's eyes alone and never enters the
    others. `suspicions` are reason keys that earn a follow-up question, strongest first; they are no findings.
    """

    strengths: tuple[Finding, ...] = ()
    main: Finding | None = None
    optional: Finding | None = None
    drift: tuple[Finding | None, Finding | None] = field(default=(None, None))
    suspicions: tuple[str, ...] = ()
