"""What beat starts. Each looks at the tables alone: lost, repeated or overlapping runs change nothing."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from notifications import notices, retention, sweeping
from notifications.sending import outbox, sender

#: One sender more for so many due rows, up to so many at once; the workers there are share them.
ROWS_PER_SENDER = 2_000
MOST_SENDERS = 32


@shared_task
def plan() -> None:
    """Look for reminders that are owed by the facts and were missed; ordinarily there are none."""
    sweeping.step(now=timezone.now())


@shared_task
def deliver() -> None:
    """Send all that is due, batch by batch, for a bounded time. With much to do, ask other workers to help."""
    due = outbox.due(now=timezone.now(), most=ROWS_PER_SENDER * MOST_SENDERS)
    if not due:
        return
    for _ in range((due - 1) // ROWS_PER_SENDER):
        help_deliver.apply_async(expires=60)
    sender.deliver()


@shared_task
def help_deliver() -> None:
    """Send what is due, beside others. Asks for no further help, so that helpers do not multiply."""
    sender.deliver()


@shared_task
def forget() -> None:
    """Delete reminders, nudges and account news that were settled long ago."""
    retention.purge_settled(now=timezone.now())


@shared_task
def tell() -> None:
    """Tell people what happened to their own accounts."""
    notices.deliver()
