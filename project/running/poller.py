"""Do Celery's work while its beat, broker or workers are down: every few seconds, run the tasks that are overdue.

While Celery works, the poller's check costs a few index lookups. If Celery's broker, beat or workers are down, the
poller runs their tasks itself, one after the other: it opens and closes check-ins, plans and sends reminders, and
deletes old rows. The home edition has no Celery, so there the poller does all the work. It deletes old rows within some
hours, and does everything else as soon as it is due. Any number of pollers may run.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection
from django.utils import timezone

from checkins import tasks as checkins
from checkins.models import CheckIn, Schedule
from couples import tasks as people
from couples.erasure import wiping
from notifications import queries, retention
from notifications.planning import reconcile
from notifications.sending import sender
from project.demo import copies

log = structlog.get_logger(__name__)

#: Seconds between two checks.
EVERY = 5.0
#: Work is overdue if it has been due for longer than this. Celery's beat starts its tasks every twenty seconds.
PATIENCE = dt.timedelta(seconds=0 if settings.VOLUME else 25)
#: The same limit for the rows that beat's purge tasks delete every six hours.
PURGE_PATIENCE = dt.timedelta(hours=6 if settings.VOLUME else 12)


@dataclass(frozen=True, slots=True)
class StandIn:
    """The poller's substitute for one periodic Celery task. The poller calls `run` if the task is overdue."""

    name: str
    task: str
    is_overdue: Callable[[dt.datetime], bool]
    run: Callable[[], object]


def do_overdue_work(*, now: dt.datetime) -> list[str]:
    """Do the work that Celery should have done by `now`. Return the names of the tasks that were overdue.

    The search for missing reminders is left to `run`. Also finish the removal of deleted data from SQLite's files. In
    a demo, erase old copies of the demo couple too, and add "demo" to the names if there were any.
    """
    if wiping.owed():
        wiping.wipe()
    done: list[str] = []
    if settings.DEMO and copies.reset(now=now):
        done.append("demo")
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


#: One stand-in per task in beat's schedule, except `CHECKED_IN_TURN`, for which `run` goes by the clock.
STAND_INS = (
    StandIn(
        "check_ins",
        "checkins.tasks.lapse_and_open_check_ins",
        _check_ins_wait,
        checkins.lapse_and_open_check_ins,
    ),
    StandIn(
        "reminders",
        "notifications.tasks.deliver_due_reminders",
        lambda now: queries.waits_too_long(now, PATIENCE),
        lambda: sender.deliver(),
    ),
    StandIn(
        "expired_sessions",
        "couples.tasks.purge_expired_sessions",
        lambda now: people.expired_are_waiting(since=now - PURGE_PATIENCE),
        people.purge_expired_sessions,
    ),
    StandIn(
        "old_reminders",
        "notifications.tasks.purge_old_reminders",
        lambda now: retention.purge_is_overdue(now=now - PURGE_PATIENCE),
        lambda: retention.purge_settled(now=timezone.now()),
    ),
)
#: The task that searches for missed reminders, one slice at a time. The poller does so even if beat does as well.
CHECKED_IN_TURN = "notifications.tasks.plan_reminders"


def run(*, stop: threading.Event, alive: Path | None = None) -> None:
    """Do the overdue work (see `do_overdue_work`) every few seconds until `stop` is set.

    Every `reconcile.TURN` seconds, also create missing reminders, even if Celery does the same. After each round that
    succeeds, update the modification time of the file `alive`, for health checks.
    """
    sweep_at = 0.0
    while not stop.is_set():
        try:
            if (done := do_overdue_work(now=timezone.now())) and not settings.VOLUME:
                log.warning("stood_in", for_=done)
            if time.monotonic() >= sweep_at:
                reconcile.reconcile_slice(now=timezone.now())
                sweep_at = time.monotonic() + reconcile.TURN
            if alive is not None:
                alive.touch()
        except Exception as error:  # the database is down or a row is broken: the poller must continue
            log.error("poller_failed", error=type(error).__name__)
            connection.close()
        stop.wait(EVERY)
