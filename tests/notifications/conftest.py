"""Fixtures: real services on loopback, a couple with an open check-in, and a signed-in client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from couples.models import User
from notifications.models import Reminder
from tests.faults import seeding
from tests.notifications.api import signed_in
from tests.notifications.world import World
from tests.services.mail import MailSink
from tests.services.push import Browser, PushService

NOW = dt.datetime(2026, 3, 1, 19, tzinfo=dt.UTC)
Endpoint = Callable[[int], str]


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


@pytest.fixture
def people(db: None, pushes: PushService) -> Callable[[int], Endpoint]:
    """Return a function that creates a number of people, each with one browser and one due push.

    The result of that function is another function, which maps a person's number to their push endpoint.
    """

    def make(number: int) -> Endpoint:
        wanted = {"endpoint": pushes.endpoint("person-"), "from": NOW.timestamp() - 60, "spread": 0}
        seeding.fill(range(number), {**wanted, "hurried": 0, "hurry": 0, **Browser("").keys}, now=NOW)
        # The rows are due in the order of the people's numbers.
        for each in range(number):
            row = Reminder.objects.get(user__email=f"person{each}@example.org")
            Reminder.objects.filter(pk=row.pk).update(due_at=row.due_at + dt.timedelta(milliseconds=each))
        return lambda each: f"{wanted['endpoint']}{each}"

    return make
