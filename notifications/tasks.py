"""What beat starts. Each looks at the tables alone: lost, repeated or overlapping runs change nothing."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from notifications import actions, delivery


@shared_task
def plan() -> None:
    """Write the reminders that are owed by the facts and were missed; ordinarily none."""
    actions.sweep(now=timezone.now())


@shared_task
def deliver() -> None:
    """Send all that is due, batch by batch, for a bounded time."""
    delivery.deliver()
