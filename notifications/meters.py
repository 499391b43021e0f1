"""Counts for the operator: how many messages were planned, sent, sent late or dropped.

No count is about a single person. The outbox holds the messages themselves; this module only counts events. The
counts live in the shared cache, where all processes add to the same numbers. If the cache loses the counts, they
start at zero again.
"""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

import structlog
from django.core.cache import cache

from notifications.models import OutboxRow
from notifications.planning import policy
from notifications.planning.kinds import KINDS
from notifications.sending.outbox import RowOutcome

log = structlog.get_logger(__name__)

#: A message that is sent this long after it was due counts as late.
LATE = dt.timedelta(seconds=60)
#: Seconds for which a process keeps its counts before it adds them to the shared counts.
KEEP = 5.0
#: Seconds to wait after a failure of the cache before the next attempt.
REST = 30.0

CountedResult = Literal["planned", "sent", "late", "dropped", "failed", "moved", "retried", "given_back"]
RESULTS: tuple[CountedResult, ...] = get_args(CountedResult)
Name = tuple[str, ...]
RETIRED: Name = ("retired",)
#: Sign-in e-mails, by whether the mail server accepted them.
SIGN_IN_MAILS: dict[bool, Name] = {True: ("sign_in_mail", "sent"), False: ("sign_in_mail", "failed")}

_lock = threading.Lock()
_kept: Counter[Name] = Counter()
_flush_at = 0.0


def names() -> list[Name]:
    """Return the names of all counts.

    Each combination of result, reminder kind and channel has a count. So has each result of account alerts on each
    channel. Other counts are of sign-in e-mails, and of push subscriptions that can't be used any more.
    """
    reminders = itertools.product(RESULTS, KINDS, policy.CHANNELS)
    alerts = itertools.product(RESULTS, [OutboxRow.ALERT], OutboxRow.Channel.values)
    return [RETIRED, *SIGN_IN_MAILS.values(), *reminders, *alerts]


def count(name: Name, number: int = 1) -> None:
    """Add `number` to one count. Most calls only change memory, and no call raises an exception."""
    count_all({name: number})


def count_all(numbers: Mapping[Name, int]) -> None:
    """Add each number to the count with the same name."""
    with _lock:
        _kept.update(numbers)
    if time.monotonic() >= _flush_at:
        flush()


def flush() -> None:
    """Add this process's new counts to the shared counts. If the cache fails, keep these counts for the next call."""
    global _flush_at
    with _lock:
        taken = dict(_kept)
        _kept.clear()
        _flush_at = time.monotonic() + KEEP
    try:
        while taken:
            name, number = next(iter(taken.items()))
            cache.add(_key(name), 0, timeout=None)
            cache.incr(_key(name), number)
            del taken[name]
    except Exception as error:  # no reminder waits for a broken cache
        log.warning("counts_kept_back", error=type(error).__name__)
        with _lock:
            _kept.update(taken)
            _flush_at = time.monotonic() + REST


def totals() -> dict[Name, int]:
    """Return all shared counts. Raises the cache's own error if the cache fails."""
    found = cache.get_many([_key(name) for name in names()])
    return {name: int(found.get(_key(name), 0)) for name in names()}


class RunCounts:
    """Counter of what happened to the messages in one run of the sender.

    At the end of the run, it logs the counts in one line.
    """

    def __init__(self) -> None:
        self._results: Counter[str] = Counter()

    def add(self, outcome: RowOutcome, now: dt.datetime) -> None:
        """Count one recorded result of a message."""
        row, result = outcome.row, _result(outcome)
        self._results[result] += 1
        count((result, row.kind, row.channel))
        if result == "sent" and now - row.due_at > LATE:
            self._results["late"] += 1
            count(("late", row.kind, row.channel))

    def close(self) -> None:
        """Log the counts of this run, and add them to the shared counts."""
        if self._results:
            log.info("reminders_moved", **self._results)
            flush()


def _result(outcome: RowOutcome) -> CountedResult:
    match outcome.state:
        case OutboxRow.State.SENT:
            return "sent"
        case OutboxRow.State.DROPPED:
            return "dropped"
        case OutboxRow.State.FAILED:
            return "failed"
    if outcome.due_at is None:
        return "given_back"
    return "moved" if outcome.untried else "retried"


def _key(name: Name) -> str:
    return ":".join(("reminders", *name))
