"""Create browsers in which support staff are signed in, as if by passkey.

`test_staff.py` tests the sign-in with a real passkey.
"""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from couples.models import User

SUPPORT = "support@example.org"


def by_passkey(client: Client, user: User) -> None:
    """Record in the browser's session that this user has just used a passkey."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "webauthn", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()


def signed_in(user: User) -> Client:
    """Return a browser in which the user is signed in, as if by passkey."""
    client = Client()
    client.force_login(user)
    by_passkey(client, user)
    return client


def support() -> Client:
    """Create a staff account. Return a browser that is signed in to the account, as if by passkey."""
    return signed_in(User.objects.create_superuser(SUPPORT))
