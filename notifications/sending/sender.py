"""Deliver the reminders that are due: claim a batch, decide, compose, send side by side, record the outcomes.

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
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Self, TypeVar, cast
from uuid import UUID

import structlog
from aiohttp import ClientSession
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from notifications import actions, meters
from notifications.channels import TIMED_OUT, SendResult, guard, push
from notifications.channels.mail import MailThread
from notifications.messages import unsubscribe
from notifications.messages.message import Message, SnoozeOffer, compose
from notifications.messages.texts import Tone
from notifications.models import PushSubscription, Reminder
from notifications.planning import policy, snooze_times
from notifications.sending import outbox, reminder_queries
from notifications.sending.outbox import ReminderOutcome
from notifications.sending.reminder_queries import DeliveryCase

log = structlog.get_logger(__name__)

#: Rows that are claimed, looked at and sent together.
BATCH_SIZE = 64
#: Pushes on their way at once in one process; the others wait. A process has the CPU for about this many when push
#: services answer within 50 ms. Slow push services are the reason to run several processes.
IN_FLIGHT = 64
#: The next batch is claimed while no more than this many e-mails wait.
WAITING_MAILS = 16
#: Seconds that a batch's sends may take. A send that takes longer is given up and tried again later.
SENDS_WITHIN = 20.0
#: A batch starts with at least this much of its lease left: longer than its sends may take.
LEASE_MARGIN = dt.timedelta(seconds=24)
#: A message with less time than this left would arrive too late.
TRAVEL_TIME = dt.timedelta(seconds=2)
#: One call works no longer than this; the next one sends the rest.
RUNS_FOR = dt.timedelta(seconds=45)
#: Seconds between two attempts to record outcomes, and between two looks for due rows while only slow sends are left.
RETRY_AFTER, LOOKS_AGAIN = 0.2, 1.0
#: Seconds for which results are collected, to record several in one statement.
COLLECTS_FOR = 0.01
#: The retry finds that there is no time left, and drops the reminder.
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
            _record([_outcome_of_attempt(each, now) for each in attempts], counts, clock)
            _note_addresses(attempts, now)


def _start_batch(sender: Sender, counts: meters.RunCounts, clock: Clock) -> int:
    """Claim the next rows, start sending those that the policy wants sent, and record the others."""
    claim = outbox.claim(now=clock(), limit=BATCH_SIZE)
    if not claim.reminder_ids:
        return 0
    if clock() > claim.until - LEASE_MARGIN:
        outbox.renew(claim, now=clock())
    cases = reminder_queries.load_cases(claim.reminder_ids)
    now = clock()
    held_back = []
    for case in cases:
        decision = policy.decide(case.facts, now)
        if case.reminder.lease != claim.lease:
            continue  # after a long pause, another sender has claimed it
        if isinstance(decision, policy.Send):
            sender.start(case, now)
        elif isinstance(decision, policy.Drop):
            held_back.append(_final(case.reminder, case.reminder.reached, decision.outcome, now))
        else:
            held_back.append(ReminderOutcome(case.reminder, due_at=decision.due_at, untried=True))
    _record(held_back, counts, clock)
    return len(claim.reminder_ids)


class Sender:
    """Sends cases side by side and returns their results. Touches no table."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._push_slots, self._mail_slot = asyncio.Semaphore(IN_FLIGHT), asyncio.Semaphore(1)
        self._waiting_mails = 0
        self._done: SimpleQueue[Future[DeliveryAttempt]] = SimpleQueue()
        #: Those whose results were not collected yet.
        self.sends: set[Future[DeliveryAttempt]] = set()

    def __enter__(self) -> Self:
        self._loop = guard.EventLoop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pushes", daemon=True)
        self._thread.start()
        self._session: ClientSession = self._run(_open_session()).result()
        self._mail_thread = MailThread()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._mail_thread.close()

    @property
    def has_room(self) -> bool:
        """Whether another batch can start: one batch may wait for its turn, so that no slot stays empty."""
        return len(self.sends) <= IN_FLIGHT and self._waiting_mails <= WAITING_MAILS

    def start(self, case: DeliveryCase, now: dt.datetime) -> None:
        """Compose the message and send it, in the other thread."""
        try:
            sending = self._send(case, message_of(case, now), until=time.monotonic() + SENDS_WITHIN)
        except Exception as error:
            sending = _not_composed(case, fault(case.reminder.channel, error))
        future = self._run(sending)
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

    async def _send(self, case: DeliveryCase, message: Message, until: float) -> DeliveryAttempt:
        """Send one reminder to its address, or to its browsers side by side."""
        results: dict[UUID | None, SendResult | None]
        if case.reminder.channel == Reminder.Channel.EMAIL:
            self._waiting_mails += 1
            results = {
                None: await self._in_turn(self._mail_slot, case, until, partial(self._mail, case, message))
            }
            self._waiting_mails -= 1
        else:
            pushes = [partial(self._push, message, each) for each in case.subscriptions]
            turns = (self._in_turn(self._push_slots, case, until, each) for each in pushes)
            found = await asyncio.gather(*turns)
            results = {each.pk: result for each, result in zip(case.subscriptions, found, strict=True)}
        if results and not any(results.values()):
            return DeliveryAttempt(case, None)
        return DeliveryAttempt(case, {address: result or TIMED_OUT for address, result in results.items()})

    async def _in_turn(
        self,
        slots: asyncio.Semaphore,
        case: DeliveryCase,
        until: float,
        send: Callable[[float], Awaitable[SendResult]],
    ) -> SendResult | None:
        """Send when a slot is free. None if that was not in time."""
        try:
            async with asyncio.timeout_at(until):
                await slots.acquire()
        except TimeoutError:
            return None
        try:
            if self._clock() >= case.reminder.not_after - TRAVEL_TIME:
                return TOO_LATE
            return await send(until)
        except Exception as error:
            return fault(case.reminder.channel, error)
        finally:
            slots.release()

    async def _push(self, message: Message, browser: PushSubscription, until: float) -> SendResult:
        within = until - time.monotonic()
        return await push.send(self._session, browser, message, now=self._clock(), within=within)

    async def _mail(self, case: DeliveryCase, message: Message, until: float) -> SendResult:
        user, url = case.reminder.user, unsubscribe.url_for(case.reminder.user_id)
        try:
            async with asyncio.timeout_at(until):
                return await self._mail_thread.send(user.email, message, unsubscribe_url=url)
        except TimeoutError:
            # The server keeps that thread busy: the next e-mails go out from another.
            self._mail_thread.close()
            self._mail_thread = MailThread()
            return TIMED_OUT


async def _not_composed(case: DeliveryCase, result: SendResult) -> DeliveryAttempt:
    return DeliveryAttempt(case, {None: result})


async def _open_session() -> ClientSession:
    return guard.session(connections=IN_FLIGHT)


def push_to_all(
    subscriptions: Sequence[PushSubscription], message: Message, now: dt.datetime
) -> AddressResults:
    """Push one message to these browsers at once, and wait for the results."""

    async def send(session: ClientSession, browser: PushSubscription) -> SendResult:
        try:
            return await push.send(session, browser, message, now=now)
        except Exception as error:
            return fault("push", error)

    async def send_all() -> list[SendResult]:
        async with guard.session(connections=IN_FLIGHT) as session:
            return await asyncio.gather(*(send(session, each) for each in subscriptions))

    with asyncio.Runner(loop_factory=guard.EventLoop) as runner:
        results = runner.run(send_all())
    return {each.pk: result for each, result in zip(subscriptions, results, strict=True)}


def message_of(case: DeliveryCase, now: dt.datetime) -> Message:
    """The message of a case, as it reads now."""
    row, user = case.reminder, case.reminder.user
    return compose(
        case.facts.kind,
        user_id=row.user_id,
        check_in_id=row.check_in_id,
        display_name=user.display_name,
        language=user.language,
        tone=cast(Tone, case.preference.text),
        not_after=row.not_after,
        snooze=SnoozeOffer(row.pk, snooze_times.offered(case.facts, now)) if row.channel == "push" else None,
    )


def fault(channel: str, error: Exception) -> SendResult:
    """A bug of ours must not hold up other messages: log its type (its text may hold an address) and retry later."""
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return SendResult("later", "fault")


def _record(outcomes: Sequence[ReminderOutcome], counts: meters.RunCounts, clock: Clock) -> None:
    """Record these and count them. If the database is away, retry as long as the leases last."""
    now = clock()
    until = max((each.reminder.leased_until or now for each in outcomes), default=now)
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
        if each.reminder.pk in recorded:
            counts.add(each, now)


def _note_addresses(attempts: Iterable[DeliveryAttempt], now: dt.datetime) -> None:
    """Note which addresses and browsers are gone, and which browsers were reached."""
    results: dict[UUID | None, SendResult] = {}
    for attempt in attempts:
        results |= attempt.results or {}
        if (mail := (attempt.results or {}).get(None)) and mail.status == "gone":
            actions.note_returned(attempt.case.reminder.user_id, attempt.case.reminder.user.email, now=now)
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


def _outcome_of_attempt(attempt: DeliveryAttempt, now: dt.datetime) -> ReminderOutcome:
    row = attempt.case.reminder
    if attempt.results is None:
        return ReminderOutcome(row, untried=True)
    results = list(attempt.results.values())
    accepted = [address for address, result in attempt.results.items() if result.status == "accepted"]
    reached = [*row.reached, *(str(browser) for browser in accepted if browser)]
    # If no browser was reached yet, retry also where we are not welcome: the operator may mend that in time.
    retried = {"later"} if reached else {"later", "unwelcome"}
    if again := sorted((each for each in results if each.status in retried), key=lambda each: each.status):
        asked = max((result.wait for result in again if result.wait), default=None)
        due_at = policy.retry_at(attempts=row.attempts, now=now, not_after=row.not_after, asked=asked)
        if due_at is None:
            return _final(row, reached, "too_late", now)
        return ReminderOutcome(row, code=again[0].code, reached=reached, due_at=due_at)
    if accepted or reached:
        return ReminderOutcome(row, Reminder.State.SENT, "", reached, settled_at=now)
    if refused := next((result for result in results if result.status == "refused"), None):
        return ReminderOutcome(row, Reminder.State.FAILED, refused.code, reached, settled_at=now)
    return ReminderOutcome(row, Reminder.State.DROPPED, "unreachable", reached, settled_at=now)


def _final(row: Reminder, reached: Sequence[str], code: str, now: dt.datetime) -> ReminderOutcome:
    """Nothing more to send. If one browser accepted it, it counts as sent, although another was not reached."""
    state = Reminder.State.SENT if reached else Reminder.State.DROPPED
    return ReminderOutcome(row, state, code, reached, settled_at=now)
