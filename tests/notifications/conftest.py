"""Fixtures: real services on loopback, a couple with an open check-in, and a signed-in client."""

from __future__ import annotations

import pytest
from django.test import Client

from couples.models import User
from tests.notifications.api import signed_in
from tests.notifications.world import World
from tests.services.mail import MailSink
from tests.services.push import PushService


@pytest.fixture
def world(db: None, pushes: PushService, mails: MailSink) -> World:
    """Ada and Ben, linked as a couple, with a check-in that has just opened and with no message sent yet."""
    return World(pushes, mails)


@pytest.fixture
def user(db: None) -> User:
    """Ada, a user without a couple and without a push subscription."""
    return User.objects.create_user("ada@example.org", display_name="Ada Lovelace")


@pytest.fixture
def client(user: User) -> Client:
    """A client in which `user` is signed in."""
    return signed_in(user)
