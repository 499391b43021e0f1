"""The engine's only entry point: `find`."""

from collections.abc import Collection, Sequence

from checkins.engine import figures, rules
from checkins.engine.anchors import borrowing, exchanges, perceptions
from checkins.engine.choice import odds, resets, resting, suspicions, talking_points
from checkins.engine.drift import find_drift
from checkins.engine.estimates.levels import read
from checkins.engine.estimates.posterior import cases, unread
from checkins.engine.estimates.styles import erratic
from checkins.engine.kinds import finding, grounded
from checkins.engine.steady import all_low_alone, dimension_needs, whole
from checkins.engine.strengths import find_strengths
from checkins.engine.values import EngineResult, EngineRound, Finding, PastTopic


def find(
    rounds: Sequence[EngineRound],
    past: Sequence[PastTopic] = (),
    *,
    eligible: Collection[str] | None = None,
    eligible_alone: tuple[Collection[str] | None, Collection[str] | None] | None = None,
    tender: Collection[str] = (),
) -> EngineResult:
    """Find the strengths, the talking points and the reasons to ask about again in a couple's revealed check-ins.

    `rounds`: the revealed check-ins in any order, with shared answers only. The results are about the latest check-in.
    All but the latest `ROUNDS_KEPT` check-ins are ignored.
    `past`: the earlier topics with their outcomes. A topic that came up recently is not shown again for some
    weeks.
    `eligible`: the reasons that may be shown to both partners. None means every reason that was asked about.
    `eligible_alone`: for each partner, the reasons that may be shown to that partner alone. None means `eligible`
    for both.
    `tender`: the tender reasons. Such a reason is never added to a shared finding from the anchors (prompts that every
    check-in asks).

    The function is pure: equal input gives an equal result. If the two partners are swapped, the result is swapped
    also.

    In this example, four quiet weeks pass. Then, for two weeks, partner 0 does not feel heard, and partner 1 feels
    heard:

    >>> from datetime import date, timedelta
    >>> from checkins.engine import EngineRound, Item, find
    >>> calm = [Item(f"anchor.{n}", {}, "connection", "received", anchor=True) for n in range(4)]
    >>> heard = Item("unheard.dialogue", {"unheard": 1.0}, "connection", "received")
    >>> listened = Item("unheard.interest", {"unheard": 1.0}, "connection", "received")
    >>> def week(n, item, first, second):
    ...     answers = {each.key: 4 for each in calm}
    ...     day = date(2026, 1, 4) + timedelta(weeks=n)
    ...     values = ({**answers, item.key: first}, {**answers, item.key: second})
    ...     return EngineRound(str(n), day, (*calm, item), values)
    >>> quiet = [week(n, heard if n % 2 else listened, 4, 4) for n in range(4)]
    >>> find(quiet).main is None
    True
    >>> point = find([*quiet, week(4, heard, 1, 4), week(5, listened, 2, 5)]).main
    >>> point.reason, point.kind, point.rule, point.felt_by
    ('unheard', 'gap', 'gap.large', 0)
    >>> [(evidence.key, evidence.values) for evidence in point.evidence]
    [('unheard.interest', (2, 5)), ('unheard.dialogue', (1, 4))]
    """
    if not rounds:
        return EngineResult()
    kept = sorted(rounds, key=lambda one: (one.date, one.id))[-figures.ROUNDS_KEPT :]
    readings = read(kept)
    now, today = len(kept) - 1, kept[-1].date
    rest = resting(past, today, _dimensions(kept) if any(one.dimension is None for one in past) else {})

    def known(reason: str) -> bool:
        return eligible is None or reason in eligible

    first_alone, second_alone = eligible_alone or (eligible, eligible)

    def allowed(reason: str) -> bool:
        return known(reason) and reason not in rest.reasons

    closed = resets(past)

    def lends(reason: str) -> bool:
        return allowed(reason) and reason not in tender and reason not in closed

    muted = erratic(readings, now)
    weighed = cases(readings, closed, muted)
    overall = whole(readings, now)
    found: list[Finding] = [
        finding(case) for case in weighed.values() if allowed(case.reason) and grounded(case, now)
    ]
    exchanged = exchanges(readings, now)
    told = {(each.dimension, each.felt_by) for each in exchanged}
    needs = [each for each in dimension_needs(readings, now) if (each.dimension, each.felt_by) not in told]
    left_out = overall.concerned | muted
    found += [
        borrowing(each, weighed, lends)
        for each in (*exchanged, *needs, *perceptions(readings, now))
        if each.felt_by not in left_out and not rest.covers(each.dimension, each.felt_by)
    ]
    if overall.finding is not None and not rest.whole:
        found.append(overall.finding)
    main, optional = talking_points(found, past, today)
    shown = [point for point in (main, optional) if point is not None]
    avoid = frozenset(point.reason for point in shown if point.reason is not None)
    missed = frozenset(
        point.dimension
        for point in shown
        if point.reason is None and point.rule not in rules.ABOUT_EVERYTHING
    )
    silent = unread(kept, weighed)
    likely = odds(weighed, allowed, silent)
    return EngineResult(
        strengths=find_strengths(
            [each for each in readings if each.item.anchor or all(map(known, each.item.reasons))],
            now,
            avoid,
            rest.reasons,
            missed,
        ),
        main=main,
        optional=optional,
        drift=(
            all_low_alone(readings, 0, now) or find_drift(readings, 0, now, first_alone),
            all_low_alone(readings, 1, now) or find_drift(readings, 1, now, second_alone),
        ),
        suspicions=suspicions(weighed, past, now, today, likely, allowed, silent),
        odds=likely,
        low=bool(overall.low) or overall.finding is not None,
    )


def _dimensions(rounds: Sequence[EngineRound]) -> dict[str, str]:
    """Return each reason's dimension (area of the relationship), by reason key.

    The dimension is taken from a prompt that points to no other reason more strongly. If there are several such
    prompts, the latest in `rounds` counts.
    """
    found: dict[str, str] = {}
    for one in rounds:
        for item in one.items:
            for reason, weight in item.reasons.items():
                if weight == max(item.reasons.values()):
                    found[reason] = item.dimension
    return found
