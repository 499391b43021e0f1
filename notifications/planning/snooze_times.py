"""Rules for a reminder that a person puts off: the possible waits, and when the reminder is sent again.

The functions are pure: they read no table and no clock. Nothing here depends on the partner.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from notifications.planning import policy
from notifications.planning.kinds import ABOUT_ANSWERING
from notifications.planning.policy import Facts

Wait = Literal["two_hours", "tomorrow"]
WAITS: tuple[Wait, ...] = get_args(Wait)
TWO_HOURS = dt.timedelta(hours=2)
#: Until this long after midnight, "tomorrow" means the day that has just begun.
NIGHT = dt.timedelta(hours=5)


def until(wait: Wait, facts: Facts, now: dt.datetime) -> dt.datetime | None:
    """Return when a reminder that is put off now is sent again, outside quiet hours. None if that would be too late."""
    due_at = _outside_quiet_hours(wait, facts.zone, facts.quiet_from, facts.quiet_to, now)
    return due_at if due_at < facts.not_after else None


def moved(wait: Wait, due_at: dt.datetime, now: dt.datetime) -> bool:
    """Return whether quiet hours make the reminder come later than the chosen button says."""
    return wait == "two_hours" and due_at > now + TWO_HOURS


def offered(facts: Facts, now: dt.datetime) -> tuple[Wait, ...]:
    """Return the waits that a reminder can offer.

    Only reminders that ask for answers offer waits. A wait is not offered if quiet hours would make the wait longer,
    or if the check-in would close too soon.
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
    return policy.quiet_until(wished, zone, quiet_from, quiet_to) or wished


def _tomorrow(zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time, now: dt.datetime) -> dt.datetime:
    """Return the same local time as `now`, but tomorrow.

    If this time is in quiet hours, return tomorrow's end of the quiet hours instead. Before five in the morning,
    "tomorrow" means the day that has just begun. Then return today's end of the quiet hours, if that is still to come.
    """
    here = now.astimezone(zone)
    day = (here - NIGHT).date() + dt.timedelta(days=1)
    for clock in (here.time(), quiet_to):
        moment = dt.datetime.combine(day, clock, tzinfo=zone).astimezone(dt.UTC)
        if moment > now and not policy.is_quiet(moment, zone, quiet_from, quiet_to):
            return moment
    return now + dt.timedelta(days=1)
