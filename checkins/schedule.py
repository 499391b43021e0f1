"""When check-ins open. Pure: values in, values out, the present moment passed in.

A couple's rule is local ("Sundays at 19:00 in Lisbon, every two weeks"); openings are moments in UTC. On the
day clocks go forward a local time that does not exist moves forward with them; on the day they go back the
first of the two moments counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A couple's rhythm. `weekday`: 0 is Monday. `cadence_weeks`: 1 or 2."""

    cadence_weeks: int
    weekday: int
    local_time: dt.time
    zone: ZoneInfo
    window: dt.timedelta


@dataclass(frozen=True, slots=True)
class Due:
    """What a due schedule calls for: the window to open now, if any, and when to look again."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    next_opens_at: dt.datetime


def at_local(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The moment, in UTC, at which `zone`'s clocks show `time` on `day`.

    fold=0 gives both promises of this module: a skipped time is read with the offset before the change, which
    lands after it, and a repeated one is its first occurrence.
    """
    return dt.datetime.combine(day, time.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(dt.UTC)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def next_opening(
    rule: Rule, *, after: dt.datetime, anchor: dt.datetime | None = None, inclusive: bool = False
) -> dt.datetime:
    """The first opening after `after` (or at it, if `inclusive`), in UTC.

    `anchor` is an earlier opening that says which weeks count when the rhythm is two-weekly; without one the
    very next slot starts the count. Weeks begin on Monday in the couple's zone.
    """
    # Start early: near midnight the local date may be a day ahead of, or behind, the UTC one.
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


def upcoming(rule: Rule, *, first: dt.datetime, many: int) -> list[dt.datetime]:
    """`first`, an opening, and those that follow it: so many in all, as long as nobody changes the rule."""
    found = [first]
    while len(found) < many:
        found.append(next_opening(rule, after=found[-1], anchor=first))
    return found[:many]


def due(rule: Rule, *, next_opens_at: dt.datetime, now: dt.datetime) -> Due:
    """What to do with a schedule whose `next_opens_at` is at or before `now`.

    After an outage only the latest missed opening may still count, and only while its window lasts: a couple
    never finds several check-ins at once.
    """
    latest = next_opens_at
    following = next_opening(rule, after=latest, anchor=next_opens_at)
    while following <= now:
        latest, following = following, next_opening(rule, after=following, anchor=next_opens_at)
    closes_at = latest + rule.window
    if now >= closes_at:
        return Due(None, None, following)
    return Due(latest, closes_at, following)
