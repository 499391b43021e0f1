"""Create and delete the secret links with which calendar apps load the check-ins.

Only a hash of each link is stored, so the link can be shown only once. A link belongs to a membership of a couple
and ends with that membership. In a new couple, the person has to make a new link: the former partner may still see a
calendar that uses the old link.
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

__all__ = [
    "end_calendar",
    "end_calendar_if_signed_out_everywhere",
    "end_calendars_of_couple",
    "make_calendar",
]


@transaction.atomic
def make_calendar(actor: User, device: Device | None = None, /, *, now: dt.datetime) -> str:
    """Create and return a new calendar link for the actor. The former link stops working.

    The actor gets an account alert about the new link on every device except `device`, which made the link. Raises
    NotFound if the actor is in no couple.
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
    """Delete the actor's calendar link. Safe to repeat."""
    CalendarFeed.objects.filter(membership__user=actor).delete()


def end_calendars_of_couple(couple: Couple) -> None:
    """Delete the calendar links of both members of a couple that has closed."""
    CalendarFeed.objects.filter(membership__couple=couple).delete()


def end_calendar_if_signed_out_everywhere(user: User, leaving: list[Device]) -> None:
    """Delete the calendar link if the person has no device except the `leaving` ones, which are being signed out.

    After people have signed out everywhere, none of their data should stay readable.
    """
    if not Device.objects.filter(user=user).exclude(pk__in=[each.pk for each in leaving]).exists():
        end_calendar(user)
