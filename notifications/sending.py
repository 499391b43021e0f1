"""Sends a handful at once and hands each one back as soon as it is through. Touches no table.

Pushes go side by side in threads, mails meanwhile one after the other in a thread of their own.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import structlog

from notifications import unsubscribe, waits
from notifications.channels import Result, push
from notifications.channels.mail import Mailer
from notifications.facts import Case
from notifications.message import Message, Snooze, compose
from notifications.models import PushSubscription, Reminder

log = structlog.get_logger(__name__)

#: Pushes in flight at once.
IN_FLIGHT = 16
#: Seconds that a handful's sends may take. A push service that only drips is asked again later.
SENDS_WITHIN = 20.0

#: What is sent with less time left would arrive too late.
ON_ITS_WAY = dt.timedelta(seconds=2)
#: Trying again finds that there is no time left, and says so.
TOO_LATE = Result("later", "too_late")

Clock = Callable[[], dt.datetime]
Results = list[tuple[PushSubscription | None, Result]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: a result for each browser or address that was tried. None: it was not begun."""

    case: Case
    results: Results | None


class Sender:
    """Use as a context, for one batch: its mails share a connection."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._until_hung_up = ExitStack()
        self._mailer = self._until_hung_up.enter_context(Mailer())
        self._pushes = ThreadPoolExecutor(max_workers=IN_FLIGHT, thread_name_prefix="push")
        self._mails = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        # The connection is hung up by the thread that speaks over it, once it is through.
        self._mails.submit(self._until_hung_up.close)
        # Without waiting: a thread that is still being dripped on ends by itself and its row is tried again.
        self._pushes.shutdown(wait=False, cancel_futures=True)
        self._mails.shutdown(wait=False)

    def send(self, cases: Sequence[Case], clock: Clock) -> Iterator[list[Outcome]]:
        """Send these; yields them in groups, each as soon as it is known what became of it."""
        asked: dict[Future[Result], tuple[Case, PushSubscription | None]] = {}
        now = clock()
        for case in cases:
            message = _message(case, now)
            if case.reminder.channel == Reminder.Channel.PUSH:
                for each in case.subscriptions:
                    asked[self._pushes.submit(_push, each, message, clock)] = (case, each)
            else:
                asked[self._mails.submit(_mail, case, message, self._mailer, clock)] = (case, None)
        yield from _as_they_come(cases, asked)
        if any(not future.done() for future in asked):
            self._end()
            self._begin()


def _as_they_come(
    cases: Sequence[Case], asked: dict[Future[Result], tuple[Case, PushSubscription | None]]
) -> Iterator[list[Outcome]]:
    open_: dict[object, int] = {case.reminder.pk: 0 for case in cases}
    results: dict[object, Results] = {case.reminder.pk: [] for case in cases}
    for case, _each in asked.values():
        open_[case.reminder.pk] += 1
    if at_once := [Outcome(case, []) for case in cases if not open_[case.reminder.pk]]:
        yield at_once
    waiting, deadline = set(asked), time.monotonic() + SENDS_WITHIN
    while waiting:
        done, waiting = wait(waiting, timeout=deadline - time.monotonic(), return_when=FIRST_COMPLETED)
        if not done:
            break
        through = []
        for future in done:
            case, each = asked[future]
            results[case.reminder.pk].append((each, future.result()))
            open_[case.reminder.pk] -= 1
            if not open_[case.reminder.pk]:
                through.append(Outcome(case, results[case.reminder.pk]))
        if through:
            yield through
    late = _late(waiting, asked, results)
    if late:
        yield late


def _late(
    waiting: set[Future[Result]],
    asked: dict[Future[Result], tuple[Case, PushSubscription | None]],
    results: dict[object, Results],
) -> list[Outcome]:
    """Those whose time is up: tried again later, or given back if nothing of them was begun."""
    found: dict[object, Case] = {}
    for future in waiting:
        case, each = asked[future]
        found[case.reminder.pk] = case
        if not future.cancel():
            results[case.reminder.pk].append((each, Result("later", "timeout")))
    return [Outcome(case, results[pk] or None) for pk, case in found.items()]


def push_to(subscription: PushSubscription, message: Message, now: dt.datetime) -> Result:
    """Push one message to one browser. Never raises: one broken row must not hold up the others."""
    target = push.Target(subscription.endpoint, subscription.p256dh, subscription.auth)
    try:
        return push.send(target, message, now=now)
    except Exception as error:
        return fault("push", error)


def _push(subscription: PushSubscription, message: Message, clock: Clock) -> Result:
    now = clock()
    return push_to(subscription, message, now) if _in_time(message, now) else TOO_LATE


def _mail(case: Case, message: Message, mailer: Mailer, clock: Clock) -> Result:
    if not _in_time(message, clock()):
        return TOO_LATE
    user = case.reminder.user
    try:
        return mailer.send(user.email, message, unsubscribe_url=unsubscribe.url_for(user.pk))
    except Exception as error:
        return fault("email", error)


def _in_time(message: Message, now: dt.datetime) -> bool:
    """Asked at the very moment of sending: others of the same handful may have taken long."""
    return now < message.not_after - ON_ITS_WAY


def fault(channel: str, error: Exception) -> Result:
    """A fault of ours: log its type, since its text may hold an address, and try again later."""
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return Result("later", "fault")


def _message(case: Case, now: dt.datetime) -> Message:
    user, row = case.reminder.user, case.reminder
    pushed = row.channel == Reminder.Channel.PUSH
    return compose(
        case.facts.kind,
        user_id=user.pk,
        check_in_id=row.check_in_id,
        display_name=user.display_name,
        language=user.language,
        tone=case.tone,
        not_after=case.facts.not_after,
        snooze=Snooze(row.pk, waits.offered(case.facts, now)) if pushed else None,
    )
