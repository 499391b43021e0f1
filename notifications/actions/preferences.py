"""Change how a person wants to be reminded, and record whether e-mail to this person bounces.

If e-mail to an address bounces permanently, no more reminders go to that address until the person acts, for example
turns e-mail on again. Sign-in codes and account alerts still go to that address: otherwise one full mailbox would
lock a person out of their account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from couples.models import User
from couples.typed import addresses
from notifications.models import Preference

__all__ = [
    "forget_returned",
    "mail_off",
    "mail_off_at",
    "note_returned",
    "note_returned_address",
    "update_preferences",
]

log = structlog.get_logger(__name__)


def update_preferences(actor: User, *, changes: Mapping[str, Any]) -> Preference:
    """Change how the actor is reminded, and return their preferences.

    `changes` holds validated fields of Preference. `changes["kinds"]` says for each given reminder kind whether it
    is on. Turning `email` on also clears the mark that e-mail bounced.
    """
    changes = dict(changes)
    kinds = changes.pop("kinds", {})
    if changes.get("email"):
        changes["mail_returned_at"] = None
    with transaction.atomic():
        preference, _created = Preference.objects.select_for_update().get_or_create(user=actor)
        for name, value in changes.items():
            setattr(preference, name, value)
        preference.chosen_kinds |= kinds
        preference.save()
    return preference


def mail_off(user_id: UUID) -> None:
    """Turn reminders by e-mail off for a person who unsubscribed. An unknown id changes nothing."""
    if User.objects.filter(pk=user_id).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"email": False})


def mail_off_at(address: str) -> None:
    """Turn reminders by e-mail off for the person with this address. An unknown address changes nothing."""
    for user in User.objects.filter(email__in=addresses.spellings(address)):
        mail_off(user.pk)


def note_returned(user_id: UUID, address: str, *, now: dt.datetime) -> None:
    """Store that e-mail to this person bounced. Do nothing if `address` is no longer their address."""
    if User.objects.filter(pk=user_id, email__in=addresses.spellings(address)).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"mail_returned_at": now})
        log.warning("mail_returned")


def note_returned_address(address: str, *, now: dt.datetime) -> bool:
    """Store that e-mail to the person with this address bounced. Return whether a person has this address."""
    user = User.objects.filter(email__in=addresses.spellings(address)).first()
    if user is not None:
        note_returned(user.pk, address, now=now)
    return user is not None


def forget_returned(user: User) -> None:
    """Clear the mark that e-mail to this person bounced, so that the person can get reminders by e-mail again.

    Called when the person has signed in with an e-mailed code, or has changed their address.
    """
    Preference.objects.filter(user=user, mail_returned_at__isnull=False).update(mail_returned_at=None)
