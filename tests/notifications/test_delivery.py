"""Tests of the delivery of outbox rows to phones and mailboxes, over real connections."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from checkins.models import CheckIn
from couples import actions as couples
from notifications import tasks
from notifications.models import Reminder
from tests.checkins import world as ritual
from tests.notifications.reconciling import reconcile_all
from tests.notifications.world import CLOSES, HOUR, LAST_CALL, OPENS, SETTLED, World


def test_nothing_before_it_is_due(world: World) -> None:
    world.deliver(OPENS - HOUR)
    assert world.ada.got == (0, 0)


def test_the_opening_comes_once_by_push_and_by_mail(world: World) -> None:
    for minutes in range(10):
        world.deliver(OPENS + dt.timedelta(minutes=minutes))
    assert world.ada.got == world.ben.got == (1, 1)
    [push] = world.ada.pushed
    assert push["web_push"] == 8030
    assert set(push) == {"web_push", "notification", "app_badge"}
    notification = push["notification"]
    assert set(notification) == {"title", "body", "navigate", "tag", "data"}
    assert notification["navigate"].endswith(f"/check-in/{world.check_in.pk}")
    assert {row.state for row in world.ada.rows(kind="opening")} == {"sent"}


def test_the_push_names_its_end_and_its_repeats_collapse(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    [request] = world.pushes.to(world.ada.browser.endpoint)
    assert int(request.headers["ttl"]) == (CLOSES - HOUR - OPENS - SETTLED).total_seconds()
    assert len(request.headers["topic"]) == 32
    assert request.headers["topic"].replace("-", "").replace("_", "").isalnum()
    assert request.headers["topic"] == world.ada.pushed[0]["notification"]["tag"]
    assert request.headers["urgency"] == "normal"
    assert request.headers["content-encoding"] == "aes128gcm"
    assert request.headers["authorization"].startswith("vapid t=")
    assert len(request.body) <= 4096


def test_topics_link_nothing(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    world.deliver(LAST_CALL + SETTLED)
    people = (world.ada, world.ben)
    topics = [push.headers["topic"] for each in people for push in world.pushes.to(each.browser.endpoint)]
    assert len(set(topics)) == 4
    ids = {str(world.check_in.pk), world.check_in.pk.hex, str(world.ada.user.pk), world.ada.user.pk.hex}
    assert not any(part in topic for part in ids for topic in topics)


def test_the_mail_is_plain_and_html_with_one_click_unsubscribe(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    [mail] = world.ada.mailed
    assert mail.subject == "Your check-in is open"
    assert f"/check-in/{world.check_in.pk}" in mail.text
    assert f"/check-in/{world.check_in.pk}" in mail.html
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/api/v1/notifications/unsubscribe/" in str(mail.message["List-Unsubscribe"])
    assert mail.message["Auto-Submitted"] == "auto-generated"


def test_mails_about_one_check_in_hang_together(world: World) -> None:
    world.ada.prefers(at_most=3)
    world.deliver_until(OPENS + 96 * HOUR)
    opening, *others = [mail.message for mail in world.ada.mailed]
    assert len(others) == 2
    assert opening["References"] is None
    assert {mail["References"] for mail in others} == {opening["Message-ID"]}
    assert len({mail["Message-ID"] for mail in (opening, *others)}) == 3
    assert world.ben.mailed[1].message["References"] != opening["Message-ID"]


def test_a_mail_loads_nothing_and_tells_nobody_that_it_was_opened(world: World, settings: Any) -> None:
    world.deliver(OPENS + SETTLED)
    [mail] = world.ada.mailed
    html = mail.html.lower()
    for what in ("<img", "<link", "<script", "<iframe", "background", "url(", "src="):
        assert what not in html.replace("background:#7a4a36", "")
    addresses = re.findall(r"https?://[^\s\"'<>]+", mail.html + mail.text)
    assert addresses
    assert all(address.startswith(settings.ORIGIN) for address in addresses)
    assert not any("?" in address for address in addresses)
    for header in ("Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To"):
        assert mail.message[header] is None


def test_generic_words_name_nobody_and_warm_ones_the_receiver_alone(world: World) -> None:
    world.ben.prefers(text="warm")
    world.deliver(OPENS + SETTLED)
    for_ada = json.dumps(world.ada.pushed) + world.ada.mailed[0].text + world.ada.mailed[0].html
    for_ben = json.dumps(world.ben.pushed) + world.ben.mailed[0].text + world.ben.mailed[0].html
    assert "Adelaide" not in for_ada
    assert "Benedict" not in for_ada
    assert "Benedict" in for_ben
    assert "Adelaide" not in for_ben
    assert world.ben.mailed[0].subject == world.ada.mailed[0].subject


def test_the_repeat_and_the_last_call_go_once_to_whoever_has_not_submitted(world: World) -> None:
    world.ben.prefers(at_most=3)
    world.deliver(OPENS + SETTLED)
    world.submit(world.ada)
    world.deliver_until(CLOSES + 24 * HOUR)
    assert world.ada.got == (1, 1)
    assert world.ben.got == (3, 3)
    assert "still open" in world.ben.mailed[1].subject
    assert "closes soon" in world.ben.mailed[2].subject


def test_the_first_to_finish_hears_of_the_reveal_and_the_second_does_not(world: World) -> None:
    world.submit(world.ada)
    world.now = OPENS + HOUR
    world.submit(world.ben)
    world.deliver()
    assert world.ada.got == (1, 1)
    assert world.ben.got == (0, 0)
    assert world.ada.pushed[0]["notification"]["navigate"].endswith(f"/reveal/{world.check_in.pk}")


@pytest.mark.parametrize("cancelled", [True, False], ids=["cancelled", "missed"])
def test_the_finished_get_nothing(world: World, cancelled: bool) -> None:
    """Send no reminder to a person who has answered, even if the reminder's cancellation was lost.

    Just before sending, the sender checks again whether the person has answered.
    """
    world.submit(world.ada)
    if not cancelled:
        _owe_again(world)
    world.deliver_until(CLOSES)
    assert world.ada.got == (0, 0)


@pytest.mark.parametrize("cancelled", [True, False], ids=["cancelled", "missed"])
def test_the_ex_gets_nothing_and_neither_does_the_one_who_was_left(world: World, cancelled: bool) -> None:
    couples.leave(world.ada.user, now=OPENS)
    if not cancelled:
        _owe_again(world)
    world.deliver_until(CLOSES)
    assert world.ada.got == world.ben.got == (0, 0)
    assert {row.outcome for row in Reminder.objects.all()} == {"closed" if cancelled else "left"}


def test_who_left_after_the_reveal_hears_nothing_of_it(world: World) -> None:
    world.submit(world.ada)
    world.submit(world.ben)
    couples.leave(world.ada.user, now=world.now)
    world.deliver(OPENS + HOUR)
    assert world.ada.got == (0, 0)


@pytest.mark.parametrize("cancelled", [True, False], ids=["cancelled", "missed"])
def test_the_paused_get_nothing(world: World, cancelled: bool) -> None:
    world.pause()
    if not cancelled:
        _owe_again(world)
    world.deliver_until(CLOSES)
    assert world.ada.got == world.ben.got == (0, 0)


def test_after_the_end_nothing_is_sent(world: World) -> None:
    world.deliver(CLOSES - HOUR)
    assert world.ada.got == (0, 0)
    assert {row.outcome for row in Reminder.objects.all()} == {"too_late"}


def test_who_answers_alone_is_reminded_and_hears_of_no_reveal(world: World) -> None:
    sam = world.person("Sam")
    couples.start_alone(sam.user, now=OPENS)
    world.deliver(OPENS + SETTLED)
    assert sam.got == (1, 1)
    ritual.submit(sam.user, CheckIn.objects.get(couple__memberships__user=sam.user), now=world.now)
    world.deliver_until(CLOSES)
    assert sam.got == (1, 1)


def test_the_deactivated_get_nothing(world: World) -> None:
    world.ada.user.is_active = False
    world.ada.user.save()
    world.deliver_until(CLOSES)
    assert world.ada.got == (0, 0)


@pytest.mark.parametrize(
    ("changes", "got"),
    [
        ({"push": False}, (0, 1)),
        ({"email": False}, (1, 0)),
        ({"push": False, "email": False}, (0, 0)),
        ({"opening": False}, (0, 0)),
        ({"last_call": False}, (1, 1)),
    ],
)
def test_channels_and_kinds_are_each_ones_own_choice(
    world: World, changes: dict[str, bool], got: tuple[int, int]
) -> None:
    world.ada.prefers(**changes)
    world.deliver(OPENS + SETTLED)
    assert world.ada.got == got
    assert world.ben.got == (1, 1)


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, ["opening", "last_call"]),
        ({"at_most": 3}, ["opening", "repeat", "last_call"]),
        ({"at_most": 3, "repeat": False}, ["opening", "last_call"]),
        ({"last_call": False}, ["opening", "repeat"]),
        ({"opening": False}, ["repeat", "last_call"]),
        ({"at_most": 1}, ["opening"]),
    ],
)
def test_unless_chosen_otherwise_there_is_one_nudge_after_the_opening(
    world: World, changes: dict[str, Any], kinds: list[str]
) -> None:
    world.ada.prefers(**changes)
    world.deliver_until(OPENS + 96 * HOUR, step=HOUR)
    sent = {channel: world.ada.rows(state="sent", channel=channel) for channel in ("push", "email")}
    assert {channel: [row.kind for row in rows] for channel, rows in sent.items()} == {
        "push": kinds, "email": kinds
    }  # fmt: skip
    assert [row.kind for row in world.ben.rows(state="sent", channel="push")] == ["opening", "last_call"]


def test_a_change_of_mind_counts_until_the_last_moment(world: World) -> None:
    world.ada.prefers(opening=False)
    world.ada.prefers(opening=True, email=False)
    world.deliver(OPENS + SETTLED)
    assert world.ada.got == (1, 0)


def test_without_a_browser_there_is_mail(world: World) -> None:
    world.ada.user.push_subscriptions.all().delete()
    world.deliver(OPENS + SETTLED)
    assert world.ada.got == (0, 1)
    assert [row.outcome for row in world.ada.rows(kind="opening", channel="push")] == ["unreachable"]


def test_quiet_hours_move_a_reminder_to_their_end(world: World) -> None:
    """Delay a reminder that is due at 19:00 until the morning, because quiet hours last from 18:30 to 07:15."""
    world.ada.prefers(quiet_from=dt.time(18, 30), quiet_to=dt.time(7, 15))
    morning = dt.datetime(2026, 3, 2, 6, 15, tzinfo=dt.UTC)
    world.deliver(OPENS + SETTLED)
    assert world.ada.got == (0, 0)
    assert {(row.due_at, row.attempts) for row in world.ada.rows(kind="opening")} == {(morning, 0)}
    world.deliver(morning - dt.timedelta(seconds=1))
    assert world.ada.got == (0, 0)
    world.deliver(morning)
    assert world.ada.got == (1, 1)


def test_quiet_hours_are_those_of_where_the_person_is_now(world: World) -> None:
    """Apply quiet hours in the time zone where the person is at the time of sending.

    Ada flew from Madrid to Auckland after the reminder was planned. 19:00 in Madrid is 07:00 in Auckland, an hour
    before her quiet hours end.
    """
    world.ada.user.time_zone = "Pacific/Auckland"
    world.ada.user.save()
    world.deliver(OPENS + SETTLED)
    assert world.ada.got == (0, 0)
    world.deliver(OPENS + HOUR)
    assert world.ada.got == (1, 1)


def test_an_outage_ends_with_one_message_and_not_with_all_that_was_missed(world: World) -> None:
    world.deliver(LAST_CALL + HOUR)
    assert world.ada.got == (1, 1)
    assert {row.outcome for row in world.ada.rows(kind="opening")} == {"overtaken"}


def test_without_a_broker_rows_wait_and_are_delivered_later(world: World) -> None:
    """Deliver reminders late if an outage lost the queued tasks.

    The next periodic task finds the open check-in in the database, and writes the missing reminders.
    """
    Reminder.objects.all().delete()  # as if no task had planned them
    world.now = OPENS + 3 * HOUR - SETTLED
    reconcile_all(now=world.now)
    world.deliver()
    assert world.ada.got == world.ben.got == (1, 1)


def test_the_tasks_take_no_arguments_and_run_on_an_empty_outbox(db: None) -> None:
    tasks.plan_reminders()
    tasks.deliver_due_reminders()


def _owe_again(world: World) -> None:
    """Make the dropped reminders pending again, as if their cancellation had been lost."""
    Reminder.objects.filter(state="dropped").update(state="pending", outcome="", settled_at=None)
