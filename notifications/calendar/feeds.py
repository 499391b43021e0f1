"""The secret addresses: made, ended and found. Only a hash of each is kept, so an address is shown once.

An address belongs to a membership. It ends with that, and a new couple gets no old one: the former may hang in a
calendar that the former partner sees.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from checkins import queries as ritual
from couples.errors import NotFound
from couples.models import Couple, Device, Membership, User
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
        token_hash=_hash(token),
        membership__ended_at=None,
        membership__couple__closed_at=None,
        membership__user__is_active=True,
    )
    feed = found.select_related("membership__user").first()
    return feed.membership.user if feed else None


def read(viewer: User, *, now: dt.datetime) -> bytes:
    """The viewer's calendar."""
    with translation.override(viewer.language):
        title = _("Check-in")
    return ics.written(
        ritual.openings(viewer, many=TOLD),
        user_id=viewer.pk,
        title=title,
        host=urlsplit(settings.ORIGIN).hostname or "localhost",
        now=now,
    )


def make(actor: User, *, now: dt.datetime) -> str:
    """A new address, in place of the one before. Raises NotFound for who lives in no couple."""
    membership = Membership.objects.filter(user=actor, ended_at=None, couple__closed_at=None).first()
    if membership is None:
        raise NotFound(_("There is nothing here."))
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.update_or_create(
        membership=membership, defaults={"token_hash": _hash(token), "since": now}
    )
    return settings.ORIGIN + reverse("notifications-calendar", kwargs={"token": token})


def end(actor: User) -> None:
    """The actor's address works no longer. Again changes nothing."""
    CalendarFeed.objects.filter(membership__user=actor).delete()


def end_of_couple(couple: Couple) -> None:
    """The couple has closed, and with it the addresses of both."""
    CalendarFeed.objects.filter(membership__couple=couple).delete()


def end_if_signed_out_everywhere(user: User, leaving: list[Device]) -> None:
    """Who signs out of every device wants nothing of theirs to be read anywhere."""
    if not Device.objects.filter(user=user).exclude(pk__in=[each.pk for each in leaving]).exists():
        end(user)


def _live(viewer: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(
        membership__user=viewer, membership__ended_at=None, membership__couple__closed_at=None
    )


def _hash(token: str) -> bytes:
    # Not keyed: 192 random bits can't be guessed, and a calendar outlives a change of SECRET_KEY.
    return hashlib.sha256(token.encode()).digest()
