"""Support staff, signed in as if by passkey. That it takes one is tested in test_staff.py, with one."""

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
    """Let the session of this browser be one in which a passkey was used just now."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "webauthn", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()


def signed_in(user: User) -> Client:
    """A browser in which they are signed in by passkey."""
    client = Client()
    client.force_login(user)
    by_passkey(client, user)
    return client


def support() -> Client:
    """A browser of new support staff."""
    return signed_in(User.objects.create_superuser(SUPPORT))
