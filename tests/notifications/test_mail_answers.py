"""What each answer of a mail server does to the row and the next try."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from notifications.models import Reminder
from tests.notifications.world import OPENS, SETTLED, World

START = OPENS + SETTLED
MINUTE = dt.timedelta(minutes=1)


def row() -> Reminder:
    return Reminder.objects.get()


@pytest.fixture
def letters(world: World) -> World:
    """Ada alone, by mail alone."""
    Reminder.objects.exclude(user=world.ada.user, channel="email", kind="opening").delete()
    return world


def test_a_refused_mailbox_fails_for_good(letters: World) -> None:
    letters.mails.refuse(letters.ada.user.email, "550 no such mailbox")
    letters.deliver(START)
    assert (row().state, row().outcome) == ("failed", "address_refused")


def test_a_busy_mailbox_is_tried_again(letters: World) -> None:
    letters.mails.refuse(letters.ada.user.email, "450 come back later")
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "mail_450")
    letters.mails.refuse(letters.ada.user.email, "")
    letters.deliver(START + MINUTE)
    assert row().state == "sent"
    assert len(letters.ada.mailed) == 1


@pytest.mark.parametrize(
    ("reply", "state", "outcome"),
    [("554 looks like spam", "failed", "message_refused"), ("451 disk full", "pending", "mail_451")],
)
def test_refused_content(letters: World, reply: str, state: str, outcome: str) -> None:
    letters.mails.refuse_data(reply)
    letters.deliver(START)
    assert (row().state, row().outcome) == (state, outcome)


def test_one_refused_mailbox_holds_up_nobody(world: World) -> None:
    world.mails.refuse(world.ada.user.email, "550 no such mailbox")
    world.deliver(START)
    assert world.ben.got == (1, 1)


def test_an_absent_mail_server_is_tried_once_a_batch(world: World, settings: Any) -> None:
    settings.EMAIL_PORT = 9
    world.deliver(START)
    waiting = Reminder.objects.filter(channel="email", kind="opening")
    assert {(each.state, each.outcome) for each in waiting} == {("pending", "unreachable")}
    assert world.ada.got == world.ben.got == (1, 0)
    settings.EMAIL_PORT = world.mails.port
    world.deliver(START + MINUTE)
    assert world.ada.got == world.ben.got == (1, 1)


def test_a_repeated_mail_has_the_same_message_id(letters: World) -> None:
    letters.deliver(START)
    Reminder.objects.update(state="pending", settled_at=None)
    letters.deliver(START + MINUTE)
    first, second = letters.ada.mailed
    assert first.message["Message-ID"] == second.message["Message-ID"]
