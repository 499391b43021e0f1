"""Stands in for beat, broker and workers: looks at the tables every few seconds and does what nobody has done.

As long as Celery moves everything this costs a few looks at indexes. With Valkey gone, or beat, or every worker, it
opens, lapses, plans and sends by itself, one thing after the other. Any number of pollers may run.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.db import connection
from django.utils import timezone

from checkins import tasks as checkins
from checkins.models import CheckIn, Schedule
from couples import tasks as people
from couples import wiping
from notifications import notices, queries, retention, sweeping
from notifications.sending import sender

log = structlog.get_logger(__name__)

#: Seconds between two looks.
EVERY = 5.0
#: What is due for longer than this should have been done by Celery, whose beat comes every twenty seconds.
PATIENCE = dt.timedelta(seconds=25)
#: The same for what beat has deleted every six hours.
PURGE_PATIENCE = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class StandIn:
    """What the poller does instead of one of beat's tasks, once that is overdue."""

    name: str
    task: str
    is_overdue: Callable[[dt.datetime], bool]
    run: Callable[[], object]


def look(*, now: dt.datetime) -> list[str]:
    """Do what is overdue. Returns the names of what there was to do."""
    if wiping.owed():
        wiping.wipe()
    done: list[str] = []
    for each in STAND_INS:
        if each.is_overdue(now):
            done.append(each.name)
            each.run()
    return done


def _check_ins_wait(now: dt.datetime) -> bool:
    since = now - PATIENCE
    opening = Schedule.objects.filter(next_opens_at__lte=since, paused_at=None).order_by("next_opens_at")
    closing = CheckIn.objects.filter(state=CheckIn.State.OPEN, closes_at__lte=since).order_by("closes_at")
    return any(rows.values_list("pk")[:1] for rows in (opening, closing))


#: One for each task of beat's schedule but `CHECKED_IN_TURN`, which `run` does by the clock.
STAND_INS = (
    StandIn(
        "check_ins",
        "checkins.tasks.lapse_and_open_check_ins",
        _check_ins_wait,
        checkins.lapse_and_open_check_ins,
    ),
    StandIn(
        "reminders",
        "notifications.tasks.deliver",
        lambda now: queries.waits_too_long(now, PATIENCE),
        lambda: sender.deliver(),
    ),
    StandIn(
        "notices",
        "notifications.tasks.tell",
        lambda now: queries.notice_waits_too_long(now, PATIENCE),
        lambda: notices.deliver(),
    ),
    StandIn(
        "expired_sessions",
        "couples.tasks.forget_expired",
        lambda now: people.expired_are_waiting(since=now - PURGE_PATIENCE),
        people.forget_expired,
    ),
    StandIn(
        "old_reminders",
        "notifications.tasks.forget",
        lambda now: retention.purge_is_overdue(now=now - PURGE_PATIENCE),
        lambda: retention.purge_settled(now=timezone.now()),
    ),
)
#: Looks for reminders that were missed: a slice at a time, whether or not beat does it too.
CHECKED_IN_TURN = "notifications.tasks.plan"


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
