"""Celery tasks of the notifications app.

Each task finds its work in the database, so lost, repeated or parallel runs do no harm.
"""

from __future__ import annotations

from collections.abc import Callable

from celery import shared_task
from django.utils import timezone

from notifications import retention
from notifications.planning import reconcile
from notifications.sending import outbox, sender

#: One sender is started per `ROWS_PER_SENDER` due rows, at most `MOST_SENDERS`. The workers share the senders.
ROWS_PER_SENDER = 2_000
MOST_SENDERS = 32


@shared_task
def plan_reminders() -> None:
    """Create reminders that should be in the outbox but are missing. Usually no reminder is missing."""
    reconcile.reconcile_slice(now=timezone.now())


@shared_task
def deliver_due_reminders() -> None:
    """Send the reminders and account alerts that are due, for a limited time. If many are due, start helper tasks."""
    due = outbox.due(now=timezone.now(), most=ROWS_PER_SENDER * MOST_SENDERS)
    if not due:
        return
    for _ in range((due - 1) // ROWS_PER_SENDER):
        help_deliver.apply_async(expires=60)
    sender.deliver()


@shared_task
def help_deliver() -> None:
    """Send due messages in parallel with other senders. Start no further task, so that tasks do not multiply."""
    sender.deliver()


@shared_task
def purge_old_reminders() -> None:
    """Delete reminders, nudges and account alerts that were sent, dropped or given up long ago."""
    retention.purge_settled(now=timezone.now())


#: Former task names, for tasks that an older version has put into the queue.
FORMER_NAMES = {
    "plan": plan_reminders,
    "deliver": deliver_due_reminders,
    "tell": deliver_due_reminders,
    "deliver_account_alerts": deliver_due_reminders,
    "forget": purge_old_reminders,
}


def _register(name: str, task: Callable[[], None]) -> None:
    def run() -> None:
        task()

    shared_task(name=f"{__name__}.{name}")(run)


for _name, _task in FORMER_NAMES.items():
    _register(_name, _task)
