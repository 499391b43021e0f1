"""Moves the outbox: claim, look at the facts, decide, send, settle; again until nothing is due.

No transaction is open while something is sent. Sends run in threads that touch no table; this thread keeps the books,
and writes down what was sent as it comes in: what is not written down when a sender dies is sent again.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from notifications import actions, facts, meters, outbox, policy, settling
from notifications.facts import Case
from notifications.outbox import Settlement
from notifications.sending import Clock, Results, Sender

log = structlog.get_logger(__name__)
_T = TypeVar("_T")

#: Rows leased at once.
BATCH = 64
#: Rows whose facts are loaded and that are sent at once: the facts are never older than one such handful's sends.
HANDFUL = 16
#: A handful begins with at least this much of the lease left, which is longer than its sends may take.
LEASE_MARGIN = dt.timedelta(seconds=24)
#: One call works no longer than this; what is left is due for the next.
WORKS_FOR = dt.timedelta(seconds=45)
#: Seconds between two tries to write down what was sent.
AGAIN_AFTER = 0.2


def deliver(*, clock: Clock = timezone.now) -> int:
    """Send all that is due, for a bounded time. Answers how many rows it looked at. Safe to run in parallel."""
    looked_at, stop_at = 0, clock() + WORKS_FOR
    tally = meters.Tally()
    try:
        while clock() < stop_at:
            claim = outbox.claim(now=clock(), limit=BATCH)
            if not claim.reminder_ids:
                break
            looked_at += len(claim.reminder_ids)
            _work(claim, tally, clock)
    finally:
        tally.close()
    return looked_at


def _work(claim: outbox.Claim, tally: meters.Tally, clock: Clock) -> None:
    until = claim.until
    with Sender() as sender:
        for start in range(0, len(claim.reminder_ids), HANDFUL):
            if clock() > until - LEASE_MARGIN:
                until = outbox.renew(claim.reminder_ids[start:], lease=claim.lease, now=clock())
            cases = [
                case
                for case in facts.load(claim.reminder_ids[start : start + HANDFUL])
                # Whoever slept past the lease goes on with what nobody else has claimed meanwhile.
                if case.reminder.lease == claim.lease
            ]
            settle = _Settler(cases, claim.lease, until, tally, clock)
            to_send = _decide(cases, settle, clock())
            reached: Results = []
            for outcomes in sender.send(to_send, clock):
                settle([settling.sent(outcome, clock()) for outcome in outcomes])
                reached += [result for outcome in outcomes for result in outcome.results or ()]
            note_subscriptions(reached, clock())


def _decide(cases: Sequence[Case], settle: _Settler, now: dt.datetime) -> list[Case]:
    """Settle what is not to be sent now; the rest comes back."""
    to_send: list[Case] = []
    others: list[Settlement] = []
    for case in cases:
        decision = policy.decide(case.facts, now)
        if isinstance(decision, policy.Send):
            to_send.append(case)
        else:
            others.append(settling.decided(case, decision, now))
    settle(others)
    return to_send


class _Settler:
    """Writes down what became of a handful's rows, and counts it."""

    def __init__(
        self, cases: Sequence[Case], lease: UUID, until: dt.datetime, tally: meters.Tally, clock: Clock
    ) -> None:
        self._rows = {case.reminder.pk: case.reminder for case in cases}
        self._lease, self._until = lease, until
        self._tally, self._clock = tally, clock

    def __call__(self, settlements: Sequence[Settlement]) -> None:
        """Settle these, for as long as the lease lasts if the database is away: what was sent and is not written
        down is sent again."""
        while True:
            try:
                settled = outbox.settle(settlements, lease=self._lease)
                break
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or self._clock() >= self._until:
                    raise
                connection.close()
                time.sleep(AGAIN_AFTER)
        now = self._clock()
        for each in settlements:
            if each.reminder_id in settled:
                self._tally.note(self._rows[each.reminder_id], each, now)


def note_subscriptions(results: Results, now: dt.datetime) -> None:
    """Retire the browsers that are gone and note when the others were last reached."""
    gone = [each.pk for each, result in results if each and result.answer == "gone"]
    if gone:
        actions.retire(gone, now=now)
        meters.count(meters.RETIRED, len(gone))
    reached = [each.pk for each, result in results if each and result.answer == "accepted"]
    if reached:
        actions.note_reached(reached, now=now)
