"""What beat calls. Each run does what is owed now and no more; missed runs lose nothing, double ones do nothing."""

from __future__ import annotations

import time

from celery import shared_task
from django.utils import timezone

from checkins import actions

#: Seconds that one run works. On a Sunday evening thousands are due at once; what is left is due for the next run.
WORKS_FOR = 40.0


@shared_task
def tick() -> None:
    """Close what is over, then open what is due."""
    stop_at = time.monotonic() + WORKS_FOR
    while actions.lapse_overdue(now=timezone.now()) and time.monotonic() < stop_at:
        pass
    while actions.open_due(now=timezone.now()) and time.monotonic() < stop_at:
        pass
