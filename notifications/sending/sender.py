"""Deliver the messages that are due: claim a batch, decide, compose, send side by side, record the outcomes.

The calling thread talks to the database. Meanwhile an event loop in a second thread sends, and touches no table; no
transaction is open while something is sent. If a sender dies, everything without a recorded outcome is sent again.
The next batch is claimed while the last one is still on its way, as soon as there is room for it, so one push service
that does not answer holds up no one.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Self, TypeVar
from uuid import UUID

import structlog
from aiohttp import ClientSession
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from notifications import actions, meters
from notifications.channels import TIMED_OUT, SendResult, guard, push
from notifications.channels.mail import MailQueue
from notifications.models import OutboxRow, PushSubscription
from notifications.planning import policy
from notifications.sending import cases, outbox
from notifications.sending.cases import DeliveryCase
from notifications.sending.outbox import RowOutcome

log = structlog.get_logger(__name__)

#: Rows that are claimed, looked at and sent together.
BATCH_SIZE = 64
#: Pushes on their way at once in one process; the others wait. A process has the CPU for about this many when push
#: services answer within 50 ms. Slow push services are the reason to run several processes.
IN_FLIGHT = 64
#: Seconds that a batch's sends may take. A send that takes longer is given up and tried again later.
SENDS_WITHIN = 20.0
#: Seconds of its lease that a batch leaves for recording the outcomes.
RECORDS_WITHIN = 5.0
#: A message with less time than this left would arrive too late.
TRAVEL_TIME = dt.timedelta(seconds=2)
#: One call works no longer than this; the next one sends the rest.
RUNS_FOR = dt.timedelta(seconds=45)
#: Seconds between two attempts to record outcomes, and between two looks for due rows while only slow sends are left.
RETRY_AFTER, LOOKS_AGAIN = 0.2, 1.0
#: Seconds for which results are collected, to record several at once.
COLLECTS_FOR = 0.01
#: The retry finds that there is no time left, and drops the message.
TOO_LATE = SendResult("later", "too_late")

_T = TypeVar("_T")
Clock = Callable[[], dt.datetime]
#: Results by the id of the browser; None stands for the e-mail address.
AddressResults = Mapping[UUID | None, SendResult]


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """The results of sending one case. None: there was no time to begin."""

    case: DeliveryCase
    results: AddressResults | None


def deliver(*, clock: Clock = timezone.now) -> int:
    """Send everything that is due, for a bounded time. Return the number of rows claimed. Safe to run in parallel."""
    claimed, stop_at, look_at, counts = 0, clock() + RUNS_FOR, 0.0, meters.RunCounts()
    with Sender(clock) as sender, contextlib.closing(counts):
        while True:
            batch, idle = 0, not sender.sends
            if clock() < stop_at and sender.has_room and (idle or time.monotonic() >= look_at):
                batch = _start_batch(sender, counts, clock)
                look_at = 0.0 if batch else time.monotonic() + LOOKS_AGAIN
            if idle and not batch:
                return claimed
            claimed += batch
            attempts = sender.collect(within=0 if batch and sender.has_room else LOOKS_AGAIN)
            now = clock()
            _record([_outcome_of(each, now) for each in attempts], counts, clock)
            _note_addresses(attempts, now)


def _start_batch(sender: Sender, counts: meters.RunCounts, clock: Clock) -> int:
    """Claim the next rows, start sending those that the policy wants sent, and record the others."""
    claim = outbox.claim(now=clock(), limit=BATCH_SIZE)
    if not claim.row_ids:
        return 0
    loaded = cases.load_cases(claim.row_ids)
    now = clock()
    left = (claim.until - now).total_seconds() - RECORDS_WITHIN
    until = time.monotonic() + min(SENDS_WITHIN, left)
    held_back = []
    for case in loaded:
        if case.row.lease != claim.lease:
            continue  # after a long pause, another sender has claimed it
        match case.decide(now):
            case policy.Send():
                sender.start(case, until)
            case policy.Drop(outcome):
                held_back.append(_final(case.row, outcome, now))
            case policy.Move(due_at):
                held_back.append(RowOutcome(case.row, due_at=due_at, untried=True))
    _record(held_back, counts, clock)
    return len(claim.row_ids)


class Sender:
    """Sends cases side by side and returns their results. Touches no table."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._push_slots = asyncio.Semaphore(IN_FLIGHT)
        self._done: SimpleQueue[Future[DeliveryAttempt]] = SimpleQueue()
        #: Those whose results were not collected yet.
        self.sends: set[Future[DeliveryAttempt]] = set()

    def __enter__(self) -> Self:
        self._loop = guard.EventLoop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pushes", daemon=True)
        self._thread.start()
        self._session: ClientSession = self._run(_open_session()).result()
        self._mails = MailQueue()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._mails.close()

    @property
    def has_room(self) -> bool:
        """Whether another batch can start. Half a batch still waits then, so that no slot is empty while the next one
        is claimed and loaded."""
        return len(self.sends) <= IN_FLIGHT + BATCH_SIZE // 2

    def start(self, case: DeliveryCase, until: float) -> None:
        """Send it in the other thread, before `until` on the monotonic clock."""
        future = self._run(self._send(case, until))
        self.sends.add(future)
        future.add_done_callback(self._done.put)

    def collect(self, *, within: float) -> list[DeliveryAttempt]:
        """Wait for the first result, `within` seconds at most. Return it with those that come right after it."""
        done: list[Future[DeliveryAttempt]] = []
        with contextlib.suppress(Empty):
            done.append(self._done.get(timeout=within))
            if len(self.sends) > 1:
                time.sleep(COLLECTS_FOR)
            while True:
                done.append(self._done.get_nowait())
        self.sends.difference_update(done)
        return [future.result() for future in done]

    def _run(self, coroutine: Coroutine[Any, Any, _T]) -> Future[_T]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    async def _end(self) -> None:
        """Cancel what is still on its way, and close the connections."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._session.close()

    async def _send(self, case: DeliveryCase, until: float) -> DeliveryAttempt:
        """Send one row to its address, or to its browsers side by side."""
        by_push = case.row.channel == OutboxRow.Channel.PUSH
        addresses: Sequence[PushSubscription | None] = case.subscriptions if by_push else [None]
        found = await asyncio.gather(*(self._in_turn(case, each, until) for each in addresses))
        if found and not any(found):
            return DeliveryAttempt(case, None)
        ids = [each.pk if each else None for each in addresses]
        return DeliveryAttempt(case, {pk: result or TIMED_OUT for pk, result in zip(ids, found, strict=True)})

    async def _in_turn(
        self, case: DeliveryCase, browser: PushSubscription | None, until: float
    ) -> SendResult | None:
        """Send to one address when there is a slot. None if that was not in time."""
        slots = self._push_slots if browser else self._mails.slot
        try:
            async with asyncio.timeout_at(until):
                await slots.acquire()
        except TimeoutError:
            return None
        try:
            now, within = self._clock(), until - time.monotonic()
            if within <= 0:
                return None
            if now >= case.row.not_after - TRAVEL_TIME:
                return TOO_LATE
            message = case.compose(now)
            if browser:
                return await push.send(self._session, browser, message, now=now, within=within)
            return await self._mails.send(
                case.address, message, unsubscribe_url=case.unsubscribe_url, within=within
            )
        except Exception as error:
            return fault(case.row.channel, error)
        finally:
            slots.release()


async def _open_session() -> ClientSession:
    return guard.session(connections=IN_FLIGHT)


def fault(channel: str, error: Exception) -> SendResult:
    """A bug of ours must not hold up other messages: log its type (its text may hold an address) and retry later."""
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return SendResult("later", "fault")


def _record(outcomes: Sequence[RowOutcome], counts: meters.RunCounts, clock: Clock) -> None:
    """Record these and count them. If the database is away, retry as long as the leases last."""
    now = clock()
    until = max((each.row.leased_until or now for each in outcomes), default=now)
    while True:
        try:
            recorded = outbox.record_outcomes(outcomes)
            break
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or clock() >= until:
                raise
            connection.close()
            time.sleep(RETRY_AFTER)
    for each in outcomes:
        if each.row.pk in recorded:
            counts.add(each, now)
            if each.settled_at and each.row.kind == OutboxRow.ALERT:
                actions.forget_kept(each.row.user_id)


def _note_addresses(attempts: Iterable[DeliveryAttempt], now: dt.datetime) -> None:
    """Note which addresses and browsers are gone, and which browsers were reached."""
    results: dict[UUID | None, SendResult] = {}
    for attempt in attempts:
        results |= attempt.results or {}
        if (mail := (attempt.results or {}).get(None)) and mail.status == "gone":
            actions.note_returned(attempt.case.row.user_id, attempt.case.address, now=now)
    note_subscriptions(results, now)


def note_subscriptions(results: AddressResults, now: dt.datetime) -> None:
    """Retire the browsers that are gone, and note when the others were last reached."""
    gone = [browser for browser, result in results.items() if browser and result.status == "gone"]
    if gone:
        actions.retire(gone, now=now)
        meters.count(meters.RETIRED, len(gone))
    reached = [browser for browser, result in results.items() if browser and result.status == "accepted"]
    if reached:
        actions.note_reached(reached, now=now)


def _outcome_of(attempt: DeliveryAttempt, now: dt.datetime) -> RowOutcome:
    row = attempt.case.row
    if attempt.results is None:
        return RowOutcome(row, untried=True)
    results = list(attempt.results.values())
    accepted = [address for address, result in attempt.results.items() if result.status == "accepted"]
    reached = [*row.reached, *(str(browser) for browser in accepted if browser)]
    # If no browser was reached yet, retry also where we are not welcome: the operator may mend that in time.
    retried = {"later"} if reached else {"later", "unwelcome"}
    if again := sorted((each for each in results if each.status in retried), key=lambda each: each.status):
        asked = max((result.wait for result in again if result.wait), default=None)
        due_at = policy.retry_at(attempts=row.attempts, now=now, not_after=row.not_after, asked=asked)
        if due_at:
            return RowOutcome(row, code=again[0].code, reached=reached, due_at=due_at)
        state, code = (OutboxRow.State.SENT if reached else OutboxRow.State.DROPPED), "too_late"
    elif accepted or reached:
        state, code = OutboxRow.State.SENT, ""
    elif refused := next((result for result in results if result.status == "refused"), None):
        state, code = OutboxRow.State.FAILED, refused.code
    else:
        state, code = OutboxRow.State.DROPPED, "unreachable"
    return RowOutcome(row, state, code, settled_at=now)


def _final(row: OutboxRow, code: str, now: dt.datetime) -> RowOutcome:
    """Nothing more to send. If one browser has accepted it, it counts as sent, although another was not reached."""
    state = OutboxRow.State.SENT if row.reached else OutboxRow.State.DROPPED
    return RowOutcome(row, state, code, settled_at=now)
