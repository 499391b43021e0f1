"""Tests of how each reply of a mail server changes the reminder and the next attempt to send."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from couples import actions as couples
from notifications import actions
from notifications.models import Preference, Reminder
from tests.notifications.world import OPENS, SETTLED, Person, World
from tests.services.mail import greets_with

START = OPENS + SETTLED
MINUTE = dt.timedelta(minutes=1)


def row() -> Reminder:
    return Reminder.objects.get()


@pytest.fixture
def letters(world: World) -> World:
    """Test data with a single pending reminder: Ada's "opening" reminder by e-mail."""
    Reminder.objects.exclude(user=world.ada.user, channel="email", kind="opening").delete()
    return world


def returned(person: Person) -> bool:
    """Return whether e-mail to this person is stored as bounced."""
    return Preference.objects.filter(user=person.user, mail_returned_at__isnull=False).exists()


@pytest.mark.parametrize(
    "reply",
    [
        "550 no such mailbox",
        "550 5.1.1 no such user",
        "551 user not local",
        "553 mailbox name not allowed",
        "554 5.1.2 no such domain",
        "550 5.1.10 takes no mail",
        "550 5.2.1 mailbox disabled",
    ],
)
def test_where_nobody_lives_no_mail_goes_until_somebody_sees_to_it(letters: World, reply: str) -> None:
    letters.mails.refuse(str(letters.ada.user.email), reply)
    letters.deliver(START)
    assert (row().state, row().outcome) == ("dropped", "unreachable")
    assert returned(letters.ada)
    letters.mails.refuse(str(letters.ada.user.email), "")
    Reminder.objects.update(state="pending", settled_at=None)
    letters.deliver(START + MINUTE)
    assert (row().state, row().outcome) == ("dropped", "unreachable")
    assert letters.ada.mailed == []
    letters.ada.prefers(email=True)
    Reminder.objects.update(state="pending", settled_at=None)
    letters.deliver(START + 2 * MINUTE)
    assert row().state == "sent"


@pytest.mark.parametrize(
    "reply",
    ["550 5.7.1 not from you", "550 5.2.2 mailbox full", "554 no", "552 full", "550 5.1.8 who are you"],
)
def test_a_refusal_for_another_reason_says_nothing_of_the_next_mail(letters: World, reply: str) -> None:
    letters.mails.refuse(str(letters.ada.user.email), reply)
    letters.deliver(START)
    assert (row().state, row().outcome) == ("failed", "address_refused")
    assert not returned(letters.ada)


def test_a_changed_address_is_written_to_and_a_former_one_of_no_interest(letters: World) -> None:
    ada, former = letters.ada.user, str(letters.ada.user.email)
    letters.mails.refuse(former, "550 5.1.1 no such user")
    letters.deliver(START)
    assert returned(letters.ada)
    couples.change_email(ada, email="new@example.org", session_key="none", now=START)
    assert not returned(letters.ada)
    actions.note_returned(ada.pk, former, now=START)
    assert not returned(letters.ada)


def test_a_busy_mailbox_is_tried_again(letters: World) -> None:
    letters.mails.refuse(str(letters.ada.user.email), "450 come back later")
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "mail_450")
    letters.mails.refuse(str(letters.ada.user.email), "")
    letters.deliver(START + MINUTE)
    assert row().state == "sent"
    assert len(letters.ada.mailed) == 1


@pytest.mark.parametrize(
    ("reply", "state", "outcome"),
    [
        ("554 looks like spam", "failed", "message_refused"),
        ("552 too large", "failed", "message_refused"),
        ("550 5.7.1 looks like spam", "failed", "message_refused"),
        ("451 disk full", "pending", "mail_451"),
        ("452 no room", "pending", "mail_452"),
        # Some mail servers refuse an unknown address only after the content.
        ("550 5.1.1 no such user", "dropped", "unreachable"),
    ],
)
def test_refused_content(letters: World, reply: str, state: str, outcome: str) -> None:
    letters.mails.refuse_data(reply)
    letters.deliver(START)
    assert (row().state, row().outcome) == (state, outcome)
    assert returned(letters.ada) is (state == "dropped")


@pytest.mark.parametrize("status", [421, 450, 451, 452])
@pytest.mark.parametrize("at", ["address", "sender", "content"])
def test_what_is_temporary_is_tried_again_later_and_alarms_nobody(
    letters: World, status: int, at: str, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(reply: str) -> None:
        match at:
            case "address":
                letters.mails.refuse(str(letters.ada.user.email), reply)
            case "sender":
                letters.mails.refuse_sender(reply)
            case "content":
                letters.mails.refuse_data(reply)

    answer(f"{status} not now")
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", f"mail_{status}")
    assert row().due_at > START
    assert "mail_forbidden" not in caplog.text
    answer("")
    letters.deliver(START + MINUTE)
    assert row().state == "sent"
    assert not returned(letters.ada)


def test_a_refused_sender_is_the_operators_and_nobodys_address(
    letters: World, caplog: pytest.LogCaptureFixture
) -> None:
    letters.mails.refuse_sender("550 5.7.1 we do not know you")
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "mail_550")
    assert "mail_forbidden" in caplog.text
    assert not returned(letters.ada)


def test_a_wrong_password_is_the_operators(
    letters: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "side", "wrong"
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "mail_535")
    assert "mail_forbidden" in caplog.text
    assert not returned(letters.ada)


def test_a_server_that_hangs_up_in_the_middle_is_tried_again(letters: World) -> None:
    letters.mails.hang_up()
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "unreachable")
    letters.mails.refuse_data("")
    letters.deliver(START + MINUTE)
    assert row().state == "sent"


def test_a_server_that_does_not_answer_is_tried_again(letters: World, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    letters.mails.hang()
    letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "unreachable")


def test_a_server_that_is_busy_at_once_is_tried_again(letters: World, settings: Any) -> None:
    with greets_with(b"421 too many connections\r\n") as port:
        settings.EMAIL_PORT = port
        letters.deliver(START)
    assert (row().state, row().outcome) == ("pending", "unreachable")
    settings.EMAIL_PORT = letters.mails.port
    letters.deliver(START + MINUTE)
    assert row().state == "sent"


def test_one_refused_mailbox_holds_up_nobody(world: World) -> None:
    world.mails.refuse(str(world.ada.user.email), "550 no such mailbox")
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
