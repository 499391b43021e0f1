"""Read queries for the secret calendar links: the owner of a link, and the calendar that the link shows.

The module `actions.calendar` creates and deletes the links.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from checkins import queries as ritual
from couples.models import User
from notifications.models import CalendarFeed

#: Number of check-ins that a calendar shows: a quarter of a year if weekly, half a year if every two weeks.
OPENINGS_SHOWN = 13
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def since(viewer: User) -> dt.datetime | None:
    """Return when the viewer's current calendar link was created. None if the viewer has no link."""
    return _live(viewer).values_list("since", flat=True).first()


def owner(token: str) -> User | None:
    """Return the owner of the calendar link with this token. None if the token is unknown or no longer valid."""
    if not _TOKEN.fullmatch(token):
        return None
    found = CalendarFeed.objects.filter(
        token_hash=hash_of(token),
        membership__ended_at=None,
        membership__couple__closed_at=None,
        membership__user__is_active=True,
    )
    feed = found.select_related("membership__user").first()
    return feed.membership.user if feed else None


def read(viewer: User) -> bytes:
    """Return the viewer's calendar of the next check-ins as an iCalendar file.

    In a pause or without a couple, the calendar has no entries. The bytes stay the same until the opening times, the
    viewer's language or the calendar link changes.
    """
    from notifications.calendar import ics  # loads icalendar, which only calendars need

    with translation.override(viewer.language):
        title = _("Check-in")
    return ics.calendar_file(
        ritual.openings(viewer, many=OPENINGS_SHOWN),
        user_id=viewer.pk,
        title=title,
        host=urlsplit(settings.ORIGIN).hostname or "localhost",
        stamp=since(viewer) or dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    )


def hash_of(token: str) -> bytes:
    """Return the hash of a calendar link's token. Only the hash is stored."""
    # Not keyed: 192 random bits can't be guessed, and a calendar outlives a change of SECRET_KEY.
    return hashlib.sha256(token.encode()).digest()


def _live(viewer: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(
        membership__user=viewer, membership__ended_at=None, membership__couple__closed_at=None
    )
