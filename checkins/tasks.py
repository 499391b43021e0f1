"""Celery's periodic tasks for check-ins.

A run that is missed or cut short loses nothing: the next run continues. Running a task twice changes nothing.
"""

from __future__ import annotations

import time

from celery import shared_task
from django.utils import timezone

from checkins import actions

#: Most seconds that one run works. On a Sunday evening, thousands of check-ins are due at once. The next run continues.
WORKS_FOR = 40.0


@shared_task
def lapse_and_open_check_ins() -> None:
    """Lapse (close without a reveal) the open check-ins whose window is over, then open the check-ins that are due.

    A run ends after about `WORKS_FOR` seconds. The next run continues.
    """
    stop_at = time.monotonic() + WORKS_FOR
    while actions.lapse_overdue(now=timezone.now()) and time.monotonic() < stop_at:
        pass
    while actions.open_due(now=timezone.now()) and time.monotonic() < stop_at:
        pass


@shared_task(name="checkins.tasks.tick")
def _tick() -> None:
    """Run `lapse_and_open_check_ins` for messages that were queued under the task's old name, before an upgrade."""
    lapse_and_open_check_ins()
