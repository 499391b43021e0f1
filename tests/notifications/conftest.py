"""Real services on loopback, a couple with an open check-in, and somebody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from couples.models import User
from tests.notifications.api import signed_in
from tests.notifications.world import World
from tests.services.mail import MailSink
from tests.services.push import PushService


@pytest.fixture
def pushes() -> Iterator[PushService]:
    """A push service of this test's own."""
    with PushService() as service:
        yield service


@pytest.fixture
def mails(settings: Any) -> Iterator[MailSink]:
    """An SMTP server of this test's own, to which Django's mail goes."""
    with MailSink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 2
        yield sink


@pytest.fixture
def world(db: None, pushes: PushService, mails: MailSink) -> World:
    """Ada and Ben, paired, with a check-in that has just opened and nothing sent yet."""
    return World(pushes, mails)


@pytest.fixture
def user(db: None) -> User:
    """Ada, with no couple and no browser."""
    return User.objects.create_user("ada@example.org", display_name="Ada Lovelace")


@pytest.fixture
def client(user: User) -> Client:
    """A client in which `user` is signed in."""
    return signed_in(user)
