"""Where the API of reminders is, and a client that is somebody there."""

from __future__ import annotations

from django.test import Client

from couples.models import User

API = "/api/v1/notifications"


def signed_in(user: User) -> Client:
    """A client in which they are signed in."""
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    return client
