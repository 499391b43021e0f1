"""Choose this week's talking points from the findings, and the reasons worth asking about again.

A topic rests after it was shown, put off, talked about or dismissed. After a conversation or a dismissal its evidence
starts from zero. A topic that was only shown comes back when a new answer supports it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from checkins.engine import figures
from checkins.engine.evidence import ReasonCase
from checkins.engine.values import Finding, PastTopic, TopicOutcome

#: Days that a topic rests after each outcome.
REST: Mapping[TopicOutcome, int] = {
    "later": 14,
    "shown": 28,
    "unhelped": 28,
    "talked": 42,
    "helped": 70,
    "not_for_us": 182,
}
#: Outcomes after which earlier answers no longer count.
CLOSED: frozenset[TopicOutcome] = frozenset({"talked", "helped", "unhelped", "not_for_us"})
#: After its rest, a topic that was talked about is asked about once more within so many days. If talking did not help,
#: it goes first. Otherwise it goes after the reasons that have evidence.
ASK_AGAIN_DAYS = 28


def resets(past: Iterable[PastTopic]) -> dict[str, date]:
    """Per reason, the last day whose answers no longer count."""
    found: dict[str, date] = {}
    for one in past:
        if one.outcome in CLOSED:
            found[one.reason] = max(one.date, found.get(one.reason, one.date))
    return found


def resting(past: Iterable[PastTopic], today: date) -> frozenset[str]:
    """The reasons that may not be shown on `today`."""
    return frozenset(one.reason for one in past if today < one.date + timedelta(days=REST[one.outcome]))


def talking_points(
    found: Iterable[Finding], past: Sequence[PastTopic], today: date
) -> tuple[Finding | None, Finding | None]:
    """The strongest finding, and the next one about another reason. Each needs a strength of at least 1.0."""
    earlier = {one.reason for one in past if one.date < today}
    last_shown: dict[str, date] = {}
    for one in past:
        last_shown[one.reason] = max(one.date, last_shown.get(one.reason, one.date))
    earned: dict[str, list[Finding]] = {}
    for finding in found:
        shown = last_shown.get(finding.reason or "")
        news = shown is None or any(evidence.date > shown for evidence in finding.evidence)
        if finding.reason is not None and finding.strength >= 1.0 and news:
            earned.setdefault(finding.reason, []).append(finding)
    ranked = sorted(
        (_one_of(group) for group in earned.values()), key=lambda f: (-f.strength, f.reason or "")
    )
    chosen = [replace(finding, recurring=finding.reason in earlier) for finding in ranked[:2]]
    return (chosen[0] if chosen else None), (chosen[1] if len(chosen) > 1 else None)


def _one_of(group: Sequence[Finding]) -> Finding:
    """The strongest finding about one reason. If it holds equally for each partner, it is about both."""
    best = min(group, key=lambda f: (-f.strength, f.rule))
    equal = [f for f in group if f.strength == best.strength and f.rule == best.rule]
    if len(equal) == 1:
        return best
    evidence = tuple(dict.fromkeys(evidence for finding in equal for evidence in finding.evidence))
    return replace(best, felt_by=None, evidence=evidence)


def suspicions(
    cases: Mapping[str, ReasonCase],
    past: Sequence[PastTopic],
    now: int,
    today: date,
    allowed: Callable[[str], bool],
) -> tuple[str, ...]:
    """Reasons worth a follow-up prompt, in three groups.

    First the rested topics where talking did not help, then reasons with some evidence (strongest first), then the
    other rested topics that were talked about, to see how they are now.
    """
    weighty = [
        case
        for case in cases.values()
        if case.weight >= figures.SUSPECT
        and now - case.latest < figures.SUSPECT_ROUNDS
        and allowed(case.reason)
    ]
    weighty.sort(key=lambda case: (-case.weight, case.reason))
    talked = {one.reason: one for one in sorted(past, key=lambda one: one.date) if one.outcome in CLOSED}
    back = sorted(
        reason
        for reason, one in talked.items()
        if one.outcome != "not_for_us"
        and reason not in cases
        and allowed(reason)
        and today < one.date + timedelta(days=REST[one.outcome] + ASK_AGAIN_DAYS)
    )
    unhelped = [reason for reason in back if talked[reason].outcome == "unhelped"]
    return tuple(dict.fromkeys((*unhelped, *(case.reason for case in weighty), *back)))
