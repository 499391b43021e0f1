"""Deliver due messages: claim a batch, decide, compose, send in parallel, record the outcomes.

An event loop sends the messages and never uses the database. Meanwhile, the thread that called `deliver` reads and
writes the database (`sync_to_async`). No transaction is open while a message is sent. If a sender dies, every message
without a recorded outcome is sent again. The next batch is claimed as soon as there is room, even if messages of
earlier batches are still being sent. So a push service that does not answer does not delay other messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import structlog
from aiohttp import ClientSession
from asgiref.sync import async_to_sync, sync_to_async
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from notifications import actions, meters
from notifications.channels import SendResult, guard, push
from notifications.channels.mail import MailQueue
from notifications.models import OutboxRow, PushSubscription
from notifications.planning import policy
from notifications.sending import cases, outbox
from notifications.sending.cases import DeliveryCase
from notifications.sending.outbox import Claim, RowOutcome

log = structlog.get_logger(__name__)

#: Number of rows that one claim leases.
BATCH_SIZE = 64
#: Maximum number of parallel pushes in one process; others wait. A process has the CPU for about this many if push
#: services answer within 50 ms. Slow push services are the reason to run several processes.
IN_FLIGHT = 64
#: Seconds that the sends of a batch may take. A send that takes longer is stopped and tried again later.
SENDS_WITHIN = 20.0
#: Seconds at the end of the lease that are kept free for recording the outcomes.
RECORDS_WITHIN = 5.0
#: A message that expires within this time is not sent, because it would arrive too late.
TRAVEL_TIME = dt.timedelta(seconds=2)
#: Maximum duration of one call of `deliver`. The next call sends the rest.
RUNS_FOR = dt.timedelta(seconds=45)
#: Seconds between attempts to record outcomes, and between searches for due rows while only slow sends are left.
RETRY_AFTER, LOOKS_AGAIN = 0.2, 1.0
#: Seconds for which results are collected, so that several are recorded together.
COLLECTS_FOR = 0.01
#: Result of a send that did not start before the time of its batch was over.
NOT_BEGUN = SendResult("later", "timeout")
#: Result of a send that would be too late. The retry finds no time left and drops the message.
TOO_LATE = SendResult("later", "too_late")

Clock = Callable[[], dt.datetime]
#: Results by the id of the browser; None stands for the e-mail address.
AddressResults = Mapping[UUID | None, SendResult]


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """One try to send a message, with the result for each address."""

    case: DeliveryCase
    results: AddressResults


def deliver(*, clock: Clock = timezone.now) -> int:
    """Send all due messages, for a limited time. Return the number of messages handled. Safe to run in parallel."""
    with contextlib.closing(meters.RunCounts()) as counts:
        return async_to_sync(_deliver)(clock, counts)


async def _deliver(clock: Clock, counts: meters.RunCounts) -> int:
    claimed, stop_at, look_at = 0, clock() + RUNS_FOR, 0.0
    async with Sender.open(clock) as sender:
        while True:
            rows = 0
            if sender.has_room and clock() < stop_at and (not sender.sends or time.monotonic() >= look_at):
                claim = await sync_to_async(outbox.claim)(now=clock(), limit=BATCH_SIZE)
                for case in await sync_to_async(_cases_to_send)(claim, counts, clock):
                    sender.start(case, claim.until)
                rows = len(claim.row_ids)
                look_at = 0.0 if rows else time.monotonic() + LOOKS_AGAIN
            if not sender.sends and not rows:
                return claimed
            claimed += rows
            attempts = await sender.collect(wait=not (rows and sender.has_room))
            await sync_to_async(_record_attempts)(attempts, counts, clock)


def _cases_to_send(claim: Claim, counts: meters.RunCounts, clock: Clock) -> list[DeliveryCase]:
    """Load the claimed messages. Return the messages to send now, and record the outcome of the others."""
    to_send, held_back = [], []
    loaded = cases.load_cases(claim.row_ids) if claim.row_ids else []
    now = clock()
    for case in loaded:
        if case.row.lease != claim.lease:
            continue  # after a long pause, another sender has claimed it
        match case.decide(now):
            case policy.Send():
                to_send.append(case)
            case policy.Drop(code):
                # If one browser has accepted the message, the row counts as sent.
                state = OutboxRow.State.SENT if case.row.reached else OutboxRow.State.DROPPED
                held_back.append(RowOutcome(case.row, state, code, settled_at=now))
            case policy.Move(due_at):
                held_back.append(RowOutcome(case.row, due_at=due_at, untried=True))
    _record(held_back, counts, clock)
    return to_send


class Sender:
    """Sender that sends messages in parallel on an event loop and never uses the database."""

    def __init__(self, session: ClientSession, mails: MailQueue, clock: Clock) -> None:
        self._session, self._mails, self._clock = session, mails, clock
        self._push_slots = asyncio.Semaphore(IN_FLIGHT)
        #: Sends whose results were not collected yet.
        self.sends: set[asyncio.Task[DeliveryAttempt]] = set()

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, clock: Clock) -> AsyncIterator[Self]:
        """Open the connections and yield a sender. After the `with` block, cancel all sends that are still running."""
        async with guard.session(connections=IN_FLIGHT) as session:
            with contextlib.closing(MailQueue()) as mails:
                sender = cls(session, mails, clock)
                try:
                    yield sender
                finally:
                    for send in sender.sends:
                        send.cancel()
                    await asyncio.gather(*sender.sends, return_exceptions=True)

    @property
    def has_room(self) -> bool:
        """Whether another batch can start.

        This is possible if the number of unfinished messages is at most `IN_FLIGHT` plus half a batch. So sending
        continues while the next batch is loaded.
        """
        return len(self.sends) <= IN_FLIGHT + BATCH_SIZE // 2

    def start(self, case: DeliveryCase, leased_until: dt.datetime) -> None:
        """Start to send this message. Limit the time, so that the outcome can be recorded before `leased_until`."""
        left = (leased_until - self._clock()).total_seconds() - RECORDS_WITHIN
        until = time.monotonic() + min(SENDS_WITHIN, left)
        self.sends.add(asyncio.create_task(self._send(case, until)))

    async def collect(self, *, wait: bool) -> list[DeliveryAttempt]:
        """Return the results of all sends that have ended.

        With `wait`, first wait up to `LOOKS_AGAIN` seconds for one result. If more sends are running, also wait
        `COLLECTS_FOR` seconds for their results.
        """
        if wait:
            await asyncio.wait(self.sends, timeout=LOOKS_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            if len(self.sends) > 1:
                await asyncio.sleep(COLLECTS_FOR)
        done = {send for send in self.sends if send.done()}
        self.sends -= done
        return [send.result() for send in done]

    async def _send(self, case: DeliveryCase, until: float) -> DeliveryAttempt:
        """Send one message to its e-mail address, or to its browsers in parallel, before the monotonic time `until`."""
        by_push = case.row.channel == OutboxRow.Channel.PUSH
        browsers: Sequence[PushSubscription | None] = case.subscriptions if by_push else [None]
        results = await asyncio.gather(*(self._send_to(case, each, until) for each in browsers))
        ids = [each.pk if each else None for each in browsers]
        return DeliveryAttempt(case, dict(zip(ids, results, strict=True)))

    async def _send_to(
        self, case: DeliveryCase, browser: PushSubscription | None, until: float
    ) -> SendResult:
        """Send to one browser, or to the e-mail address if `browser` is None, before the monotonic time `until`.

        First wait for a slot: at most `IN_FLIGHT` pushes and one e-mail are sent at the same time.
        """
        async with self._push_slots if browser else self._mails.slot:
            now, within = self._clock(), until - time.monotonic()
            if within <= 0:
                return NOT_BEGUN
            if now >= case.row.not_after - TRAVEL_TIME:
                return TOO_LATE
            try:
                message = case.compose(now)
                if browser:
                    return await push.send(self._session, browser, message, now=now, within=within)
                return await self._mails.send(case.address, message, within=within)
            except Exception as error:
                return fault(case.row.channel, error)


def fault(channel: str, error: BaseException) -> SendResult:
    """Log an unexpected error of one send, and return a result that asks to retry later.

    A bug must not delay other messages. Only the type of the error is logged, because its text may contain an
    address.
    """
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return SendResult("later", "fault")


def _record_attempts(attempts: Sequence[DeliveryAttempt], counts: meters.RunCounts, clock: Clock) -> None:
    """Record the outcomes of these attempts.

    Also store which e-mail addresses do not exist, which push subscriptions can't be used any more, and the time at
    which a push subscription accepted a push.
    """
    now = clock()
    _record([_outcome_of(each, now) for each in attempts], counts, clock)
    actions.note_push_results(
        {pk: result for each in attempts for pk, result in each.results.items() if pk}, now=now
    )
    for each in attempts:
        if (mail := each.results.get(None)) and mail.status == "gone":
            actions.note_returned(each.case.row.user_id, each.case.address, now=now)


def _record(outcomes: Sequence[RowOutcome], counts: meters.RunCounts, clock: Clock) -> None:
    """Record and count these outcomes. If the database can't be reached, retry until the leases end."""
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


def _outcome_of(attempt: DeliveryAttempt, now: dt.datetime) -> RowOutcome:
    """Return the outcome of one try to send: try again later, or final as sent, failed or dropped."""
    row, results = attempt.case.row, list(attempt.results.values())
    if results and all(result is NOT_BEGUN for result in results):
        return RowOutcome(row, untried=True)
    accepted = [address for address, result in attempt.results.items() if result.status == "accepted"]
    reached = [*row.reached, *(str(browser) for browser in accepted if browser)]
    # If no browser was reached yet, also retry "unwelcome" results: the operator may fix the cause in time.
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
