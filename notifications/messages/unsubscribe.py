"""The signed token in the unsubscribe link of every reminder by e-mail. It turns those reminders off, and does nothing
else.

It does not expire: the link in an old e-mail must still work. The worst that a stolen token does is to turn e-mail off,
which its owner can turn on again.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"


def token_for(user_id: UUID) -> str:
    """Return a URL-safe token for this person."""
    return signing.Signer(salt=_SALT).sign_object({"user": user_id.hex})


def user_of(token: str) -> UUID | None:
    """Return the id of the person that the token is for; None if this server did not make it."""
    try:
        return UUID(signing.Signer(salt=_SALT).unsign_object(token)["user"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def url_for(user_id: UUID) -> str:
    """Return the absolute address for the e-mail's link and its List-Unsubscribe header."""
    return settings.ORIGIN + reverse("notifications-unsubscribe", kwargs={"token": token_for(user_id)})
