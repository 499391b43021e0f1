"""Counts for the operator: how many reminders were planned, sent, sent late, given up. No person, no check-in.

What is owed stands in the tables; these only count what happened. So they live in the shared cache, where all processes
add to the same numbers: losing them sets them to nought, which whoever collects them takes for a restart.
"""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Literal

import structlog
from django.core.cache import cache

from notifications.asking import Row
from notifications.models import Reminder
from notifications.outbox import Settlement

log = structlog.get_logger(__name__)

#: Sent this long after it was due counts as late.
LATE = dt.timedelta(seconds=60)
#: Seconds for which counts are kept in the process before they are added to those of the others.
KEEP = 5.0
#: Seconds for which a cache that did not answer is left alone.
REST = 30.0

Result = Literal["planned", "sent", "late", "dropped", "failed", "moved", "retried", "given_back"]
RESULTS: tuple[Result, ...] = (
    "planned", "sent", "late", "dropped", "failed", "moved", "retried", "given_back",
)  # fmt: skip
Name = tuple[str, ...]
RETIRED: Name = ("retired",)
#: Mails with a code to sign in, by whether the mail server took them.
SIGN_IN_MAILS: dict[bool, Name] = {True: ("sign_in_mail", "sent"), False: ("sign_in_mail", "failed")}

_lock = threading.Lock()
_kept: Counter[Name] = Counter()
_flush_at = 0.0


def names() -> list[Name]:
    """Everything that is counted: (result, kind, channel), and the browsers that were retired."""
    kinds, channels = Reminder.Kind.values, Reminder.Channel.values
    return [RETIRED, *SIGN_IN_MAILS.values(), *itertools.product(RESULTS, kinds, channels)]


def count(name: Name, number: int = 1) -> None:
    """Add to a count. Costs next to nothing, never raises."""
    count_all({name: number})


def count_all(numbers: Mapping[Name, int]) -> None:
    """Add to several counts."""
    with _lock:
        _kept.update(numbers)
    if time.monotonic() >= _flush_at:
        flush()


def flush() -> None:
    """Add what this process has counted to the shared counts. Without a cache it is kept for later."""
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
    except Exception as error:  # whatever is wrong with the cache, no reminder waits for it
        log.warning("counts_kept_back", error=type(error).__name__)
        with _lock:
            _kept.update(taken)
            _flush_at = time.monotonic() + REST


def totals() -> dict[Name, int]:
    """All counts so far. Raises what the cache raises if it is away."""
    found = cache.get_many([_key(name) for name in names()])
    return {name: int(found.get(_key(name), 0)) for name in names()}


class Tally:
    """What one call of a sender did, counted and at its end told in one line."""

    def __init__(self) -> None:
        self._results: Counter[str] = Counter()

    def note(self, row: Row, settlement: Settlement, now: dt.datetime) -> None:
        """One row was settled."""
        result = _result(settlement)
        self._results[result] += 1
        count((result, row.kind, row.channel))
        if result == "sent" and now - row.due_at > LATE:
            self._results["late"] += 1
            count(("late", row.kind, row.channel))

    def close(self) -> None:
        """Tell it."""
        if self._results:
            log.info("reminders_moved", **self._results)
            flush()


def _result(settlement: Settlement) -> Result:
    match settlement.state:
        case Reminder.State.SENT:
            return "sent"
        case Reminder.State.DROPPED:
            return "dropped"
        case Reminder.State.FAILED:
            return "failed"
    if settlement.due_at is None:
        return "given_back"
    return "moved" if settlement.untried else "retried"


def _key(name: Name) -> str:
    return ":".join(("reminders", *name))
