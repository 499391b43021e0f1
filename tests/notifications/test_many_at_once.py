"""Tests of many parallel pushes: what each HTTP status leads to, and that a silent service delays no other push."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from notifications.channels import push
from notifications.models import PushSubscription, Reminder
from notifications.sending import outbox, sender
from notifications.sending.outbox import RowOutcome
from tests.notifications.conftest import NOW, Endpoint
from tests.services.push import PushService, Reply

pytestmark = pytest.mark.slow

MINUTE = dt.timedelta(minutes=1)
SOON = NOW + dt.timedelta(seconds=30)

#: Responses of a push service, each with the expected state, outcome and next due time of the row.
ANSWERS: list[tuple[Reply, str, str, dt.datetime | None]] = [
    (Reply(201), "sent", "", None),
    (Reply(404), "dropped", "unreachable", None),
    (Reply(410), "dropped", "unreachable", None),
    (Reply(413), "failed", "push_413", None),
    (Reply(307, {"Location": "/elsewhere"}), "failed", "push_307", None),
    (Reply(403), "pending", "push_403", SOON),
    (Reply(429, {"Retry-After": "600"}), "pending", "push_429", NOW + 10 * MINUTE),
    (Reply(503, {"Retry-After": "Sun, 01 Mar 2026 19:20:00 GMT"}), "pending", "push_503", NOW + 20 * MINUTE),
    (Reply(503), "pending", "push_503", SOON),
    (Reply(500), "pending", "push_500", SOON),
    (Reply(how="reset"), "pending", "unreachable", SOON),
    (Reply(how="hang"), "pending", "timeout", SOON),
    (Reply(how="drip"), "pending", "timeout", SOON),
    (Reply(delay=0.3), "sent", "", None),
]  # fmt: skip


def _row(number: int) -> Reminder:
    return Reminder.objects.get(user__email=f"person{number}@example.org")


def test_each_answer_does_what_it_should_and_the_good_ones_wait_for_nobody(
    people: Callable[[int], Endpoint], pushes: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The push service answers each push with another response of `ANSWERS`. A slow response keeps no push waiting."""
    patience = 4.5
    monkeypatch.setattr(push, "DEADLINE", patience)
    assert len(ANSWERS) <= sender.BATCH_SIZE
    everybody = 2 * sender.BATCH_SIZE + 1
    endpoint = people(everybody)
    for number, (reply, *_) in enumerate(ANSWERS):
        pushes.script(endpoint(number), reply)
    began = time.time()
    assert sender.deliver(clock=lambda: NOW) == everybody
    given_up_at = began + patience
    assert time.time() >= given_up_at, "nobody waited for the one that hangs"

    for number, (reply, state, outcome, due_at) in enumerate(ANSWERS):
        row = _row(number)
        assert (row.state, row.outcome) == (state, outcome), reply
        assert due_at is None or row.due_at == due_at, reply
        [subscription] = PushSubscription.objects.filter(endpoint=endpoint(number))
        assert (subscription.retired_at is not None) is (reply.status in (404, 410)), reply
    for number in range(len(ANSWERS), everybody):
        assert _row(number).state == "sent"
        [received] = pushes.to(endpoint(number))
        assert received.received_at < given_up_at, "the one that hangs was waited for"


def test_more_than_fifty_are_in_flight_and_no_more_than_there_is_room_for(
    people: Callable[[int], Endpoint], pushes: PushService
) -> None:
    everybody = sender.IN_FLIGHT + 2 * sender.BATCH_SIZE
    endpoint = people(everybody)
    for number in range(everybody):
        pushes.script(endpoint(number), Reply(delay=1))
    assert sender.deliver(clock=lambda: NOW) == everybody
    assert Reminder.objects.filter(state="sent").count() == everybody
    assert 50 <= pushes.most_open <= sender.IN_FLIGHT
    assert pushes.connections <= sender.IN_FLIGHT


def test_somebodys_many_devices_are_no_more_than_there_is_room_for(
    people: Callable[[int], Endpoint], pushes: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limit the number of parallel pushes also for a single reminder that goes to many devices."""
    monkeypatch.setattr(sender, "IN_FLIGHT", 4)
    endpoint = people(1)
    [first] = PushSubscription.objects.all()
    for number in range(1, 11):
        PushSubscription.objects.create(
            user=first.user,
            endpoint=endpoint(number),
            endpoint_hash=bytes([number]) * 32,
            p256dh=first.p256dh,
            auth=first.auth,
            created_at=NOW,
        )
    for number in range(11):
        pushes.script(endpoint(number), Reply(delay=0.5))
    sender.deliver(clock=lambda: NOW)
    assert [len(pushes.to(endpoint(number))) for number in range(11)] == [1] * 11
    assert pushes.most_open == 4


def test_what_is_through_is_written_down_while_the_rest_is_on_its_way(
    people: Callable[[int], Endpoint], pushes: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Record each outcome early, because a message without a recorded outcome is sent again if the sender dies."""
    endpoint = people(3)
    pushes.script(endpoint(1), Reply(delay=2))
    written: list[tuple[float, int]] = []
    record = outbox.record_outcomes

    def watched(outcomes: Sequence[RowOutcome]) -> set[UUID]:
        written.append((time.time(), len(outcomes)))
        return record(outcomes)

    monkeypatch.setattr(outbox, "record_outcomes", watched)
    sender.deliver(clock=lambda: NOW)
    [slow] = pushes.to(endpoint(1))
    assert sum(rows for at, rows in written if at < slow.received_at + 2) == 2
    assert sum(rows for _at, rows in written) == 3
