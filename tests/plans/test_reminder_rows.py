"""The rows that `make bench-reminders` makes by SQL fit the tables."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.reminders import seed
from checkins.models import CheckIn, Schedule
from notifications.models import Reminder

pytestmark = [
    # The people of the rows do not exist, which a test in one transaction would not allow.
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="the benchmark runs on PostgreSQL only"),
]


def test_each_couple_has_a_schedule_a_check_in_and_a_reminder_of_which_some_become_due() -> None:
    seed.couples(0, 3)
    seed.couples(3, 5)
    assert [model._default_manager.count() for model in (Schedule, CheckIn, Reminder)] == [5, 5, 5]
    assert list(Schedule.objects.values_list("changes", flat=True)) == [[]] * 5
    assert _due() == 0
    seed.make_due(2)
    assert _due() == 2


def _due() -> int:
    return Reminder.objects.filter(due_at__lte=timezone.now()).count()
