"""Tests of leases, which reserve outbox rows for one sender for a limited time.

The tests cover senders that die, and senders that continue after their lease has ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Reminder
from notifications.sending import cases, outbox, sender
from notifications.sending.cases import DeliveryCase
from notifications.sending.outbox import RowOutcome
from tests.notifications.world import OPENS, SETTLED, World

NOW = OPENS + SETTLED
State = Reminder.State


def test_a_claimed_row_is_nobody_elses_until_the_lease_ends(world: World) -> None:
    first = outbox.claim(now=NOW, limit=10)
    assert len(first.row_ids) == 4
    assert outbox.claim(now=NOW, limit=10).row_ids == []
    assert outbox.claim(now=NOW + outbox.LEASE - dt.timedelta(seconds=1), limit=10).row_ids == []
    again = outbox.claim(now=NOW + outbox.LEASE, limit=10)
    assert set(again.row_ids) == set(first.row_ids)
    assert {row.attempts for row in Reminder.objects.filter(pk__in=again.row_ids)} == {2}


def test_the_oldest_are_claimed_first(world: World) -> None:
    Reminder.objects.filter(user=world.ben.user, kind="opening").update(due_at=OPENS - SETTLED)
    claim = outbox.claim(now=NOW, limit=2)
    assert {row.user_id for row in Reminder.objects.filter(pk__in=claim.row_ids)} == {world.ben.user.pk}


def test_what_is_not_due_is_not_claimed(world: World) -> None:
    assert outbox.claim(now=OPENS - SETTLED, limit=10).row_ids == []


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.SENT, "settled_at": NOW},
        {"state": State.DROPPED, "code": "left", "settled_at": NOW},
        {"state": State.FAILED, "code": "push_413", "settled_at": NOW},
        {"code": "timeout", "due_at": NOW + SETTLED},
        {"due_at": NOW + SETTLED, "untried": True},
        {"untried": True},
    ],
    ids=["sent", "dropped", "failed", "retried", "moved", "given back"],
)
def test_only_the_holder_of_the_lease_may_record_and_only_once(world: World, changes: dict[str, Any]) -> None:
    # Claim all due rows: the order of two rows with the same due time is not defined.
    late = outbox.claim(now=NOW, limit=10)
    of_the_late = _outcomes(late, changes)
    holder = outbox.claim(now=NOW + outbox.LEASE, limit=10)
    assert set(holder.row_ids) == set(late.row_ids)
    of_the_holder = _outcomes(holder, changes)
    assert outbox.record_outcomes(of_the_late) == set()
    assert {row.lease for row in Reminder.objects.filter(pk__in=holder.row_ids)} == {holder.lease}
    assert outbox.record_outcomes(of_the_holder) == set(holder.row_ids)
    assert outbox.record_outcomes(of_the_holder) == set()
    for row in Reminder.objects.filter(pk__in=holder.row_ids):
        assert (row.lease, row.leased_until) == (None, None)
        assert row.reached == ([] if changes.get("settled_at") else ["a"])
        assert row.state == changes.get("state", "pending")
        assert row.attempts == (1 if changes.get("untried") else 2)
        assert row.settled_at == changes.get("settled_at")
        assert row.due_at == changes.get("due_at", row.due_at)
        assert row.due_at < row.not_after


def test_recording_nothing_runs_no_query(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert outbox.record_outcomes([]) == set()


def test_claiming_and_recording_take_no_more_statements_for_many_rows_than_for_one(world: World) -> None:
    counts = []
    for rows in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            claim = outbox.claim(now=NOW, limit=rows)
            outbox.record_outcomes(_outcomes(claim, {"state": State.SENT, "settled_at": NOW}))
        assert len(claim.row_ids) == rows
        counts.append(len(asked) - 1)  # without the query of `_outcomes`
    assert counts[0] == counts[1]


def test_a_row_that_was_cancelled_meanwhile_stays_cancelled(world: World) -> None:
    outbox.claim(now=NOW, limit=10)
    [row, _mail] = world.ada.rows(kind="opening")
    world.submit(world.ada)
    assert outbox.record_outcomes([RowOutcome(row, State.SENT, settled_at=NOW)]) == set()
    assert {each.outcome for each in world.ada.rows(kind="opening")} == {"answered"}


def test_a_crash_between_sending_and_recording_sends_again_under_the_same_topic(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(outcomes: Sequence[RowOutcome]) -> None:
        if outcomes:
            for person in (world.ada, world.ben):
                world.pushes.wait(person.browser.endpoint)
                world.mails.wait(str(person.user.email))
            raise Killed

    record = outbox.record_outcomes
    monkeypatch.setattr(outbox, "record_outcomes", die)
    with pytest.raises(Killed):
        world.deliver(NOW)
    monkeypatch.setattr(outbox, "record_outcomes", record)
    assert {row.state for row in Reminder.objects.all()} == {"pending"}
    world.deliver(NOW + outbox.LEASE / 2)
    assert world.ada.got == (1, 1)  # the lease of the dead sender still holds
    world.deliver(NOW + outbox.LEASE)
    assert world.ada.got == world.ben.got == (2, 2)
    first, second = world.pushes.to(world.ada.browser.endpoint)
    assert first.headers["topic"] == second.headers["topic"]
    assert world.ada.pushed[0]["notification"]["tag"] == world.ada.pushed[1]["notification"]["tag"]
    assert {row.state for row in Reminder.objects.filter(kind="opening")} == {"sent"}


def test_a_crash_before_sending_loses_nothing(world: World) -> None:
    outbox.claim(now=NOW, limit=10)  # by a sender that dies before it sends
    world.deliver(NOW + outbox.LEASE)
    assert world.ada.got == world.ben.got == (1, 1)


@pytest.mark.parametrize(("seconds_left", "sent"), [(20, 1), (5, 0)])
def test_a_sender_whose_claim_took_long_sends_what_it_can_within_its_lease(
    world: World, monkeypatch: pytest.MonkeyPatch, seconds_left: int, sent: int
) -> None:
    """Release the reminders that the sender can't send before its reservation (lease) ends.

    The release does not count as an attempt to send.
    """
    claim, moment = outbox.claim, NOW

    def slow(*, now: dt.datetime, limit: int) -> outbox.Claim:
        nonlocal moment
        claimed = claim(now=now, limit=limit)
        if claimed.row_ids:
            moment = claimed.until - dt.timedelta(seconds=seconds_left)
        return claimed

    monkeypatch.setattr(outbox, "claim", slow)
    monkeypatch.setattr(sender, "RUNS_FOR", dt.timedelta(seconds=1))
    sender.deliver(clock=lambda: moment)
    assert world.ada.got == world.ben.got == (sent, sent)
    assert {row.attempts for row in Reminder.objects.filter(kind="opening")} == {sent}


def test_a_sender_that_slept_past_its_lease_sends_only_what_nobody_else_has_claimed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "BATCH_SIZE", 1)
    load, moment = cases.load_cases, NOW
    taken: list[UUID] = []

    def sleeping(ids: Sequence[UUID]) -> list[DeliveryCase]:
        nonlocal moment
        if moment == NOW:
            moment = NOW + outbox.LEASE
            taken.extend(outbox.claim(now=moment, limit=2).row_ids)
        return load(ids)

    monkeypatch.setattr(cases, "load_cases", sleeping)
    sender.deliver(clock=lambda: moment)
    assert len(taken) == 2
    left = set(Reminder.objects.filter(kind="opening", state="pending").values_list("pk", flat=True))
    assert left == set(taken)
    assert sum(sum(person.got) for person in (world.ada, world.ben)) == 2


def test_the_database_may_be_away_for_a_moment_when_a_send_is_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Try again to record an outcome after a database error, because the message would otherwise be sent again."""
    record, failures = outbox.record_outcomes, [OperationalError("gone"), InterfaceError("closed")]

    def sometimes(outcomes: Sequence[RowOutcome]) -> set[UUID]:
        if outcomes and failures:
            raise failures.pop()
        return record(outcomes)

    monkeypatch.setattr(outbox, "record_outcomes", sometimes)
    monkeypatch.setattr(sender, "RETRY_AFTER", 0)
    monkeypatch.setattr(sender, "connection", SimpleNamespace(in_atomic_block=False, close=lambda: None))
    world.deliver(NOW)
    assert failures == []
    assert world.ada.got == world.ben.got == (1, 1)
    assert {row.state for row in Reminder.objects.filter(kind="opening")} == {"sent"}


def test_a_move_is_no_attempt(world: World) -> None:
    world.ada.prefers(quiet_from=dt.time(18), quiet_to=dt.time(20))
    world.deliver(NOW)
    assert {row.attempts for row in world.ada.rows(kind="opening")} == {0}


def test_the_claim_uses_the_index_of_due_rows(world: World) -> None:
    due = Reminder.objects.filter(state="pending", due_at__lte=NOW).order_by("due_at")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
        plan = due.explain()
    assert "reminder_due" in plan


def _outcomes(claim: outbox.Claim, changes: dict[str, Any]) -> list[RowOutcome]:
    """Return an outcome for each reminder in `claim`. Each outcome says that the reminder was sent to one device.

    `changes` replaces fields of each outcome.
    """
    rows = Reminder.objects.filter(pk__in=claim.row_ids)
    return [RowOutcome(row, **{"code": "", "reached": ["a"], **changes}) for row in rows]
