"""Periodic tasks. Each run does what is due now. A missed run loses nothing, and a double run changes nothing."""

from __future__ import annotations

import time

from celery import shared_task
from django.utils import timezone

from checkins import actions

#: Most seconds that one run works. On a Sunday evening thousands are due at once; the next run continues.
WORKS_FOR = 40.0


@shared_task
def lapse_and_open_check_ins() -> None:
    """Lapse the check-ins whose window is over, then open those that are due."""
    stop_at = time.monotonic() + WORKS_FOR
    while actions.lapse_overdue(now=timezone.now()) and time.monotonic() < stop_at:
        pass
    while actions.open_due(now=timezone.now()) and time.monotonic() < stop_at:
        pass


@shared_task(name="checkins.tasks.tick")
def _tick() -> None:
    """Run under the old name, which messages queued before an upgrade still have."""
    lapse_and_open_check_ins()
