"""Tests that settled messages (sent, failed or dropped) are deleted after the time that docs/privacy.md names."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from checkins.models import CheckIn
from notifications import actions, retention
from notifications.actions import account_alerts
from notifications.models import AccountAlert, Nudge, OutboxRow, Reminder
from notifications.tasks import purge_old_reminders
from tests.checkins.world import WEEK
from tests.factories import START, Pair, pair
from tests.notifications.reconciling import reconcile_all

OVER = START + 4 * WEEK
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def couple(db: None) -> Pair:
    """A couple with a lapsed check-in, a nudge, and reminders and account alerts that were all dropped (not sent)."""
    couple = pair(START)
    actions.nudge(couple.alex, check_in_id=couple.check_in.pk, now=START + dt.timedelta(hours=1))
    account_alerts.owe(couple.alex, "signed_in", device=None, now=START)
    CheckIn.objects.update(state="lapsed")
    for table in (Reminder, AccountAlert):
        table.objects.update(state="dropped", settled_at=OVER)
    return couple


def _left() -> tuple[int, int, int]:
    return Reminder.objects.count(), AccountAlert.objects.count(), Nudge.objects.count()


def test_what_was_settled_long_ago_is_deleted_and_again_changes_nothing(couple: Pair) -> None:
    before = _left()
    assert all(before)
    assert retention.purge_settled(now=OVER + retention.KEPT_FOR) == 0
    assert _left() == before
    assert retention.purge_settled(now=OVER + retention.KEPT_FOR + SECOND) == before[0] + before[1]
    assert _left() == (0, 0, 0)
    assert retention.purge_settled(now=OVER + retention.KEPT_FOR + SECOND) == 0


def test_what_is_still_owed_stays_whatever_its_age(couple: Pair) -> None:
    Reminder.objects.update(state="pending", settled_at=None)
    AccountAlert.objects.update(state="pending", settled_at=None)
    before = _left()
    assert retention.purge_settled(now=OVER + 10 * retention.KEPT_FOR) == 0
    assert _left() == before


def test_what_an_open_check_in_has_sent_stays_until_it_closes(couple: Pair) -> None:
    """Keep the reminders of an open check-in, because they would otherwise be planned and sent again."""
    CheckIn.objects.update(state="open", closes_at=OVER + 10 * retention.KEPT_FOR)
    AccountAlert.objects.all().delete()
    before = _left()
    assert retention.purge_settled(now=OVER + 2 * retention.KEPT_FOR) == 0
    assert _left() == before


def test_what_was_deleted_is_not_planned_anew(couple: Pair) -> None:
    late = OVER + retention.KEPT_FOR + SECOND
    retention.purge_settled(now=late)
    assert reconcile_all(now=late) == 0
    assert not Reminder.objects.exists()


def test_it_goes_in_batches_and_ends_halfway_if_there_is_very_much(
    couple: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH_SIZE", 1)
    monkeypatch.setattr(retention, "MAX_BATCHES", 2)
    late, rows = OVER + retention.KEPT_FOR + SECOND, OutboxRow.objects.count()
    assert rows > 2
    assert retention.purge_settled(now=late) == 2
    assert OutboxRow.objects.count() == rows - 2
    assert retention.purge_is_overdue(now=late)
    while retention.purge_settled(now=late):
        pass
    assert _left() == (0, 0, 0)
    assert not retention.purge_is_overdue(now=late)


def test_beats_task_deletes_it(couple: Pair) -> None:
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    Reminder.objects.update(due_at=long_ago, not_after=long_ago + SECOND, settled_at=long_ago)
    purge_old_reminders()
    assert not Reminder.objects.exists()


def test_the_privacy_page_names_the_time() -> None:
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text()
    [days] = re.findall(r"deleted (\d+) days after", page)
    assert dt.timedelta(days=int(days)) == retention.KEPT_FOR
