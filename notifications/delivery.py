"""Moves the outbox: claim, look at the facts, decide, send, settle; again until nothing is due.

No transaction is open while something is sent. Sends run in threads that touch no table; this thread keeps the books.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from uuid import UUID

import structlog
from django.utils import timezone

from notifications import actions, facts, outbox, policy, unsubscribe
from notifications.channels import Result, push
from notifications.channels.mail import Mailer
from notifications.facts import Case
from notifications.message import Message, compose
from notifications.models import PushSubscription, Reminder

log = structlog.get_logger(__name__)
Clock = Callable[[], dt.datetime]

#: Rows leased at once.
BATCH = 64
#: Rows whose facts are loaded and that are sent at once: the facts are never older than one such handful's sends.
HANDFUL = 16
#: Seconds that a handful's pushes may take. A push service that only drips is asked again later.
PUSH_DEADLINE = 20
#: With less of the lease left than this, what is not sent yet is given back.
LEASE_MARGIN = dt.timedelta(seconds=60)
#: One call works no longer than this; what is left is due for the next.
WORKS_FOR = dt.timedelta(seconds=75)


def deliver(*, clock: Clock = timezone.now) -> int:
    """Send all that is due, for a bounded time. Answers how many rows it looked at. Safe to run in parallel."""
    looked_at, stop_at = 0, clock() + WORKS_FOR
    while clock() < stop_at:
        claim = outbox.claim(now=clock(), limit=BATCH)
        if not claim.reminder_ids:
            break
        looked_at += len(claim.reminder_ids)
        _work(claim, clock)
    return looked_at


def _work(claim: outbox.Claim, clock: Clock) -> None:
    with Mailer() as mailer:
        for start in range(0, len(claim.reminder_ids), HANDFUL):
            handful = claim.reminder_ids[start : start + HANDFUL]
            if clock() > claim.until - LEASE_MARGIN:
                for reminder_id in handful:
                    outbox.released(reminder_id, lease=claim.lease)
                continue
            to_send = _decide(facts.load(handful), claim.lease, clock())
            for case, results in _send(to_send, mailer, clock()):
                _settle(case, results, claim.lease, clock())


def _decide(cases: Sequence[Case], lease: UUID, now: dt.datetime) -> list[Case]:
    """Settle what is not to be sent now; the rest comes back."""
    to_send: list[Case] = []
    for case in cases:
        match policy.decide(case.facts, now):
            case policy.Send():
                to_send.append(case)
            case policy.Move(due_at):
                outbox.moved(case.reminder.pk, lease=lease, due_at=due_at)
            case policy.Drop(outcome):
                _end(case, case.reminder.reached, lease, outcome, now)
    return to_send


Results = list[tuple[PushSubscription | None, Result]]


def _send(cases: Sequence[Case], mailer: Mailer, now: dt.datetime) -> list[tuple[Case, Results]]:
    """Send each case on its channel: pushes side by side in threads, mails meanwhile one after the other."""
    pool = ThreadPoolExecutor(max_workers=HANDFUL, thread_name_prefix="push")
    pushes: list[tuple[Case, PushSubscription, Future[Result]]] = []
    mails: list[tuple[Case, Message]] = []
    for case in cases:
        message = _message(case)
        if case.reminder.channel == Reminder.Channel.PUSH:
            pushes += [(case, each, pool.submit(push_to, each, message, now)) for each in case.subscriptions]
        else:
            mails.append((case, message))
    results: dict[UUID, Results] = {case.reminder.pk: [] for case in cases}
    for case, message in mails:
        results[case.reminder.pk].append((None, _mail(case, message, mailer)))
    wait([future for _case, _subscription, future in pushes], timeout=PUSH_DEADLINE)
    for case, subscription, future in pushes:
        result = future.result() if future.done() else Result("later", "timeout")
        results[case.reminder.pk].append((subscription, result))
    # Without waiting: a thread that is still being dripped on ends by itself and its row is tried again.
    pool.shutdown(wait=False, cancel_futures=True)
    return [(case, results[case.reminder.pk]) for case in cases]


def push_to(subscription: PushSubscription, message: Message, now: dt.datetime) -> Result:
    """Push one message to one browser. Never raises: one broken row must not hold up the others."""
    target = push.Target(subscription.endpoint, subscription.p256dh, subscription.auth)
    try:
        return push.send(target, message, now=now)
    except Exception as error:
        return fault("push", error)


def _mail(case: Case, message: Message, mailer: Mailer) -> Result:
    user = case.reminder.user
    try:
        return mailer.send(user.email, message, unsubscribe_url=unsubscribe.url_for(user.pk))
    except Exception as error:
        return fault("email", error)


def fault(channel: str, error: Exception) -> Result:
    """A fault of ours: log its type, since its text may hold an address, and try again later."""
    log.error("reminder_fault", channel=channel, error=type(error).__name__)
    return Result("later", "fault")


def _message(case: Case) -> Message:
    user = case.reminder.user
    return compose(
        case.facts.kind,
        user_id=user.pk,
        check_in_id=case.reminder.check_in_id,
        display_name=user.display_name,
        language=user.language,
        tone=case.tone,
        not_after=case.facts.not_after,
    )


def _settle(case: Case, results: Results, lease: UUID, now: dt.datetime) -> None:
    """Write down what became of a case that was sent, to one address or to several browsers."""
    note_subscriptions(results, now)
    reached = [
        *case.reminder.reached,
        *(str(each.pk) for each, result in results if each and _is(result, "accepted")),
    ]
    answers = [result for _each, result in results]
    later = [result for result in answers if result.answer == "later"]
    # Where nobody was reached yet, one who does not accept us is tried again: the operator may mend it in time.
    later += [result for result in answers if result.answer == "unwelcome" and not reached]
    if later:
        due_at = policy.retry_at(
            attempts=case.reminder.attempts,
            now=now,
            not_after=case.facts.not_after,
            asked=max((result.wait for result in later if result.wait), default=None),
        )
        if due_at is None:
            _end(case, reached, lease, "too_late", now)
        else:
            outbox.retried(
                case.reminder.pk, lease=lease, outcome=later[0].code, due_at=due_at, reached=reached
            )
    elif reached or any(_is(result, "accepted") for result in answers):
        outbox.sent(case.reminder.pk, lease=lease, reached=reached, now=now)
    elif refused := next((result for result in answers if result.answer == "refused"), None):
        outbox.failed(case.reminder.pk, lease=lease, outcome=refused.code, now=now)
    else:
        outbox.dropped(case.reminder.pk, lease=lease, outcome="unreachable", now=now)


def _end(case: Case, reached: Sequence[str], lease: UUID, outcome: str, now: dt.datetime) -> None:
    """Nothing more to send. What some browser took counts as sent, even if another could not be reached."""
    if reached:
        outbox.sent(case.reminder.pk, lease=lease, reached=reached, outcome=outcome, now=now)
    else:
        outbox.dropped(case.reminder.pk, lease=lease, outcome=outcome, now=now)


def note_subscriptions(results: Results, now: dt.datetime) -> None:
    """Retire the browsers that are gone and note when the others were last reached."""
    gone = [each.pk for each, result in results if each and _is(result, "gone")]
    if gone:
        actions.retire(gone, now=now)
    reached = [each.pk for each, result in results if each and _is(result, "accepted")]
    if reached:
        actions.note_reached(reached, now=now)


def _is(result: Result, answer: str) -> bool:
    return result.answer == answer
