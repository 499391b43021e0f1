"""Compute when check-ins open. Pure: the present moment is passed in.

A couple's rule is in local time ("Sundays at 19:00 in Lisbon, every two weeks"). Openings are times in UTC. When clocks
go forward, a local time that does not exist moves forward with them. When clocks go back, the first of the two
occurrences counts.

Either partner may move the schedule alone, so this module limits the effect on the other partner. Two openings are
never closer than `GAP`, and repeated moves never prevent the next opening (`moved`, `resumed`).
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
    """The rule by which a couple's check-ins open, in local time. `weekday`: 0 is Monday. `cadence_weeks`: 1 or 2."""

    cadence_weeks: int
    weekday: int
    local_time: dt.time
    zone: ZoneInfo
    window: dt.timedelta


@dataclass(frozen=True, slots=True)
class Latest:
    """The couple's latest check-in. `paused_for`: the total time of all pauses since it opened, until now."""

    opens_at: dt.datetime
    closes_at: dt.datetime
    paused_for: dt.timedelta


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the schedule: who made it (`seat`: 1 or 2), what it was, and on which day."""

    seat: int
    what: What
    on: dt.date


@dataclass(frozen=True, slots=True)
class Due:
    """Result of `due`: the window of the check-in to open now (None: open none), and the next opening after it."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    next_opens_at: dt.datetime


def at_local(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the time in UTC at which the clocks in `zone` show `time` on `day`.

    fold=0 handles both clock changes. A skipped time is read with the offset before the change, so it moves forward. A
    repeated time means its first occurrence.
    """
    return dt.datetime.combine(day, time.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(dt.UTC)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def next_opening(
    rule: ScheduleRule, *, after: dt.datetime, anchor: dt.datetime | None = None, inclusive: bool = False
) -> dt.datetime:
    """Return the rule's first opening after `after` (or at `after`, if `inclusive`), in UTC.

    `anchor`: an earlier opening. With a cadence of two weeks, it decides which weeks count. Without an anchor, the
    count starts at the next slot. Weeks begin on Monday in the couple's time zone.
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
    """Return the opening that follows `opening` by the present rule. `opening` itself may come from an earlier rule.

    With a cadence of two weeks, the two openings are never in the same week.
    """
    after = opening + GAP
    if rule.cadence_weeks == 2:
        next_monday = _monday(opening.astimezone(rule.zone).date()) + WEEK
        after = max(after, at_local(next_monday, dt.time(), rule.zone))
    return next_opening(rule, after=after, anchor=anchor or opening, inclusive=True)


def upcoming(rule: ScheduleRule, *, first: dt.datetime, many: int) -> list[dt.datetime]:
    """Return `many` openings: `first`, and the openings that follow it by the present rule."""
    found = [first]
    while len(found) < many:
        found.append(following(rule, found[-1], anchor=first))
    return found[:many]


def due(rule: ScheduleRule, *, next_opens_at: dt.datetime, now: dt.datetime) -> Due:
    """Decide which check-in to open, given that `next_opens_at` is at or before `now`.

    After an outage, only the latest missed opening counts, and only while its window lasts. So a couple never finds
    several check-ins at once.
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
    """Return the next opening after the couple changed its rule to `rule`.

    `planned`: the next opening by the old rule.
    `keep_weeks`: keep the weeks of the planned opening, if the cadence is two weeks.

    The result is the rule's first slot that is after the latest check-in's window and at least `GAP` after its opening.
    If that slot is more than one interval plus `GAP` after the latest opening, the planned opening stays, and the new
    rule counts from then on. So repeated moves can delay a check-in but never prevent it.
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
    """Return the next opening when a pause ends now. A result at or before `now` is due at once.

    `planned`: the next opening as planned before the pause.

    A pause that ends before the planned opening changes nothing. A check-in that was due during the pause opens now if
    at least half of its window is left. With less, repeated pauses could leave the partner only minutes to answer. The
    time that a couple has waited is counted without pauses, so short pauses around each opening can't prevent check-ins
    either. If no slot is early enough, the check-in opens at a whole hour, which does not reveal when a partner tapped.
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
    """Return the first whole hour at or after `moment` by the clocks in `zone`, as a time in UTC."""
    local = moment.astimezone(zone)
    into = dt.timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return (moment + (dt.timedelta(hours=1) - into if into else into)).astimezone(dt.UTC)


def _slots(
    rule: ScheduleRule, anchors: Sequence[dt.datetime | None], latest: Latest | None, now: dt.datetime
) -> list[dt.datetime]:
    """Return the rule's first slot in the weeks of each anchor, and last the first slot in any week.

    All slots are after `now`, after the latest check-in's window, and at least `GAP` after its opening.
    """
    after = max([now, latest.opens_at + GAP, latest.closes_at] if latest else [now])
    return [
        next_opening(rule, after=after, anchor=anchor, inclusive=after > now) for anchor in (*anchors, None)
    ]


def _at_the_latest(rule: ScheduleRule, latest: Latest) -> dt.datetime:
    """Return the latest time to which a move may delay the next opening."""
    return latest.opens_at + rule.cadence_weeks * WEEK + GAP + latest.paused_for


def possible_again(changes: Iterable[Change], seat: int, what: What, today: dt.date) -> dt.date | None:
    """Return the day on which this person may make this kind of change again. None if they may make it today."""
    own = sorted(
        change.on
        for change in changes
        if (change.seat, change.what) == (seat, what) and change.on > today - WITHIN
    )
    return own[-CHANGES] + WITHIN if what != "resumed" and len(own) >= CHANGES else None


def newest_of_each(changes: Iterable[Change]) -> list[Change]:
    """Return the latest change of each kind by each person, newest first. A later change hides no other kind."""
    found: dict[tuple[int, str], Change] = {}
    for each in reversed(list(changes)):
        found.setdefault((each.seat, each.what), each)
    return list(found.values())


def remembered(changes: Sequence[Change], change: Change) -> list[Change]:
    """Return the changes to store, oldest first: the earlier changes that count for the limit, and `change` itself."""
    return [*(each for each in changes if each.on > change.on - WITHIN), change]


def to_document(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Convert schedule changes to plain JSON values."""
    return [{"seat": each.seat, "what": each.what, "on": each.on.isoformat()} for each in changes]


def from_document(rows: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Convert the JSON values of `to_document` back to schedule changes."""
    return [Change(row["seat"], row["what"], dt.date.fromisoformat(row["on"])) for row in rows]
