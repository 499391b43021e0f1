"""What beat calls. Each run does what is owed now and no more; missed runs lose nothing, double ones do nothing."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from checkins import actions


@shared_task
def tick() -> None:
    """Close what is over, then open what is due."""
    now = timezone.now()
    actions.lapse_overdue(now=now)
    actions.open_due(now=now)
