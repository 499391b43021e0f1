"""The signed token in every mail's unsubscribe link. It ends reminders by mail for its holder and does nothing else.

It does not expire: an old mail's link must still work, and the worst that a stolen one does is to end mails, which
its owner can turn on again.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"


def token_for(user_id: UUID) -> str:
    """A URL-safe token for this person."""
    return signing.Signer(salt=_SALT).sign_object({"user": user_id.hex})


def user_of(token: str) -> UUID | None:
    """Whose token it is, or None if it is none of ours."""
    try:
        return UUID(signing.Signer(salt=_SALT).unsign_object(token)["user"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def url_for(user_id: UUID) -> str:
    """The absolute address that the mail's link and its List-Unsubscribe header name."""
    return settings.ORIGIN + reverse("notifications-unsubscribe", kwargs={"token": token_for(user_id)})
