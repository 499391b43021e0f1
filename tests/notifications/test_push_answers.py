"""Tests of how each response of a push service changes the reminder, the subscription and the next attempt to send."""

from __future__ import annotations

import datetime as dt
import logging
import time
from email.utils import format_datetime

import pytest

from notifications.channels import guard, push
from notifications.models import PushSubscription, Reminder
from notifications.sending import outbox, sender
from tests.notifications.world import CLOSES, HOUR, OPENS, SETTLED, World
from tests.services.push import Reply

START = OPENS + SETTLED
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def story(world: World) -> World:
    """Test data with a single pending reminder: Ada's "opening" reminder by push."""
    Reminder.objects.exclude(user=world.ada.user, channel="push", kind="opening").delete()
    return world


def row() -> Reminder:
    return Reminder.objects.get()


def subscription(story: World) -> PushSubscription:
    return story.ada.user.push_subscriptions.get()


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_accepted(story: World, status: int) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(status))
    story.deliver(START)
    assert row().state == "sent"
    assert row().settled_at == START
    assert subscription(story).last_sent_at == START


@pytest.mark.parametrize("status", [404, 410])
def test_gone_retires_the_subscription(story: World, status: int) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(status))
    story.deliver(START)
    assert subscription(story).retired_at == START
    assert (row().state, row().outcome) == ("dropped", "unreachable")
    story.deliver_until(START + 3 * HOUR)
    assert len(story.pushes.to(story.ada.browser.endpoint)) == 1


@pytest.mark.parametrize("status", [400, 413, 301, 307])
def test_refused_fails_for_good(story: World, status: int) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(status, {"Location": "/elsewhere"}))
    story.deliver(START)
    assert (row().state, row().outcome) == ("failed", f"push_{status}")
    assert subscription(story).retired_at is None
    assert story.pushes.to(story.pushes.endpoint("x").replace("/push/x", "/elsewhere")) == []


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("dated", [False, True], ids=["seconds", "date"])
def test_retry_after_is_honoured(story: World, status: int, dated: bool) -> None:
    until = START + 17 * MINUTE
    asked = format_datetime(until, usegmt=True) if dated else str(17 * 60)
    story.pushes.script(story.ada.browser.endpoint, Reply(status, {"Retry-After": asked}))
    story.deliver(START)
    assert (row().state, row().due_at, row().outcome) == ("pending", until, f"push_{status}")
    story.deliver(until - MINUTE)
    assert len(story.pushes.to(story.ada.browser.endpoint)) == 1
    story.deliver(until)
    assert row().state == "sent"


def test_retry_after_beyond_the_end_drops(story: World) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(429, {"Retry-After": str(96 * 3600)}))
    story.deliver(START)
    assert (row().state, row().outcome) == ("dropped", "too_late")


@pytest.mark.parametrize("status", [401, 403])
def test_forbidden_alarms_and_prunes_nothing(
    story: World, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(status))
    with caplog.at_level(logging.ERROR):
        story.deliver(START)
    assert "push_forbidden" in caplog.text
    assert story.ada.browser.endpoint not in caplog.text
    assert subscription(story).retired_at is None
    assert row().state == "pending"
    story.deliver(START + MINUTE)
    assert row().state == "sent"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(500), "push_500"),
        (Reply(502), "push_502"),
        (Reply(how="reset"), "unreachable"),
        (Reply(how="hang"), "timeout"),
        (Reply(delay=3), "timeout"),
        (Reply(how="drip"), "timeout"),
    ],
)
def test_trouble_is_tried_again_later(
    story: World, reply: Reply, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.pushes.script(story.ada.browser.endpoint, reply)
    began = time.monotonic()
    with monkeypatch.context() as patch:
        if outcome == "timeout":
            patch.setattr(push, "DEADLINE", 0.7)
        story.deliver(START)
    assert time.monotonic() - began < 30  # a hanging test service holds the connection for 60 seconds
    assert (row().state, row().outcome, row().attempts) == ("pending", outcome, 1)
    assert row().due_at == START + dt.timedelta(seconds=30)
    story.deliver(START + MINUTE)
    assert row().state == "sent"


def test_nothing_is_left_with_a_service_that_drips(story: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Close the connection to a push service that sends its response one byte at a time.

    In this test, the time limit of the whole batch ends before the time limit of this push.
    """
    monkeypatch.setattr(sender, "SENDS_WITHIN", 0.5)
    story.pushes.script(story.ada.browser.endpoint, Reply(how="drip"))
    story.deliver(START)
    assert (row().state, row().outcome) == ("pending", "timeout")
    ended = time.monotonic() + 60
    while story.pushes.open:
        assert time.monotonic() < ended, "a connection is still read from"
        time.sleep(0.05)


def test_a_push_is_over_before_its_batch_is_and_that_before_its_lease() -> None:
    assert guard.CONNECTS_WITHIN < push.DEADLINE < sender.SENDS_WITHIN
    assert outbox.LEASE.total_seconds() > sender.SENDS_WITHIN + sender.RECORDS_WITHIN


def test_a_slow_answer_is_an_answer(story: World) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(delay=0.5))
    story.deliver(START)
    assert row().state == "sent"


def test_nobody_listens(story: World) -> None:
    PushSubscription.objects.update(endpoint="http://127.0.0.1:9/nobody")
    story.deliver(START)
    assert (row().state, row().outcome) == ("pending", "unreachable")


def test_trying_ends_with_the_end_and_backs_off_before(story: World) -> None:
    story.pushes.always(story.ada.browser.endpoint, Reply(500))
    story.now = START
    story.deliver_until(CLOSES + HOUR, step=dt.timedelta(minutes=20))
    tries = len(story.pushes.to(story.ada.browser.endpoint))
    assert 20 < tries < 60  # retries become hourly, and stop when the repeat is due
    assert row().state == "dropped"


def test_a_repeat_has_the_same_topic_and_tag(story: World) -> None:
    story.pushes.script(story.ada.browser.endpoint, Reply(500))
    story.deliver(START)
    story.deliver(START + MINUTE)
    first, second = story.pushes.to(story.ada.browser.endpoint)
    assert first.headers["topic"] == second.headers["topic"]
    assert story.ada.pushed[0] == story.ada.pushed[1]


def test_a_retry_goes_only_to_the_devices_that_have_not_got_it(story: World) -> None:
    laptop = story.ada.subscribe_also("laptop")
    story.pushes.script(laptop.endpoint, Reply(503))
    story.deliver(START)
    assert row().state == "pending"
    story.deliver(START + MINUTE)
    assert row().state == "sent"
    assert len(story.pushes.to(story.ada.browser.endpoint)) == 1
    assert len(story.pushes.to(laptop.endpoint)) == 2


def test_one_dead_device_does_not_keep_the_other_from_it(story: World) -> None:
    old = story.ada.subscribe_also("old")
    story.pushes.script(old.endpoint, Reply(410))
    story.deliver(START)
    assert row().state == "sent"
    assert PushSubscription.objects.get(endpoint=old.endpoint).retired_at == START


def test_what_one_device_took_counts_as_sent_when_time_is_up(story: World) -> None:
    laptop = story.ada.subscribe_also("laptop")
    story.pushes.always(laptop.endpoint, Reply(503))
    story.now = START
    story.deliver_until(CLOSES)
    assert row().state == "sent"
    assert len(story.pushes.to(story.ada.browser.endpoint)) == 1


def test_a_broken_row_holds_up_nobody(world: World, caplog: pytest.LogCaptureFixture) -> None:
    PushSubscription.objects.filter(user=world.ada.user).update(p256dh="AAAA")
    world.deliver(START)
    assert world.ada.got == (0, 1)
    assert world.ben.got == (1, 1)


def test_one_connection_serves_many(story: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "IN_FLIGHT", 1)
    others = [story.ada.subscribe_also(name) for name in ("laptop", "tablet", "desk")]
    story.deliver(START)
    browsers = [story.ada.browser, *others]
    assert [len(story.pushes.to(browser.endpoint)) for browser in browsers] == [1] * 4
    assert story.pushes.connections == 1
