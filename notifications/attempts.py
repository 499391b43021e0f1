"""One attempt at one browser or one address, right before which it is asked whether there is still time. None raises:
one broken row must not hold up the others. Touches no table.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from uuid import UUID

import structlog
from aiohttp import ClientSession

from notifications import unsubscribe, waits
from notifications.asking import Browser
from notifications.channels import Result, loop, push
from notifications.channels.loop import Errand
from notifications.channels.mail import Mailer
from notifications.facts import Case
from notifications.message import Message, Snooze, compose
from notifications.models import PushSubscription

log = structlog.get_logger(__name__)

#: Seconds that a handful's sends may take, from the moment at which its facts were looked at. What is not through
#: by then is given up, also by the loop, and tried again later.
SENDS_WITHIN = 20.0
#: What is sent with less time left would arrive too late.
ON_ITS_WAY = dt.timedelta(seconds=2)
#: Trying again finds that there is no time left, and says so.
TOO_LATE = Result("later", "too_late")
TIMED_OUT = Result("later", "timeout")

Clock = Callable[[], dt.datetime]
#: What became of it, with the id of the browser; None for an address.
Results = list[tuple[UUID | None, Result]]
#: Several that are through, as the loop tells of them.
Through = SimpleQueue[Sequence[Errand[Result]]]


def push_all(subscriptions: Sequence[PushSubscription], message: Message, now: dt.datetime) -> Results:
    """Push one message to these browsers at once, and wait for what becomes of it."""
    until = time.monotonic() + SENDS_WITHIN
    errands = [Errand[Result]() for _ in subscriptions]
    written = [_written(each, message, now) for each in subscriptions]
    works = (partial(_push, _packed(each), lambda: now, until) for each in written)
    done: Through = SimpleQueue()
    if errands:
        loop.running().do(zip(errands, works, strict=True), done.put)
    open_ = len(errands)
    with contextlib.suppress(Empty):
        while open_:
            open_ -= len(done.get(timeout=max(0.0, until - time.monotonic())))
    for errand in errands:
        errand.give_up()
    return [
        (each.pk, errand.result or TIMED_OUT) for each, errand in zip(subscriptions, errands, strict=True)
    ]


def by_push(
    pushes: Sequence[tuple[Case, Browser, Errand[Result]]],
    now: dt.datetime,
    clock: Clock,
    until: float,
) -> Iterator[tuple[Errand[Result], loop.Work[Result]]]:
    """What the loop is to do for each of these. It takes this on its own thread, all at once: see `push.write`. Two
    threads that take turns need almost twice the CPU for the same."""
    written = [_written(browser, case, now) for case, browser, _errand in pushes]
    for (_case, _browser, errand), each in zip(pushes, written, strict=True):
        yield errand, partial(_push, _packed(each), clock, until)


def _written(
    browser: Browser | PushSubscription, of: Case | Message, now: dt.datetime
) -> push.Written | Result:
    target = push.Target(browser.endpoint, browser.p256dh, browser.auth)
    try:
        return push.write(target, of if isinstance(of, Message) else message_of(of, now))
    except Exception as error:
        return fault("push", error)


def _packed(written: push.Written | Result) -> push.Packed | Result:
    try:
        return written if isinstance(written, Result) else push.pack(written)
    except Exception as error:
        return fault("push", error)


async def _push(packed: push.Packed | Result, clock: Clock, until: float, session: ClientSession) -> Result:
    if isinstance(packed, Result):
        return packed
    now = clock()
    if not _in_time(packed.not_after, now):
        return TOO_LATE
    try:
        return await push.send(session, packed, now=now, within=until - time.monotonic())
    except Exception as error:
        return fault("push", error)


def by_mail(case: Case, message: Message, mailer: Mailer, clock: Clock) -> Result:
    """Mail it now, over this connection."""
    if not _in_time(message.not_after, clock()):
        return TOO_LATE
    unsubscribe_url = unsubscribe.url_for(case.reminder.user_id)
    try:
        return mailer.send(case.person.email, message, unsubscribe_url=unsubscribe_url)
    except Exception as error:
        return fault("email", error)


def _in_time(not_after: dt.datetime, now: dt.datetime) -> bool:
    """Asked at the very moment of sending: others of the same handful may have taken long."""
    return now < not_after - ON_ITS_WAY


def fault(channel: str, error: Exception) -> Result:
    """A fault of ours: log its type, since its text may hold an address, and try again later."""
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return Result("later", "fault")


def message_of(case: Case, now: dt.datetime) -> Message:
    """What is sent of a case, if it is sent now."""
    row, person = case.reminder, case.person
    pushed = row.channel == "push"
    return compose(
        case.facts.kind,
        user_id=row.user_id,
        check_in_id=row.check_in_id,
        display_name=person.display_name,
        language=person.language,
        tone=case.tone,
        not_after=case.facts.not_after,
        snooze=Snooze(row.pk, waits.offered(case.facts, now)) if pushed else None,
    )
