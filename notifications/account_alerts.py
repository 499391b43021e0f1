"""Account alerts: tell people at once what happens to their own account, by push and e-mail.

They have no quiet hours and can't be turned off: an intruder must not be able to silence the alert about the intrusion.
There are few rows, so each is claimed, sent and recorded by itself. If a sender dies, the next one sends its row under
the same Topic and tag; none is lost. A claim counts up `attempts`, and an outcome is recorded only if that count is
unchanged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from couples.models import Device, User
from couples.signals import AccountChange
from notifications import actions
from notifications.channels.mail import Mailer
from notifications.messages.account_texts import words
from notifications.messages.message import Message, topic
from notifications.models import Notice, PushSubscription
from notifications.planning import policy
from notifications.sending.sender import AddressResults, fault, note_subscriptions, push_to_all

#: An alert is still useful on a phone that was off for a week.
NEWS_FOR = dt.timedelta(days=7)
#: Changes that could let someone else hear about the owner's check-ins.
NEW_RECEIVERS = frozenset({"receiver_added", "calendar_made"})
#: How long a claim lasts: longer than the slowest send to all of a person's devices.
LEASE = dt.timedelta(minutes=4)
#: Rows that one call sends; the next call sends the others.
MOST = 200


def owe(
    user: User, change: AccountChange, *, device: Device | None, former_email: str = "", now: dt.datetime
) -> None:
    """Write the alerts about a change of this person's account, in the transaction of the change: a push to every
    device but the one where it was done, an e-mail, and one to the address that the account had before.

    While an alert about a new receiver waits, further new receivers add no alert, so that many in a row send no flood
    of e-mail.
    """
    waiting = Notice.objects.filter(user=user, change=change, state=Notice.State.PENDING, attempts=0)
    if change in NEW_RECEIVERS and waiting.filter(done_on=device, due_at__lte=now).exists():
        return
    channels = [(Notice.Channel.PUSH, ""), (Notice.Channel.EMAIL, "")]
    if former_email:
        channels.append((Notice.Channel.FORMER_EMAIL, former_email))
    occasion = uuid.uuid4()
    Notice.objects.bulk_create(
        Notice(
            user=user,
            occasion=occasion,
            change=change,
            channel=channel,
            address=address,
            done_on=device,
            due_at=now,
            not_after=now + NEWS_FOR,
        )
        for channel, address in channels
    )


def deliver(*, clock: Callable[[], dt.datetime] = timezone.now) -> int:
    """Send the alerts that are due. Return the number of rows claimed. Safe to run in parallel."""
    looked_at = 0
    with Mailer() as mailer:
        while looked_at < MOST and (row := _claimed(clock())) is not None:
            looked_at += 1
            _record_outcome(row, _sent(row, mailer, clock()), clock())
    return looked_at


def _claimed(now: dt.datetime) -> Notice | None:
    """The oldest due row, leased. None if nothing is due, or another has just taken it: the next call looks again."""
    free = Notice.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now), state=Notice.State.PENDING, due_at__lte=now
    )
    for pk in free.order_by("due_at", "pk").values_list("pk", flat=True)[:5]:
        if free.filter(pk=pk).update(leased_until=now + LEASE, attempts=F("attempts") + 1):
            return Notice.objects.select_related("user").get(pk=pk)
    return None


def _sent(row: Notice, mailer: Mailer, now: dt.datetime) -> AddressResults:
    """Send one alert to every address that it has not reached yet; to none if it is no longer due."""
    if now >= row.not_after or not row.user.is_active:
        return {}
    message = message_of(row)
    if row.channel == Notice.Channel.PUSH:
        return push_to_all(_told(row), message, now)
    try:
        result = mailer.send(row.address or row.user.email, message, unsubscribe_url=None)
    except Exception as error:
        result = fault("email", error)
    return {None: result}


def _told(row: Notice) -> Sequence[PushSubscription]:
    # Also browsers that were removed since: an intruder must not be able to remove them before the alert arrives.
    since = row.not_after - NEWS_FOR
    there = PushSubscription.objects.filter(Q(retired_at=None) | Q(retired_at__gte=since), user=row.user)
    told = there.exclude(pk__in=row.reached)
    return list(told.exclude(device=row.done_on_id) if row.done_on_id else told)


def message_of(row: Notice) -> Message:
    """The message of an alert. It holds no name, no place, and not the new address."""
    change = cast(AccountChange, row.change)
    return Message(
        about="account",
        words=words(change, language=row.user.language),
        language=row.user.language,
        url=f"{settings.ORIGIN}/settings/sign-in",
        topic=topic("account", row.user_id, row.occasion),
        not_after=row.not_after,
    )


def _record_outcome(row: Notice, results: AddressResults, now: dt.datetime) -> None:
    note_subscriptions(results, now)
    accepted = [browser for browser, result in results.items() if result.status == "accepted"]
    reached = [*row.reached, *(str(browser) for browser in accepted if browser)]
    again = [result for result in results.values() if result.status in {"later", "unwelcome"}]
    changes: dict[str, Any] = {"leased_until": None, "reached": reached}
    due_at = None
    if again:
        asked = max((result.wait for result in again if result.wait), default=None)
        due_at = policy.retry_at(attempts=row.attempts, now=now, not_after=row.not_after, asked=asked)
    if due_at is not None:
        changes |= {"due_at": due_at, "outcome": again[0].code}
    else:
        arrived = bool(accepted or row.reached)
        code = next(iter(results.values())).code if results else "nobody_to_tell"
        changes |= {
            "state": Notice.State.SENT if arrived else Notice.State.DROPPED,
            "outcome": "" if arrived else code,
            "settled_at": now,
            "address": "",
        }
    mine = Notice.objects.filter(pk=row.pk, attempts=row.attempts, state=Notice.State.PENDING)
    if mine.update(**changes) and due_at is None and row.channel == Notice.Channel.PUSH:
        actions.forget_kept(row.user)
