"""How somebody is reminded: what they chose, and whether mail reaches them.

From some addresses mail comes back for good: no reminder goes there until their owner has seen to it. Mails that
somebody asks for (codes to sign in with) and news of their account are tried all the same: who can't get in because a
mailbox was full once would be locked out by us.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog

from couples import addresses
from couples.models import User
from notifications.models import Preference

log = structlog.get_logger(__name__)


def update_preferences(actor: User, *, changes: Mapping[str, Any]) -> Preference:
    """Change how the actor is reminded. `changes` holds checked fields of Preference. Switching mail on tries it anew,
    also where it had come back."""
    anew = {"mail_returned_at": None} if changes.get("email") else {}
    preference, _created = Preference.objects.update_or_create(user=actor, defaults={**changes, **anew})
    return preference


def mail_off(user_id: UUID) -> None:
    """No more reminders by mail to this person, who asked for it from a mail. Unknown ids change nothing."""
    if User.objects.filter(pk=user_id).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"email": False})


def mail_off_at(address: str) -> None:
    """The same for whoever has this address. An unknown one changes nothing."""
    for user in User.objects.filter(email__in=addresses.spellings(address)):
        mail_off(user.pk)


def note_returned(user_id: UUID, address: str, *, now: dt.datetime) -> None:
    """Mail to this person came back from this address. If it is theirs no longer, that is of no interest."""
    if User.objects.filter(pk=user_id, email__in=addresses.spellings(address)).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"mail_returned_at": now})
        log.warning("mail_returned")


def note_returned_address(address: str, *, now: dt.datetime) -> bool:
    """The same, of whoever has this address; whether there is somebody."""
    user = User.objects.filter(email__in=addresses.spellings(address)).first()
    if user is not None:
        note_returned(user.pk, address, now=now)
    return user is not None


def forget_returned(user: User) -> None:
    """They read their mail, or have another address, or want it to be tried again."""
    Preference.objects.filter(user=user, mail_returned_at__isnull=False).update(mail_returned_at=None)
