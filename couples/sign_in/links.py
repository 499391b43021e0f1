"""The secret tokens in links that lead into an account, and how long each kind of link is valid.

The functions read and write no table.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

#: How long a set-up link works.
SET_UP_LASTS = timedelta(days=7)
#: How long a link for a new device works.
DEVICE_LASTS = timedelta(minutes=10)
#: How long a sign-in link waits before it begins to work. The owner of the account can cancel it during this time.
SIGN_IN_WAITS = timedelta(hours=24)
#: How long a sign-in link works after it has begun to work.
SIGN_IN_LASTS = timedelta(hours=24)

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """Generate the token of a link. It has 22 characters, made from 128 random bits."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> bytes | None:
    """Return the hash by which the token of a link is stored, or None if the token is malformed.

    The hash needs a secret key, so the time that a lookup takes reveals nothing about a token.
    """
    return _hash("way-in", token) if _TOKEN.fullmatch(token) else None


def invited_hash(token: str) -> bytes | None:
    """Return the hash by which to find the account that an invitation has created. None if the token is malformed.

    `token` is the invitation's token. With the hash, a person who opens the invitation again gets the same account.
    """
    return _hash("invited", token) if _TOKEN.fullmatch(token) else None


def address(origin: str, token: str) -> str:
    """Return the link with this token. `origin` is the server's address, such as `https://example.org`.

    The token stands after the #, so no server or proxy receives it.
    """
    return f"{origin}/set-up#{token}"


def _hash(purpose: str, token: str) -> bytes:
    return salted_hmac(f"couples.sign_in.links.{purpose}", token, algorithm="sha256").digest()
