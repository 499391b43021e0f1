"""Choose this week's talking points from the findings. Also choose the reasons that are worth a follow-up prompt.

After a topic was shown, put off, talked about or dismissed ("not for us"), it rests: it is not shown for some weeks. It
comes back after its rest only if a newer answer supports it. If the topic was talked about or dismissed, only newer
answers count as evidence. If it was only shown or put off, the older answers count as well.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp
from statistics import fmean

from checkins.engine import figures, rules
from checkins.engine.estimates.posterior import ReasonCase
from checkins.engine.values import Finding, Partner, PastTopic, TopicOutcome

#: Days that a topic rests after each outcome.
REST: Mapping[TopicOutcome, int] = {
    "later": 14,
    "shown": 28,
    "unhelped": 28,
    "talked": 42,
    "helped": 70,
    "not_for_us": 182,
}
#: Fewest days that a finding about everything rests, whatever its outcome.
REST_WHOLE = 56
#: Outcomes after which answers up to that day no longer count.
CLOSED: frozenset[TopicOutcome] = frozenset({"talked", "helped", "unhelped", "not_for_us"})
#: After its rest, a topic that was talked about is asked about once more within this many days. If talking did not
#: help, it is asked about first. Otherwise, the reasons that have evidence come first.
ASK_AGAIN_DAYS = 28


def resets(past: Iterable[PastTopic]) -> dict[str, date]:
    """Return the day on which each reason was last talked about or dismissed ("not for us"), by reason key.

    Only answers from check-ins after this day count as evidence for the reason.
    """
    found: dict[str, date] = {}
    for one in past:
        if one.outcome in CLOSED and one.reason is not None:
            found[one.reason] = max(one.date, found.get(one.reason, one.date))
    return found


@dataclass(frozen=True, slots=True)
class Resting:
    """The topics that may not be shown today, because they came up recently.

    `reasons`: the keys of reasons that may not be shown.
    `stories`: the dimension (area of the relationship; None: any) and the partner (None: both) that each recent topic
    was about. `covers` compares findings from the anchors (prompts that every check-in asks) with these pairs.
    `whole`: whether findings about everything (all areas of the relationship at once) may not be shown.
    """

    reasons: frozenset[str]
    stories: frozenset[tuple[str | None, Partner | None]]
    whole: bool

    def covers(self, dimension: str, felt_by: Partner | None) -> bool:
        """Return whether a finding from the anchors about this dimension and partner may not be shown today.

        Anchors are the prompts that every check-in asks, and each belongs to a dimension (an area of the relationship).
        `felt_by`: the partner whom the finding is about (None: both). A recent topic about both partners also covers
        findings about one partner. A recent topic about one partner also covers findings about both.
        """
        return any(
            about in (None, dimension) and (partner is None or felt_by is None or partner == felt_by)
            for about, partner in self.stories
        )


def resting(past: Iterable[PastTopic], today: date, dimensions: Mapping[str, str]) -> Resting:
    """Return the topics that may not be shown on the day `today`, given the topics of earlier weeks.

    If a reason may not be shown, the same holds for findings about the reason's dimension (area of the relationship)
    and the same partner. Such a finding would bring up the same topic under another name. `dimensions` maps each
    reason to its dimension, for past topics that were stored without a dimension.
    """
    reasons: set[str] = set()
    stories: set[tuple[str | None, Partner | None]] = set()
    whole = False
    for one in past:
        everything = one.rule in rules.ABOUT_EVERYTHING or (one.reason is None and one.dimension is None)
        days = REST[one.outcome]
        if everything and today < one.date + timedelta(days=max(days, REST_WHOLE)):
            whole = True
        if today >= one.date + timedelta(days=days):
            continue
        if one.reason is not None:
            reasons.add(one.reason)
        dimension = one.dimension or dimensions.get(one.reason or "")
        if dimension is not None or one.reason is None:
            stories.add((dimension, one.felt_by))
    return Resting(frozenset(reasons), frozenset(stories), whole)


def subject(finding: Finding) -> str:
    """Return the key of a finding's reason or, without a reason, of its dimension (area of the relationship).

    If the finding is about everything at once, return the code of its rule instead. Two findings with the same
    subject are never shown together.
    """
    if finding.rule in rules.ABOUT_EVERYTHING:
        return finding.rule
    return finding.reason or finding.dimension


def talking_points(
    found: Iterable[Finding], past: Sequence[PastTopic], today: date
) -> tuple[Finding | None, Finding | None]:
    """Return the strongest finding, and the strongest finding about another subject. A place without a finding is None.

    A finding needs a strength of at least 1.0. If the finding's reason came up before, at least one answer behind the
    finding must be newer than that. Of two equally strong findings, the one with the larger difference between the
    partners' answers comes first. Equal strengths are frequent, because the evidence from a single answer is limited.

    A finding about everything is shown alone. A finding about a dimension (area of the relationship) is not shown if
    there is a finding about one of the dimension's reasons.
    """
    earlier = {one.reason for one in past if one.date < today and one.reason is not None}
    last_shown: dict[str, date] = {}
    for one in past:
        if one.reason is not None:
            last_shown[one.reason] = max(one.date, last_shown.get(one.reason, one.date))
    earned: dict[str, list[Finding]] = {}
    for finding in found:
        shown = last_shown.get(finding.reason or "")
        news = shown is None or any(evidence.date > shown for evidence in finding.evidence)
        if finding.strength >= 1.0 and news:
            earned.setdefault(subject(finding), []).append(finding)
    ranked = sorted(
        (_one_of(group) for group in earned.values()), key=lambda f: (-f.strength, -_apart(f), subject(f))
    )
    whole = [finding for finding in ranked if finding.rule in rules.ABOUT_EVERYTHING]
    named = {finding.dimension for finding in ranked if finding.reason is not None}
    ranked = [f for f in whole or ranked if whole or f.reason is not None or f.dimension not in named]
    chosen = [replace(finding, recurring=finding.reason in earlier) for finding in ranked[:2]]
    return (chosen[0] if chosen else None), (chosen[1] if len(chosen) > 1 else None)


def _apart(finding: Finding) -> float:
    """Return the average difference between the partners' answers in the evidence, on the scale from 1 to 5."""
    pairs = [each.values for each in finding.evidence]
    return fmean([abs(a - b) for a, b in pairs if a is not None and b is not None] or [0.0])


def _one_of(group: Sequence[Finding]) -> Finding:
    """Return the strongest of several findings about one subject.

    If the strongest are two equally strong findings of the same rule, one about each partner, the result is a single
    finding about both partners.
    """
    best = min(group, key=lambda f: (-f.strength, f.rule))
    equal = [f for f in group if f.strength == best.strength and f.rule == best.rule]
    if len(equal) == 1:
        return best
    merged = dict.fromkeys(evidence for finding in equal for evidence in finding.evidence)
    newest_first = tuple(sorted(merged, key=lambda evidence: evidence.date, reverse=True))
    return replace(best, felt_by=None, evidence=newest_first)


def odds(
    cases: Mapping[str, ReasonCase], allowed: Callable[[str], bool], unread: Collection[str]
) -> dict[str, float]:
    """Return how strongly the answers point to each reason, as Bayes factors above 1 by reason key.

    A Bayes factor of 3 means: the answers are three times as likely if the reason is a problem as if it is not. Only
    reasons for which `allowed` returns True are included. `cases`: the evidence for each reason.
    `unread`: reasons whose newest answers could not be interpreted. Their factors (at least 1) are raised by 1, so that
    these reasons are asked about again sooner.

    All other factors of 1 and less are left out. Otherwise, a reason whose prompt was skipped would be asked about
    sooner than a reason with good answers.
    """
    found = {case.reason: exp(case.weight) for case in cases.values() if case.weight > 0}
    for reason in unread:
        found[reason] = found.get(reason, 1.0) + 1.0
    return {reason: value for reason, value in found.items() if allowed(reason)}


def suspicions(
    cases: Mapping[str, ReasonCase],
    past: Sequence[PastTopic],
    now: int,
    today: date,
    likely: Mapping[str, float],
    allowed: Callable[[str], bool],
    unread: Collection[str],
) -> tuple[str, ...]:
    """Return the reasons that are worth a follow-up prompt, in the order in which to ask about them.

    The order is:

    1. reasons that the partners talked about, if the conversation did not help,
    2. reasons with some evidence that the latest `SUSPECT_ROUNDS` check-ins asked about, together with the reasons in
       `unread`, highest odds in `likely` first,
    3. the other reasons that the partners talked about, to find out how things are now.

    Groups 1 and 3 contain a reason only if neither partner has answered about it since the conversation, and only in
    the `ASK_AGAIN_DAYS` days after the reason may be shown again.
    `cases`: the evidence for each reason. `past`: the topics of earlier weeks. `now` and `today`: the number and the
    day of the latest check-in. `allowed`: tells whether a reason may be asked about.
    `unread`: reasons whose newest answers could not be interpreted.
    """
    worth = [
        case.reason
        for case in cases.values()
        if case.weight >= figures.SUSPECT and now - case.latest < figures.SUSPECT_ROUNDS
    ]
    weighty = sorted(
        (reason for reason in {*worth, *unread} if allowed(reason)),
        key=lambda reason: (-likely[reason], reason),
    )
    talked = {
        one.reason: one
        for one in sorted(past, key=lambda one: one.date)
        if one.outcome in CLOSED and one.reason is not None
    }
    back = sorted(
        reason
        for reason, one in talked.items()
        if one.outcome != "not_for_us"
        and reason not in cases
        and allowed(reason)
        and today < one.date + timedelta(days=REST[one.outcome] + ASK_AGAIN_DAYS)
    )
    unhelped = [reason for reason in back if talked[reason].outcome == "unhelped"]
    return tuple(dict.fromkeys((*unhelped, *weighty, *back)))
