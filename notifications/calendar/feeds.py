"""The secret addresses of calendars: who owns each, and the calendar that it shows. `actions.calendar` makes and ends
them."""

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

#: Number of openings that a calendar shows: for a quarter of a year, or for half a year.
OPENINGS_SHOWN = 13
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def since(viewer: User) -> dt.datetime | None:
    """Return when the viewer's present address was made; None if there is none."""
    return _live(viewer).values_list("since", flat=True).first()


def owner(token: str) -> User | None:
    """Return the owner of this address; None if it is unknown or has ended."""
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
    """Return the viewer's calendar as a file. It stays the same, byte for byte, until the openings change."""
    from notifications.calendar import ics  # loads icalendar, which only calendars need

    with translation.override(viewer.language):
        title = _("Check-in")
    return ics.written(
        ritual.openings(viewer, many=OPENINGS_SHOWN),
        user_id=viewer.pk,
        title=title,
        host=urlsplit(settings.ORIGIN).hostname or "localhost",
        stamp=since(viewer) or dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    )


def hash_of(token: str) -> bytes:
    """Return the hash of an address, which is all that is stored of it."""
    # Not keyed: 192 random bits can't be guessed, and a calendar outlives a change of SECRET_KEY.
    return hashlib.sha256(token.encode()).digest()


def _live(viewer: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(
        membership__user=viewer, membership__ended_at=None, membership__couple__closed_at=None
    )
