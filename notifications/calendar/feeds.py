"""The secret addresses: whose each is, and what is read there. They are made and ended in `actions.calendar`."""

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
from notifications.calendar import ics
from notifications.models import CalendarFeed

#: How many openings a calendar is told of: a quarter of a year, or half a one.
TOLD = 13
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def since(viewer: User) -> dt.datetime | None:
    """Since when the viewer's present address works; None if there is none."""
    return _live(viewer).values_list("since", flat=True).first()


def owner(token: str) -> User | None:
    """Whose address this is; None if it is none, or none any more."""
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
    """The viewer's calendar: byte for byte the same until the openings change."""
    with translation.override(viewer.language):
        title = _("Check-in")
    return ics.written(
        ritual.openings(viewer, many=TOLD),
        user_id=viewer.pk,
        title=title,
        host=urlsplit(settings.ORIGIN).hostname or "localhost",
        stamp=since(viewer) or dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    )


def hash_of(token: str) -> bytes:
    """What is kept of an address."""
    # Not keyed: 192 random bits can't be guessed, and a calendar outlives a change of SECRET_KEY.
    return hashlib.sha256(token.encode()).digest()


def _live(viewer: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(
        membership__user=viewer, membership__ended_at=None, membership__couple__closed_at=None
    )
