"""Compute when check-ins open. Pure functions: the present moment is passed in.

A couple's rule is in local time ("Sundays at 19:00 in Lisbon, every two weeks"), and the computed openings are in
UTC. If the clocks go forward and skip the local time, the check-in opens later by the skipped time (02:30 becomes
03:30). If the clocks go back and the local time occurs twice, the first occurrence counts.

Either partner may change the schedule alone, so two limits protect the other partner. Two openings are always at
least `GAP` apart. Repeated changes and pauses can delay a check-in, but never prevent it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

WEEK = dt.timedelta(weeks=1)
#: Shortest time between two openings of a couple, even if the schedule changes in between.
GAP = dt.timedelta(days=6)
#: How often one person may move the schedule within this period. The same limit holds for pauses. Resuming has none.
CHANGES, WITHIN = 4, dt.timedelta(days=14)

What = Literal["moved", "paused", "resumed"]


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """The rule by which a couple's check-ins open, in local time.

    `cadence_weeks`: 1 for a check-in every week, 2 for every second week. `weekday`: 0 is Monday. `window`: how long
    a check-in stays open.
    """

    cadence_weeks: int
    weekday: int
    local_time: dt.time
    zone: ZoneInfo
    window: dt.timedelta


@dataclass(frozen=True, slots=True)
class Latest:
    """The couple's latest check-in.

    `paused_for`: the total time for which check-ins were paused since this check-in opened.
    """

    opens_at: dt.datetime
    closes_at: dt.datetime
    paused_for: dt.timedelta


@dataclass(frozen=True, slots=True)
class Change:
    """A change that one partner made to the schedule.

    `seat`: which partner (1 or 2). `what`: moved, paused or resumed. `on`: the day of the change, in the couple's time
    zone.
    """

    seat: int
    what: What
    on: dt.date


@dataclass(frozen=True, slots=True)
class Due:
    """The result of `due`: the window of the check-in to open now, and the time of the next opening.

    `opens_at` and `closes_at` are None if no check-in opens now.
    """

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    next_opens_at: dt.datetime


def at_local(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the time in UTC at which the clocks in `zone` show `time` on `day`.

    If the clocks go forward and skip this time, the result is later by the skipped time (02:30 becomes 03:30). If the
    clocks go back and show this time twice, the first occurrence counts. Python's `fold=0` has both effects.
    """
    return dt.datetime.combine(day, time.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(dt.UTC)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def next_opening(
    rule: ScheduleRule, *, after: dt.datetime, anchor: dt.datetime | None = None, inclusive: bool = False
) -> dt.datetime:
    """Return the rule's first opening after `after`, in UTC. With `inclusive`, the opening may also be at `after`.

    `anchor`: another opening of the couple, usually an earlier one. If check-ins open every two weeks, `anchor` decides
    which weeks have a check-in. Without `anchor`, any week can have a check-in. Weeks begin on Monday in the couple's
    time zone.
    """
    # Start a week early: near midnight, the local date may be a day before or after the UTC date.
    monday = _monday(after.astimezone(rule.zone).date()) - WEEK
    step = WEEK
    if rule.cadence_weeks == 2 and anchor is not None:
        weeks_between = (monday - _monday(anchor.astimezone(rule.zone).date())).days // 7
        monday -= WEEK * (weeks_between % 2)
        step = 2 * WEEK
    while True:
        opening = at_local(monday + dt.timedelta(days=rule.weekday), rule.local_time, rule.zone)
        if opening > after or (inclusive and opening == after):
            return opening
        monday += step


def following(rule: ScheduleRule, opening: dt.datetime, *, anchor: dt.datetime | None = None) -> dt.datetime:
    """Return the opening that follows `opening` by the rule. `opening` may come from an earlier rule of the couple.

    The result is at least `GAP` (the shortest time between two openings) after `opening`. If check-ins open every two
    weeks, the result is never in the same week as `opening`.
    `anchor`: for check-ins every two weeks, the opening from which every second week is counted (None: `opening`).
    """
    after = opening + GAP
    if rule.cadence_weeks == 2:
        next_monday = _monday(opening.astimezone(rule.zone).date()) + WEEK
        after = max(after, at_local(next_monday, dt.time(), rule.zone))
    return next_opening(rule, after=after, anchor=anchor or opening, inclusive=True)


def upcoming(rule: ScheduleRule, *, first: dt.datetime, many: int) -> list[dt.datetime]:
    """Return a list of `many` openings: `first`, and the openings that follow `first` by the rule."""
    found = [first]
    while len(found) < many:
        found.append(following(rule, found[-1], anchor=first))
    return found[:many]


def due(rule: ScheduleRule, *, next_opens_at: dt.datetime, now: dt.datetime) -> Due:
    """Decide which check-in to open now. The planned opening `next_opens_at` must be at or before `now`.

    If an outage made the server miss several openings, only the latest of them counts. If its window is already over,
    no check-in opens now. So a couple never finds several open check-ins at once.
    """
    latest = next_opens_at
    next_one = following(rule, latest, anchor=next_opens_at)
    while next_one <= now:
        latest, next_one = next_one, following(rule, next_one, anchor=next_opens_at)
    closes_at = latest + rule.window
    if now >= closes_at:
        return Due(None, None, next_one)
    return Due(latest, closes_at, next_one)


def moved(
    rule: ScheduleRule,
    *,
    planned: dt.datetime | None,
    latest: Latest | None,
    keep_weeks: bool,
    now: dt.datetime,
) -> dt.datetime:
    """Return the next opening after a couple changed its rule to `rule`.

    `planned`: the next opening by the old rule (None: no opening was planned).
    `latest`: the couple's latest check-in (None: no check-in yet).
    `keep_weeks`: for check-ins every two weeks, whether to count the weeks from the planned opening. If it is False,
    any week can have the next opening. The same holds if such a week is too late (see below) and another week is not.

    Normally, the result is an opening by the new rule. It is after `now`, not before the latest check-in closes, and at
    least `GAP` (the shortest time between two openings) after the latest opening.

    A change must not delay a check-in too long. So the result is the planned opening if all of this is true:

    - The planned opening is still to come.
    - The planned opening is earlier than the opening by the new rule.
    - The opening by the new rule is too late, that is, more than `rule.cadence_weeks` weeks plus `GAP` after the latest
      check-in opened. The time for which check-ins were paused since then is not counted.
    """
    slots = _slots(rule, [planned] if keep_weeks else [], latest, now)
    if latest is None:
        return slots[0]
    in_time = [slot for slot in slots if slot <= _at_the_latest(rule, latest)]
    if in_time or planned is None or planned <= now:
        return (in_time or slots)[0]
    return min(planned, slots[-1])


def resumed(
    rule: ScheduleRule, *, planned: dt.datetime | None, latest: Latest | None, now: dt.datetime
) -> dt.datetime:
    """Return the next opening when a pause ends now. A result at or before `now` means that a check-in opens at once.

    `planned`: the next opening as planned before the pause (None: no opening was planned).
    `latest`: the couple's latest check-in (None: no check-in yet).
    If `planned` or `latest` is None, the result is the rule's first possible opening after now. An opening is possible
    if it is not before the latest check-in closes, and at least `GAP` (the shortest time between two openings) after
    the latest opening.

    Otherwise, the result is the first of these that applies:

    - The planned opening, if it is still to come.
    - The latest opening that was missed during the pause, if at most half of its window has passed. Later, the other
      partner might have only minutes to answer.
    - The rule's next opening. If check-ins open every two weeks, the weeks are counted from the planned opening.

    Repeated short pauses must not delay a check-in for ever, so there is a deadline. It counts from the opening of the
    couple's latest check-in: `rule.cadence_weeks` weeks, `GAP`, one day, and the length of all pauses since then. If
    the planned or the next opening is after the deadline, the result is instead the first of these that applies:

    - The rule's first possible opening after now, even in a week that a two-week rhythm would skip, if it is not after
      the deadline.
    - The deadline, or now if the deadline has passed, rounded up to a whole hour. The exact minute would show when a
      partner ended the pause.
    """
    if planned is None or latest is None:
        return _slots(rule, [], latest, now)[0]
    if planned <= now:
        missed = due(rule, next_opens_at=planned, now=now)
        if missed.opens_at is not None and now - missed.opens_at <= rule.window / 2:
            return missed.opens_at
        planned = missed.next_opens_at
    # A day more than after a move, so that a pause of some hours leads to the next slot and not to an odd hour.
    end = _at_the_latest(rule, latest) + dt.timedelta(days=1)
    slots = [planned, *_slots(rule, [], latest, now)]
    return next((slot for slot in slots if slot <= end), whole_hour(max(now, end), rule.zone))


def whole_hour(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the first whole hour at or after `moment` on the clocks in `zone`, as a time in UTC."""
    local = moment.astimezone(zone)
    into = dt.timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (moment + (dt.timedelta(hours=1) - into if into else into)).astimezone(dt.UTC)


def _slots(
    rule: ScheduleRule, anchors: Sequence[dt.datetime | None], latest: Latest | None, now: dt.datetime
) -> list[dt.datetime]:
    """Return the rule's next possible opening for each of `anchors`, then the next possible opening in any week.

    If check-ins open every two weeks, an anchor is an opening from which every second week is counted (None: any week
    can have a check-in). Each result is after `now`, not before the latest check-in closes, and at least `GAP` (the
    shortest time between two openings) after the latest opening.
    """
    after = max([now, latest.opens_at + GAP, latest.closes_at] if latest else [now])
    return [
        next_opening(rule, after=after, anchor=anchor, inclusive=after > now) for anchor in (*anchors, None)
    ]


def _at_the_latest(rule: ScheduleRule, latest: Latest) -> dt.datetime:
    """Return the latest time to which a change of the schedule may delay the next opening.

    It is `rule.cadence_weeks` weeks plus `GAP` (the shortest time between two openings) after the latest check-in
    opened, plus the time of pauses since then.
    """
    return latest.opens_at + rule.cadence_weeks * WEEK + GAP + latest.paused_for


def possible_again(changes: Iterable[Change], seat: int, what: What, today: dt.date) -> dt.date | None:
    """Return the day from which the person in `seat` may make a change of the kind `what` again.

    Return None if the person may make this change today. The number of resumes is not limited.
    `changes`: the changes that both partners made so far, in any order.
    """
    own = sorted(
        change.on
        for change in changes
        if (change.seat, change.what) == (seat, what) and change.on > today - WITHIN
    )
    return own[-CHANGES] + WITHIN if what != "resumed" and len(own) >= CHANGES else None


def newest_of_each(changes: Iterable[Change]) -> list[Change]:
    """Return the latest change of each kind by each person, newest first. `changes` must be sorted, oldest first."""
    found: dict[tuple[int, str], Change] = {}
    for each in reversed(list(changes)):
        found.setdefault((each.seat, each.what), each)
    return list(found.values())


def remembered(changes: Sequence[Change], change: Change) -> list[Change]:
    """Return the changes to store, oldest first: the recent ones among `changes`, and then the new `change`.

    A change is recent for the period `WITHIN`. Only recent changes count for the limit on how often a person may change
    the schedule. `changes` must be sorted, oldest first.
    """
    return [*(each for each in changes if each.on > change.on - WITHIN), change]


def to_document(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Convert schedule changes to plain JSON values."""
    return [{"seat": each.seat, "what": each.what, "on": each.on.isoformat()} for each in changes]


def from_document(rows: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Convert stored JSON values back to schedule changes."""
    return [Change(row["seat"], row["what"], dt.date.fromisoformat(row["on"])) for row in rows]
