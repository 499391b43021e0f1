"""Path of the API of reminders, and a signed-in test client."""

from __future__ import annotations

from django.test import Client

from couples.models import User

API = "/api/v1/notifications"


def signed_in(user: User) -> Client:
    """Return a test client that is signed in as this user."""
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    return client
