"""Measure the speed of claiming reminders, and the cost of idle periodic tasks and of enqueueing tasks.

A sender claims reminders to reserve them for itself.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.reminders.report import Shares, Tick
from checkins import tasks as checkins
from notifications import tasks
from notifications.planning import reconcile
from notifications.sending import outbox

#: One statement that claims a batch of reminders. Run by the bare driver, it is the upper limit for `outbox.claim`.
_SINGLE_CTE = """
WITH wanted AS (
    SELECT id FROM notifications_reminder
    WHERE state = 'pending' AND due_at <= %s AND (leased_until IS NULL OR leased_until <= %s)
    ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE notifications_reminder SET lease = gen_random_uuid(), leased_until = %s
FROM wanted WHERE wanted.id = notifications_reminder.id RETURNING notifications_reminder.id
"""


def claims(*, batch: int, per_round: int, rounds: int) -> Shares:
    """Measure how fast `outbox.claim` reserves reminders for a sender, compared with a bare SQL statement.

    The bare statement runs without Django, and is the upper limit. `batch` reminders are reserved at a time, and
    `per_round` in each round. The order of the two measurements changes with each round.
    """
    shares, limits = [], []
    for number in range(rounds):
        order = [_bare_claim, _our_claim] if number % 2 else [_our_claim, _bare_claim]
        speed = {claim: _rows_a_second(claim, batch, per_round) for claim in order}
        shares.append(speed[_our_claim] / speed[_bare_claim])
        limits.append(speed[_bare_claim])
    return Shares(statistics.median(shares), min(shares), max(shares), statistics.median(limits))


def _rows_a_second(claim: Callable[[int, dt.datetime], int], batch: int, rows: int) -> float:
    claimed, now, began = 0, timezone.now(), time.perf_counter()
    while claimed < rows:
        found = claim(batch, now)
        if not found:
            raise RuntimeError("Too few rows are due.")
        claimed += found
    return claimed / (time.perf_counter() - began)


def _our_claim(batch: int, now: dt.datetime) -> int:
    return len(outbox.claim(now=now, limit=batch).row_ids)


def _bare_claim(batch: int, now: dt.datetime) -> int:
    # The cursor of the driver, without Django.
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute(_SINGLE_CTE, [now, now, batch, now + outbox.LEASE])
        return len(cursor.fetchall())


def ticks(runs: int = 60) -> dict[str, Tick]:
    """Measure the SQL statements and the duration of three periodic tasks when they have nothing to do.

    The tasks open and lapse check-ins, send reminders, and create missing reminders. Each run of the last task makes
    one of several repairs. Only the slowest repair is reported.
    """
    return {
        "open and lapse": _tick(checkins.lapse_and_open_check_ins, runs),
        "send": _tick(tasks.deliver_due_reminders, runs),
        "look for what was missed": max(
            (_tick(partial(_step, turn), runs) for turn in range(len(reconcile.REPAIRS))),
            key=lambda tick: tick.milliseconds,
        ),
    }


def _step(turn: int) -> None:
    reconcile.reconcile_slice(
        now=timezone.now().replace(minute=0, second=0) + dt.timedelta(seconds=turn * reconcile.TURN)
    )


def _tick(task: Callable[[], None], runs: int) -> Tick:
    task()
    with CaptureQueriesContext(connection) as captured:
        task()
    statements = [query["sql"] for query in captured.captured_queries]
    selects = [sql for sql in statements if sql.startswith("SELECT")]
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        task()
        took.append((time.perf_counter() - began) * 1000)
    return Tick(
        len(selects),
        sum(not sql.startswith(("SELECT", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for sql in statements),
        sum(_plan(sql).count("Seq Scan") for sql in selects),
        statistics.median(took),
    )


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(str(row[0]) for row in cursor.fetchall())


def enqueueing(runs: int = 500) -> float:
    """Return the CPU microseconds for enqueueing one Celery task on the real broker."""
    tasks.help_deliver.apply_async(expires=60)  # opens the connection to the broker
    return _cpu(lambda: tasks.help_deliver.apply_async(expires=60), runs)


def tasks_for(reminders: int) -> int:
    """Return how many Celery tasks send this number of due reminders: a periodic task and the tasks that it starts."""
    helpers = (min(reminders, tasks.ROWS_PER_SENDER * tasks.MOST_SENDERS) - 1) // tasks.ROWS_PER_SENDER
    return 1 + helpers


def _cpu(what: Callable[[], object], runs: int) -> float:
    what()
    best = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(runs // 5):
            what()
        best.append((time.process_time() - began) / (runs // 5) * 1e6)
    return statistics.median(best)
