"""Findings about answers that were low for weeks, in one dimension (area of the relationship) or everywhere.

These findings use the answers as given, and don't compare them with the person's ordinary answers. Two partners who
both answer low may both be missing something. Low answers that last for weeks are not just someone's habit. The only
exception is the finding about hard weeks, in which both partners' answers were lower than usual.

In this module, a week is one check-in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from checkins.engine import rules
from checkins.engine.estimates.levels import Reading
from checkins.engine.estimates.posterior import LITTLE
from checkins.engine.kinds import EVIDENCE_KEPT, shown_pair
from checkins.engine.values import PARTNERS, Finding, Partner

#: "A little", on the 0 to 1 scale.
VERY_LITTLE = 0.25
#: LATELY: number of weeks that count for a dimension. CONFIRMED: how many of them must be low if both partners are low,
#: or if the other partner says that they gave little. ALONE: how many must be low for one partner otherwise.
LATELY, CONFIRMED, ALONE = 3, 2, 3
#: WHOLE_WEEKS: number of weeks in which everything must be low ("Some of the time" for both, "A little" for one alone).
#: LEAST_ANSWERS: fewest answers that such a week must have.
WHOLE_WEEKS, LEAST_ANSWERS = 3, 5
#: HARD_WEEKS: number of hard weeks that make a finding. ORDINARY_WEEKS: fewest weeks before them. HARD: how far the
#: answers of a hard week are below the ordinary level on average (one point of the scale).
HARD_WEEKS, ORDINARY_WEEKS, HARD = 2, 6, 0.25


@dataclass(frozen=True, slots=True)
class Whole:
    """The partners for whom everything was low lately (`low`), and the finding about this, if any."""

    low: frozenset[Partner]
    finding: Finding | None

    @property
    def concerned(self) -> frozenset[Partner | None]:
        """The partners about whom no finding from the anchors (prompts that every check-in asks) is shown.

        These are the partners for whom everything was low. If everything was low for both, None is included, which
        stands for both together.
        """
        return frozenset({*self.low, None}) if len(self.low) == len(PARTNERS) else frozenset(self.low)


def dimension_needs(readings: Sequence[Reading], now: int) -> list[Finding]:
    """Return a finding for each dimension (area of the relationship) in which a partner received little for weeks.

    If both partners received little in the same weeks, the finding is about both. Otherwise, each partner who received
    little has a separate finding, which needs more weeks unless the other partner reports having given little.
    The answers of the latest check-in, which has the number `now`, must also be low.
    `readings`: the answers of all check-ins.
    """
    lately: dict[str, dict[int, dict[str, Reading]]] = {}
    for reading in reversed(readings):
        if now - reading.number >= LATELY:
            break
        if reading.item.anchor and reading.item.side:
            weeks = lately.setdefault(reading.item.dimension, {})
            weeks.setdefault(reading.number, {})[reading.item.side] = reading
    found: list[Finding] = []
    for dimension, weeks in sorted(lately.items()):
        both = _weeks_low(weeks, now, PARTNERS)
        if len(both) >= CONFIRMED:
            found.append(_need(dimension, None, both, rules.NEED_BOTH))
            continue
        for partner in PARTNERS:
            low = _weeks_low(weeks, now, (partner,))
            other: Partner = 1 if partner == 0 else 0
            confirmed = [week for week in low if _is_low(week.get("given"), other)]
            if len(low) >= ALONE or len(confirmed) >= CONFIRMED:
                found.append(_need(dimension, partner, low, rules.NEED_ONE))
    return found


def _weeks_low(
    weeks: dict[int, dict[str, Reading]], now: int, people: Sequence[Partner]
) -> list[dict[str, Reading]]:
    """Return the answers of the weeks in which all `people` received very little. The newest week comes first.

    The answers of a week are by side ("received" or "given"). The list is empty if week `now` is not among these weeks.
    `weeks`: the answers about one area of the relationship, by week number and then by side.
    """
    low = [
        (number, week)
        for number, week in sorted(weeks.items(), reverse=True)
        if all(_is_low(week.get("received"), partner) for partner in people)
    ]
    return [week for _, week in low] if low and low[0][0] == now else []


def _is_low(reading: Reading | None, partner: Partner) -> bool:
    stood = None if reading is None else reading.stood[partner]
    return stood is not None and stood <= VERY_LITTLE


def _need(dimension: str, partner: Partner | None, weeks: Sequence[dict[str, Reading]], rule: str) -> Finding:
    shown = [week["received"] for week in weeks]
    if partner is not None:
        shown = [week[side] for week in weeks for side in ("received", "given") if side in week]
    evidence = tuple(shown_pair(reading) for reading in shown[:EVIDENCE_KEPT])
    return Finding("need", None, dimension, 1.0 + 0.1 * len(weeks), partner, evidence, rule)


def whole(readings: Sequence[Reading], now: int) -> Whole:
    """Return the partners for whom everything was low lately, and the finding about this, if any.

    Everything was low for a partner if at least half of their answers were low in each of the latest `WHOLE_WEEKS`
    weeks. If there are fewer weeks, all of them must be low, and there is no finding. If everything was low for neither
    partner, but the latest two weeks were hard, both partners are returned. A week is hard if both partners' answers
    were clearly lower than usual. Hard weeks count only after at least `ORDINARY_WEEKS` other weeks.
    `readings`: the answers of all check-ins. `now`: the number of the latest check-in.
    """
    first = max(0, now - WHOLE_WEEKS + 1)
    weeks: dict[int, list[Reading]] = {number: [] for number in range(first, now + 1)}
    for reading in reversed(readings):
        if reading.number not in weeks:
            break
        weeks[reading.number].append(reading)
    if all(_all_low(week, partner, LITTLE) for week in weeks.values() for partner in PARTNERS):
        low = frozenset(PARTNERS)
    else:
        low = frozenset(p for p in PARTNERS if all(_all_low(week, p, VERY_LITTLE) for week in weeks.values()))
    if low:
        partner = None if len(low) == len(PARTNERS) else next(iter(low))
        enough = len(weeks) == WHOLE_WEEKS
        return Whole(low, _about_everything(weeks, partner, rules.NEED_WHOLE) if enough else None)
    if now + 1 < ORDINARY_WEEKS + HARD_WEEKS:
        return Whole(frozenset(), None)
    hard = {number: weeks[number] for number in range(now - HARD_WEEKS + 1, now + 1)}
    if all(_hard(week, partner) for week in hard.values() for partner in PARTNERS):
        return Whole(frozenset(PARTNERS), _about_everything(hard, None, rules.NEED_HARD_WEEKS))
    return Whole(frozenset(), None)


def all_low_alone(readings: Sequence[Reading], partner: Partner, now: int) -> Finding | None:
    """Return the finding that everything has become low for this partner, or None. Only this partner sees the finding.

    The finding is based on this partner's answers alone. It is returned in the third low week in a row, but not in the
    low weeks that follow. After a better week, the count of low weeks starts again.
    `readings`: the answers of all check-ins. `now`: the number of the latest check-in.
    """
    weeks: dict[int, list[Reading]] = {number: [] for number in range(now - WHOLE_WEEKS, now + 1)}
    for reading in reversed(readings):
        if reading.number not in weeks:
            break
        weeks[reading.number].append(reading)
    low = [_all_low(weeks[number], partner, VERY_LITTLE) for number in sorted(weeks, reverse=True)]
    if not all(low[:WHOLE_WEEKS]) or low[WHOLE_WEEKS]:
        return None
    told = _about_everything(weeks, partner, rules.DRIFT_ALL_LOW)
    own = tuple(
        replace(each, values=(each.values[0], None) if partner == 0 else (None, each.values[1]))
        for each in told.evidence
        if each.values[partner] is not None
    )
    return replace(told, kind="drift", evidence=own)


def _all_low(week: Sequence[Reading], partner: Partner, little: float) -> bool:
    stood = [value for reading in week if (value := reading.stood[partner]) is not None]
    return len(stood) >= LEAST_ANSWERS and median(stood) <= little


def _hard(week: Sequence[Reading], partner: Partner) -> bool:
    shorts = [value for reading in week if (value := reading.short[partner]) is not None]
    return len(shorts) >= LEAST_ANSWERS and median(shorts) >= HARD and fmean(shorts) >= HARD


def _about_everything(weeks: dict[int, list[Reading]], partner: Partner | None, rule: str) -> Finding:
    """Return a finding that everything was low for `partner` (None: for both partners).

    The finding's dimension is the area of the relationship with the highest answers, because a conversation begins
    most easily there. `weeks`: both partners' answers in each of the latest check-ins, by check-in number. `rule`: the
    code of the finding's rule.
    """
    people = PARTNERS if partner is None else (partner,)
    stood: dict[str, list[float]] = {}
    every = [reading for number in sorted(weeks, reverse=True) for reading in weeks[number]]
    for reading in every:
        values = [value for p in people if (value := reading.stood[p]) is not None]
        stood.setdefault(reading.item.dimension, []).extend(values)
    dimension = min(stood, key=lambda key: (-fmean(stood[key]) if stood[key] else 0.0, key))
    shown = sorted(
        (r for r in every if r.item.dimension == dimension),
        key=lambda r: (-r.number, not r.item.anchor, r.item.key),
    )
    evidence = tuple(shown_pair(reading) for reading in shown[:EVIDENCE_KEPT])
    return Finding("need", None, dimension, 1.0, partner, evidence, rule)
