"""Addresses that mail comes back from for good: no reminder goes there until their owner has seen to it.

Mails that somebody asks for (codes to sign in with) and news of their account are tried all the same: who can't get in
because a mailbox was full once would be locked out by us.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import structlog

from couples.models import User
from notifications.models import Preference

log = structlog.get_logger(__name__)


def note(user_id: UUID, address: str, *, now: dt.datetime) -> None:
    """Mail to this person came back from this address. If it is theirs no longer, that is of no interest."""
    if User.objects.filter(pk=user_id, email__iexact=address).exists():
        Preference.objects.update_or_create(user_id=user_id, defaults={"mail_returned_at": now})
        log.warning("mail_returned")


def note_address(address: str, *, now: dt.datetime) -> bool:
    """The same, of whoever has this address; whether there is somebody."""
    user = User.objects.filter(email__iexact=address).first()
    if user is not None:
        note(user.pk, address, now=now)
    return user is not None


def forget(user: User) -> None:
    """They read their mail, or have another address, or want it to be tried again."""
    Preference.objects.filter(user=user, mail_returned_at__isnull=False).update(mail_returned_at=None)
