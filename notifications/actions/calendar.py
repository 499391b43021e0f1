"""The secret addresses of calendars: made and ended. Only a hash of each is kept, so an address is shown once.

An address belongs to a membership. It ends with that, and a new couple gets no old one: the former may hang in a
calendar that the former partner sees.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from couples.actions.devices import send_alert_about_device
from couples.errors import NotFound
from couples.models import Couple, Device, Membership, User
from notifications.calendar import feeds
from notifications.models import CalendarFeed


@transaction.atomic
def make_calendar(actor: User, device: Device | None = None, /, *, now: dt.datetime) -> str:
    """Make a new address, which ends the one before. The actor gets news of it, everywhere but on `device`.

    Raises NotFound for someone who lives in no couple.
    """
    membership = Membership.objects.filter(user=actor, ended_at=None, couple__closed_at=None).first()
    if membership is None:
        raise NotFound(_("There is nothing here."))
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.update_or_create(
        membership=membership, defaults={"token_hash": feeds.hash_of(token), "since": now}
    )
    send_alert_about_device(actor, "calendar_made", device=device, now=now)
    return settings.ORIGIN + reverse("notifications-calendar", kwargs={"token": token})


def end_calendar(actor: User) -> None:
    """The actor's address works no longer. Again changes nothing."""
    CalendarFeed.objects.filter(membership__user=actor).delete()


def end_calendars_of_couple(couple: Couple) -> None:
    """The couple has closed, and with it the addresses of both."""
    CalendarFeed.objects.filter(membership__couple=couple).delete()


def end_calendar_if_signed_out_everywhere(user: User, leaving: list[Device]) -> None:
    """Who signs out of every device wants nothing of theirs to be read anywhere."""
    if not Device.objects.filter(user=user).exclude(pk__in=[each.pk for each in leaving]).exists():
        end_calendar(user)
