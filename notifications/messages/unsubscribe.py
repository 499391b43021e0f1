"""Signed tokens for the unsubscribe links in reminders by e-mail.

A token can only turn one person's reminders by e-mail off, and that person can turn them on again. So a stolen token
does little harm. A token does not expire, because the link in an old e-mail must still work.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"


def token_for(user_id: UUID) -> str:
    """Return a URL-safe token that turns this person's reminders by e-mail off."""
    return signing.Signer(salt=_SALT).sign_object({"user": user_id.hex})


def user_of(token: str) -> UUID | None:
    """Return the id of the person whose token this is. None if the signature is not valid."""
    try:
        return UUID(signing.Signer(salt=_SALT).unsign_object(token)["user"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def url_for(user_id: UUID) -> str:
    """Return the absolute URL for the unsubscribe link and the List-Unsubscribe header of a reminder by e-mail."""
    return settings.ORIGIN + reverse("notifications-unsubscribe", kwargs={"token": token_for(user_id)})
