"""The secrets of links that lead into an account, and how long each kind of link is valid. Pure."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

#: How long the set-up link that was printed last can be opened.
SET_UP_LASTS = timedelta(days=7)
#: How long a new device can be added by a link.
DEVICE_LASTS = timedelta(minutes=10)
#: How long the owner of an account can cancel a sign-in link before it begins to work.
SIGN_IN_WAITS = timedelta(hours=24)
#: How long a sign-in link works after that.
SIGN_IN_LASTS = timedelta(hours=24)

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """Generate 128 random bits, as text."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> bytes | None:
    """Return the stored hash of a link's token, or None if it is malformed.

    Rows are found by this keyed hash, so no comparison of the token itself takes longer the more of it is right.
    """
    return _hash("way-in", token) if _TOKEN.fullmatch(token) else None


def invited_hash(token: str) -> bytes | None:
    """Return the stored hash of an invitation's token, under which the account that it made is found."""
    return _hash("invited", token) if _TOKEN.fullmatch(token) else None


def address(origin: str, token: str) -> str:
    """Return the link. The token is in the fragment: no server, proxy or link preview receives it."""
    return f"{origin}/set-up#{token}"


def _hash(purpose: str, token: str) -> bytes:
    return salted_hmac(f"couples.sign_in.links.{purpose}", token, algorithm="sha256").digest()
