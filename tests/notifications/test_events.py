"""Tests that events (such as a submission) create and cancel reminders, and that `reconcile` adds missing reminders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from checkins import actions as checkins
from couples import actions as couples
from notifications import actions
from notifications.models import Reminder
from notifications.planning import planner, policy
from tests.notifications.reconciling import reconcile_all
from tests.notifications.world import CLOSES, HOUR, LAST_CALL, OPENS, REPEAT, SETTLED, World

PENDING = Reminder.State.PENDING


def test_opening_owes_everybody_the_opening_the_repeat_and_the_last_call(world: World) -> None:
    for person in (world.ada, world.ben):
        delay = policy.jitter(person.user.pk, dt.timedelta(seconds=180))
        assert {(row.kind, row.channel, row.due_at) for row in person.rows(state=PENDING)} == {
            (kind, channel, due_at + delay)
            for kind, due_at in (("opening", OPENS), ("repeat", REPEAT), ("last_call", LAST_CALL))
            for channel in ("push", "email")
        }


def test_what_is_owed_is_stored_as_the_model_would_be(world: World) -> None:
    [row] = world.ada.rows(kind="opening", channel="push")
    named = {"kind": "opening", "channel": "push", "due_at": row.due_at, "not_after": row.not_after}
    usual = Reminder(id=row.pk, user=world.ada.user, check_in=world.check_in, **named)
    assert _as_stored([row]) == _as_stored([usual])


def test_rows_are_written_in_one_order_however_they_come(world: World) -> None:
    """Write reminders always in the same order, so that two writers of the same reminders do not deadlock."""
    rows = planner.rows_for_open(
        world.check_in, [person.user.pk for person in (world.ada, world.ben)], now=OPENS
    )
    written = []
    for some in (rows, rows[::-1]):
        Reminder.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            assert actions.write(some) == len(rows) == 12
        written.append(_in_written_order(captured.captured_queries[0]["sql"]))
    assert written[0] == written[1]


def _in_written_order(statement: str) -> list[tuple[object, ...]]:
    """Return (user id, kind, channel) of each stored reminder, in the order of the ids in this INSERT statement.

    The order of the rows in the table can differ, because PostgreSQL fills the gaps of deleted rows.
    """
    stored = Reminder.objects.values_list("id", "user_id", "kind", "channel")
    ids = {row[0].hex: row[1:] for row in stored}
    found = re.findall(r"[0-9a-f]{32}", statement.replace("-", ""))
    assert statement.startswith("INSERT")
    return [ids[each] for each in found if each in ids]


def test_a_rolled_back_opening_owes_nothing(world: World) -> None:
    Reminder.objects.all().delete()
    with transaction.atomic():
        actions.plan_open(world.check_in, now=OPENS)
        transaction.set_rollback(True)
    assert not Reminder.objects.exists()


def test_submitting_cancels_ones_own_and_leaves_the_partners_as_they_were(world: World) -> None:
    before = _as_stored(world.ben.rows())
    world.submit(world.ada)
    assert {(row.state, row.outcome) for row in world.ada.rows()} == {("dropped", "answered")}
    assert _as_stored(world.ben.rows()) == before


def test_the_reveal_is_owed_to_the_first_alone(world: World) -> None:
    world.submit(world.ada)
    world.now = OPENS + 5 * HOUR
    world.submit(world.ben)
    owed = Reminder.objects.filter(state=PENDING)
    assert {(row.user_id, row.kind, row.due_at) for row in owed} == {
        (world.ada.user.pk, "revealed", OPENS + 5 * HOUR)
    }


def test_leaving_cancels_everything_of_both_in_the_same_transaction(world: World) -> None:
    with transaction.atomic():
        couples.leave(world.ben.user, now=OPENS)
        assert not Reminder.objects.filter(state=PENDING).exists()
        transaction.set_rollback(True)
    assert Reminder.objects.filter(state=PENDING).count() == 12
    couples.leave(world.ben.user, now=OPENS)
    assert {row.state for row in Reminder.objects.all()} == {"dropped"}


def test_a_lapse_cancels(world: World) -> None:
    checkins.lapse_overdue(now=CLOSES)
    assert {(row.state, row.outcome) for row in Reminder.objects.all()} == {("dropped", "closed")}


def test_pausing_cancels_and_resuming_owes_again_what_still_makes_sense(world: World) -> None:
    world.pause()
    assert {(row.state, row.outcome) for row in Reminder.objects.all()} == {("dropped", "paused")}
    world.now = OPENS + 10 * HOUR
    world.pause(False)
    owed = Reminder.objects.filter(state=PENDING)
    assert {row.kind for row in owed} == {"opening", "repeat", "last_call"}
    assert {row.settled_at for row in owed} == {None}


def test_after_a_long_pause_one_message_asks_for_answers(world: World) -> None:
    world.pause()
    world.now = LAST_CALL + HOUR
    world.pause(False)
    world.deliver()
    assert world.ada.got == (1, 1)
    assert {row.kind for row in world.ada.rows(state="sent")} == {"last_call"}
    assert {row.outcome for row in world.ada.rows(kind="opening")} == {"overtaken"}


def test_resuming_revives_nothing_that_ended_for_another_reason(world: World) -> None:
    world.submit(world.ada)
    world.pause()
    world.pause(False)
    assert {row.outcome for row in world.ada.rows()} == {"answered"}


def test_the_sweep_finds_what_was_missed_and_is_idempotent(world: World) -> None:
    complete = _what(Reminder.objects.all())
    assert reconcile_all(now=OPENS) == 0
    Reminder.objects.all().delete()
    assert reconcile_all(now=OPENS + HOUR) == 12
    assert reconcile_all(now=OPENS + HOUR) == 0
    assert _what(Reminder.objects.all()) == complete


def test_the_sweep_repairs_one_person_without_touching_the_other(world: World) -> None:
    Reminder.objects.filter(user=world.ada.user).delete()
    kept = _as_stored(world.ben.rows())
    reconcile_all(now=OPENS)
    assert len(world.ada.rows()) == 6
    assert _as_stored(world.ben.rows()) == kept


def test_the_sweep_owes_nothing_that_is_too_late_or_closed(world: World) -> None:
    Reminder.objects.all().delete()
    assert reconcile_all(now=CLOSES - HOUR) == 0
    couples.leave(world.ada.user, now=OPENS)
    assert reconcile_all(now=OPENS) == 0


def test_the_sweep_finds_a_reveal_nobody_was_told_of(world: World) -> None:
    world.submit(world.ada)
    world.now = OPENS + HOUR
    world.submit(world.ben)
    Reminder.objects.filter(kind="revealed").delete()
    reconcile_all(now=OPENS + 2 * HOUR)
    assert [row.user_id for row in Reminder.objects.filter(kind="revealed", channel="push")] == [
        world.ada.user.pk
    ]
    Reminder.objects.filter(kind="revealed").delete()
    assert reconcile_all(now=OPENS + HOUR + policy.REVEAL_IS_NEWS) == 0


def test_a_settled_row_is_never_planned_again(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    settled = _as_stored(Reminder.objects.filter(state="sent"))
    actions.plan_open(world.check_in, now=OPENS + HOUR)
    assert _as_stored(Reminder.objects.filter(state="sent")) == settled


def _what(rows: Iterable[Reminder]) -> set[tuple[object, ...]]:
    return {(row.user_id, row.kind, row.channel, row.due_at, row.not_after) for row in rows}


def _as_stored(rows: Iterable[Reminder]) -> list[dict[str, object]]:
    stored = [{name: value for name, value in vars(row).items() if not name.startswith("_")} for row in rows]
    return sorted(stored, key=lambda row: str(row["id"]))
