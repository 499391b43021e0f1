"""The calendar as a file (RFC 5545). Pure: moments in, bytes out.

It says when check-ins open and nothing else: no name, no link, nothing about who has answered. A family or an office
may see the calendar, so the title gives nothing away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event, Timezone, TimezoneStandard

#: The time for a check-in, with finding a quiet place for it.
TAKES = dt.timedelta(minutes=15)
#: How often a calendar may ask again.
ASK_AGAIN = dt.timedelta(hours=6)


def written(
    openings: Sequence[dt.datetime], *, user_id: UUID, title: str, host: str, stamp: dt.datetime
) -> bytes:
    """Return the calendar of these openings. An opening keeps its id and its `stamp`, so that calendar programs
    recognise it and report no change where there is none."""
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
        # In UTC, so that it is right whatever rules for clocks the calendar program knows.
        event.add("dtstart", opens_at.astimezone(dt.UTC))
        event.add("duration", TAKES)
        event.add("summary", title)
        # It blocks no other appointment, and calendars that can hide an entry from others do so.
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    if not openings:
        # A calendar must hold at least one component. This is the smallest.
        calendar.add_component(_utc())
    content: bytes = calendar.to_ical()
    return content


def _id(user_id: UUID, opens_at: dt.datetime) -> str:
    """Return an id that differs between the partners, so that no one can see that two calendars belong together."""
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
