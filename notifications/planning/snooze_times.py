"""Rules for a reminder that a person puts off: the possible waits, and when the reminder is sent again.

The functions are pure: they read no table and no clock. Nothing here depends on the partner.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from notifications.planning import quiet_hours
from notifications.planning.kinds import ABOUT_ANSWERING
from notifications.planning.policy import Facts

Wait = Literal["two_hours", "tomorrow"]
WAITS: tuple[Wait, ...] = get_args(Wait)
TWO_HOURS = dt.timedelta(hours=2)
#: Until this long after midnight, "tomorrow" means the day that has just begun.
NIGHT = dt.timedelta(hours=5)


def until(wait: Wait, facts: Facts, now: dt.datetime) -> dt.datetime | None:
    """Return when a reminder is sent again if the person puts it off now.

    This is when `wait` ends or, if that is in quiet hours, when the quiet hours end. Return None if the reminder would
    then be too late (`facts.not_after`).
    """
    due_at = _outside_quiet_hours(wait, facts.zone, facts.quiet_from, facts.quiet_to, now)
    return due_at if due_at < facts.not_after else None


def moved(wait: Wait, due_at: dt.datetime, now: dt.datetime) -> bool:
    """Return whether quiet hours delay a reminder that was put off for two hours.

    Always False for a reminder that was put off until tomorrow. `due_at` is when the reminder is sent again.
    """
    return wait == "two_hours" and due_at > now + TWO_HOURS


def offered(facts: Facts, now: dt.datetime) -> tuple[Wait, ...]:
    """Return the waits that this reminder can offer. Empty if the reminder does not ask for answers.

    - "tomorrow" is offered if this wait ends before `facts.not_after`.
    - "two_hours" is offered if this wait ends before `facts.not_after` and outside quiet hours.
    """
    if facts.kind not in ABOUT_ANSWERING:
        return ()
    found = ((wait, until(wait, facts, now)) for wait in WAITS)
    return tuple(wait for wait, due_at in found if due_at and not moved(wait, due_at, now))


@lru_cache(maxsize=256)  # most people in a batch have the same quiet hours
def _outside_quiet_hours(
    wait: Wait, zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time, now: dt.datetime
) -> dt.datetime:
    wished = now + TWO_HOURS if wait == "two_hours" else _tomorrow(zone, quiet_from, quiet_to, now)
    return quiet_hours.quiet_until(wished, zone, quiet_from, quiet_to) or wished


def _tomorrow(zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time, now: dt.datetime) -> dt.datetime:
    """Return when the wait "tomorrow" ends: tomorrow at the same local time as `now`.

    If that time is in quiet hours, return the end of the quiet hours tomorrow instead.

    Before five in the morning, "tomorrow" means the day that has just begun. In this case, return the end of the quiet
    hours today. If that has already passed, return the time 24 hours from now.
    """
    here = now.astimezone(zone)
    day = (here - NIGHT).date() + dt.timedelta(days=1)
    for clock in (here.time(), quiet_to):
        moment = dt.datetime.combine(day, clock, tzinfo=zone).astimezone(dt.UTC)
        if moment > now and not quiet_hours.is_quiet(moment, zone, quiet_from, quiet_to):
            return moment
    return now + dt.timedelta(days=1)
