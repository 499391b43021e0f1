"""Moves the outbox: claim, look at the facts, decide, send, settle; again until nothing is due.

No transaction is open while something is sent. What sends touches no table; this thread keeps the books, and writes
down what was sent as it comes in: what is not written down when a sender dies is sent again. While a handful is on
its way the next one is claimed, as soon as there is room for it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from notifications import actions, facts, meters, outbox, policy, settling
from notifications.asking import Row
from notifications.attempts import Clock, Results
from notifications.facts import Case
from notifications.outbox import Settlement
from notifications.sending import Outcome, Sender

#: Rows claimed, looked at and sent at once: the facts are never older than one such handful's sends.
HANDFUL = 64
#: A handful begins with at least this much of its lease left, which is longer than its sends may take.
LEASE_MARGIN = dt.timedelta(seconds=24)
#: One call works no longer than this; what is left is due for the next.
WORKS_FOR = dt.timedelta(seconds=45)
#: Seconds between two tries to write down what was sent.
AGAIN_AFTER = 0.2
#: Seconds between two looks at what is due while only stragglers are on their way.
LOOKS_AGAIN = 1.0


def deliver(*, clock: Clock = timezone.now) -> int:
    """Send all that is due, for a bounded time. Answers how many rows it looked at. Safe to run in parallel."""
    looked_at, stop_at = 0, clock() + WORKS_FOR
    tally = meters.Tally()
    books = _Books(tally, clock)
    try:
        with Sender() as sender:
            while clock() < stop_at:
                claimed = _begin_handful(sender, books, clock)
                looked_at += claimed
                while claimed and not sender.has_room:
                    books.write_down(sender.wait())
                if not claimed and not sender.on_the_way:
                    break
                if not claimed:
                    _go_on(sender, books, until=time.monotonic() + LOOKS_AGAIN)
            _go_on(sender, books)
            books.note_subscriptions()
    finally:
        tally.close()
    return looked_at


def _begin_handful(sender: Sender, books: _Books, clock: Clock) -> int:
    """Claim the next rows and send those that are to be sent. How many were claimed."""
    claim = outbox.claim(now=clock(), limit=HANDFUL)
    if not claim.reminder_ids:
        return 0
    until = claim.until
    if clock() > until - LEASE_MARGIN:
        until = outbox.renew(claim.reminder_ids, lease=claim.lease, now=clock())
    # Whoever slept past the lease goes on with what nobody else has claimed meanwhile.
    cases = [case for case in facts.load(claim.reminder_ids) if case.reminder.lease == claim.lease]
    books.hold(cases, until)
    now = clock()
    to_send: list[Case] = []
    others: list[Settlement] = []
    for case in cases:
        decision = policy.decide(case.facts, now)
        if isinstance(decision, policy.Send):
            to_send.append(case)
        else:
            others.append(settling.decided(case, decision, now))
    books.settle(others)
    books.write_down(sender.begin(to_send, clock))
    return len(claim.reminder_ids)


def _go_on(sender: Sender, books: _Books, *, until: float | None = None) -> None:
    """Write down what is through, until nothing is on its way or until then (on the monotonic clock)."""
    while sender.on_the_way and (until is None or time.monotonic() < until):
        books.write_down(sender.wait(until=until))


class _Books:
    """The rows that one call holds: writes down what became of them, and counts it."""

    def __init__(self, tally: meters.Tally, clock: Clock) -> None:
        self._tally, self._clock = tally, clock
        self._held: dict[UUID, tuple[Row, UUID, dt.datetime]] = {}
        self._reached: Results = []

    def hold(self, cases: Sequence[Case], until: dt.datetime) -> None:
        """These are held from here on, under the lease that they name, until then."""
        for case in cases:
            row = case.reminder
            if row.lease is not None:
                self._held[row.pk] = (row, row.lease, until)

    def write_down(self, outcomes: Sequence[Outcome]) -> None:
        """Settle what was sent."""
        now = self._clock()
        self.settle([settling.sent(outcome, now) for outcome in outcomes])
        self._reached += [result for outcome in outcomes for result in outcome.results or ()]
        for outcome in outcomes:
            if any(browser is None and result.answer == "gone" for browser, result in outcome.results or ()):
                case = outcome.case
                actions.note_returned(case.reminder.user_id, case.person.email, now=now)
        if len(self._reached) >= HANDFUL:
            self.note_subscriptions()

    def settle(self, settlements: Sequence[Settlement]) -> None:
        """Settle these, each claim's in one statement."""
        by_claim: dict[tuple[UUID, dt.datetime], list[Settlement]] = defaultdict(list)
        for each in settlements:
            _row, lease, until = self._held[each.reminder_id]
            by_claim[lease, until].append(each)
        for (lease, until), group in by_claim.items():
            settled = self._settled(group, lease, until)
            now = self._clock()
            for each in group:
                row, _lease, _until = self._held.pop(each.reminder_id)
                if each.reminder_id in settled:
                    self._tally.note(row, each, now)

    def _settled(self, group: Sequence[Settlement], lease: UUID, until: dt.datetime) -> set[UUID]:
        """For as long as the lease lasts if the database is away: what was sent and is not written down is sent
        again."""
        while True:
            try:
                return outbox.settle(group, lease=lease)
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or self._clock() >= until:
                    raise
                connection.close()
                time.sleep(AGAIN_AFTER)

    def note_subscriptions(self) -> None:
        """Note it of the browsers that were sent to."""
        reached, self._reached = self._reached, []
        note_subscriptions(reached, self._clock())


def note_subscriptions(results: Results, now: dt.datetime) -> None:
    """Retire the browsers that are gone and note when the others were last reached."""
    gone = [browser for browser, result in results if browser and result.answer == "gone"]
    if gone:
        actions.retire(gone, now=now)
        meters.count(meters.RETIRED, len(gone))
    reached = [browser for browser, result in results if browser and result.answer == "accepted"]
    if reached:
        actions.note_reached(reached, now=now)
