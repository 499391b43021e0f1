"""Stands in for beat, broker and workers: looks at the tables every few seconds and does what nobody has done.

As long as Celery moves everything this costs a few looks at indexes. With Valkey gone, or beat, or every worker, it
opens, lapses, plans and sends by itself, one thing after the other. Any number of pollers may run.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path

import structlog
from django.db import connection
from django.utils import timezone

from checkins import tasks as checkins
from checkins.models import CheckIn, Schedule
from notifications import delivery, notices, queries, sweeping

log = structlog.get_logger(__name__)

#: Seconds between two looks.
EVERY = 5.0
#: What is due for longer than this should have been done by Celery, whose beat comes every twenty seconds.
PATIENCE = dt.timedelta(seconds=25)


def look(*, now: dt.datetime) -> list[str]:
    """Do what is overdue; the names of what there was to do."""
    done: list[str] = []
    if _check_ins_wait(now - PATIENCE):
        done.append("check_ins")
        checkins.tick()
    if queries.waits_too_long(now, PATIENCE):
        done.append("reminders")
        delivery.deliver()
    if queries.notice_waits_too_long(now, PATIENCE):
        done.append("notices")
        notices.deliver()
    return done


def _check_ins_wait(since: dt.datetime) -> bool:
    return (
        Schedule.objects.filter(next_opens_at__lte=since, paused_at=None).exists()
        or CheckIn.objects.filter(state=CheckIn.State.OPEN, closes_at__lte=since).exists()
    )


def run(*, stop: threading.Event, alive: Path | None = None) -> None:
    """Look again and again until told to stop. `alive` is touched after each look that came to its end."""
    sweep_at = 0.0
    while not stop.is_set():
        try:
            if done := look(now=timezone.now()):
                log.warning("stood_in", for_=done)
            if time.monotonic() >= sweep_at:
                sweeping.step(now=timezone.now())
                sweep_at = time.monotonic() + sweeping.TURN
            if alive is not None:
                alive.touch()
        except Exception as error:  # the database is away, or one row is broken: what stands in must not fall
            log.error("poller_failed", error=type(error).__name__)
            connection.close()
        stop.wait(EVERY)
