"""Write a calendar as an iCalendar file (RFC 5545). The functions read no table and no clock.

The file says only when check-ins open: it has no person's name, and nothing about answers. Family or colleagues may see
the calendar, so the title reveals nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event, Timezone, TimezoneStandard

#: Length of the calendar entry: time for a check-in, and to find a quiet place for it.
TAKES = dt.timedelta(minutes=15)
#: Interval at which calendar apps should load the file again.
ASK_AGAIN = dt.timedelta(hours=6)


def calendar_file(
    openings: Sequence[dt.datetime], *, user_id: UUID, title: str, host: str, stamp: dt.datetime
) -> bytes:
    """Return an iCalendar file with an entry for each opening time.

    `title` is the name of the calendar and of each entry. The id of an entry is made from `user_id`, the opening time,
    this server's secret key, and `host`, this server's host name. `stamp` is the time that each entry states as its
    creation (DTSTAMP).

    Pass the same `stamp` each time. Then the entry for an opening time is the same in every version of the file, and
    calendar apps report no false change.
    """
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//Side by Side//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", title),
        ("x-published-ttl", "PT6H"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for opens_at in openings:
        event = Event()
        event.add("uid", f"{_id(user_id, opens_at)}@{host}")
        event.add("dtstamp", stamp)
        # In UTC, so that the time is right whatever time zone rules the calendar app has.
        event.add("dtstart", opens_at.astimezone(dt.UTC))
        event.add("duration", TAKES)
        event.add("summary", title)
        # The entry does not block the time, and calendars that support it hide the entry from others.
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    if not openings:
        # A calendar must hold at least one component. This is the smallest.
        calendar.add_component(_utc())
    content: bytes = calendar.to_ical()
    return content


def _id(user_id: UUID, opens_at: dt.datetime) -> str:
    """Return the id of an entry, without the host. Partners get different ids, so that no id links their calendars."""
    return salted_hmac(
        "notifications.calendar", f"{user_id}:{opens_at.isoformat()}", algorithm="sha256"
    ).hexdigest()[:32]


def _utc() -> Timezone:
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001  (the form wants a local time here)
    always.add("tzoffsetfrom", dt.timedelta(0))
    always.add("tzoffsetto", dt.timedelta(0))
    zone.add_component(always)
    return zone
