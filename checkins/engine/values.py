"""The engine's input and output, as frozen dataclasses without database tables.

Partner 0 and partner 1 are the two people of a couple, always in the same order. The engine treats both in the same
way. Answers are kept as given, from 1 ("Not at all") to 5 ("All week"). For some prompts, a high answer is bad. The
engine itself reverses the answers to these prompts.
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
    """One prompt, as it was asked in a check-in and as the engine sees it.

    `reasons`: how strongly a bad answer points to each reason, as a weight above 0 and at most 1, by reason key.
    `dimension`: the area of the relationship that the prompt is about.
    `side`: whether the prompt is about something "received" from the partner, "given" to the partner, or the
    person's "own" part in the life together. None for other prompts.
    `reverse`: a high answer is bad, for example if the prompt asks whether the person felt lonely.
    `anchor`: the prompt is asked in every check-in. The answers to such a prompt are no evidence for its reasons.
    `expected`: the ordinary answer of a contented person, from 0 (bad) to 1 (good).
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
    """One partner's guess: partner `by` thinks that the other answered `value` (1 to 5) to the prompt with this key."""

    by: Partner
    key: str
    value: int


@dataclass(frozen=True, slots=True)
class EngineRound:
    """One revealed check-in, with the answers that both partners shared.

    `values`: for each partner, the answers from 1 to 5 by prompt key, as given. An answer that was skipped, private,
    or "didn't come up" is missing, and never counts as a 3.
    `did_not_come_up`: for each partner, the keys of the prompts that they answered with "didn't come up" and shared.
    The reasons of these prompts are suggested for a follow-up prompt. Skipped and private answers appear nowhere.
    `two_languages`: the partners answered in different languages.
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

    `outcome`: "shown", "later" (put off), "talked" (talked about), or "not_for_us". If a partner told the other that
    the conversation helped, or did not help, the outcome is "helped" or "unhelped". "Did not help" takes precedence.
    `date`: the day of that outcome.
    `reason`: None if the topic was about a dimension (an area of the relationship) or about everything.
    `dimension`, `felt_by`, `rule`: copied from the finding. If `dimension` and `reason` are both None, it is not known
    what the topic was about. Then findings about a dimension and findings about everything are not shown for a while.

    Several past topics may have the same reason. Both partners see what follows from these values. So nothing that
    one partner keeps private may be stored here.
    """

    reason: str | None
    date: date
    outcome: TopicOutcome
    dimension: str | None = None
    felt_by: Partner | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The partners' answers to one prompt of one check-in, as given, on which a finding is based.

    The app shows these answers to the couple under "Why this?". `guess`: what partner `guess_by` guessed about the
    other partner's answer, if the finding is about a guess.
    """

    round_id: str
    date: date
    key: str
    values: tuple[int | None, int | None]
    guess: int | None = None
    guess_by: Partner | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the engine found in a couple's answers: a problem or a strength.

    `reason`: None if the finding is about a whole dimension or about everything. A finding from the anchors (prompts
    that every check-in asks) has a reason only if answers to that reason's own prompts support it.
    `dimension`: the area of the relationship. If the finding is about everything, this is the area with which the
    couple can best begin to talk.
    `strength`: how clear the finding is. For a problem, 1.0 is just enough for a talking point. For findings of the
    kind "strength", the value is between 0 and 1.
    `felt_by`: the partner whom the finding is about (None: both).
    `rule`: the code of the rule that made the finding (see `rules.py`). A rule's code never changes.
    `evidence`: the answers on which the finding is based, newest first.
    `recurring`: the same reason came up in an earlier week.
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
    """Everything that the engine concludes from a couple's revealed check-ins.

    `strengths`, `main` and `optional`: what went well, and the week's first and second talking point, for both
    partners.
    `drift`: for each partner, a finding that only this partner sees and that influences nothing else.
    `suspicions`: the keys of reasons that are worth a follow-up prompt, in the order in which to ask. They are not
    findings.
    `odds`: how strongly the answers point to each reason, as a Bayes factor for "this reason is a problem" (see
    `choice.odds`). Factors of 1 and less are left out, so that a skipped answer and a good answer have the same effect.
    `low`: everything was low lately, for one partner or both.
    """

    strengths: tuple[Finding, ...] = ()
    main: Finding | None = None
    optional: Finding | None = None
    drift: tuple[Finding | None, Finding | None] = field(default=(None, None))
    suspicions: tuple[str, ...] = ()
    odds: Mapping[str, float] = field(default_factory=dict)
    low: bool = False


def primary_reason(reasons: Mapping[str, float]) -> str | None:
    """Return the key of the reason with the highest weight, or None if `reasons` is empty.

    Among reasons of equal weight, the alphabetically first key is returned.
    """
    return min(reasons, key=lambda reason: (-reasons[reason], reason), default=None)
