"""Real services on loopback, and a couple with an open check-in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from notifications.channels import loop
from tests.notifications.world import World
from tests.services.mail import MailSink
from tests.services.push import PushService


@pytest.fixture
def pushes() -> Iterator[PushService]:
    """A push service of this test's own."""
    with PushService() as service:
        yield service
    # The connections that were kept lead nowhere now.
    loop.close()


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
