"""Send a person a test message at once, to their own devices and address, on the channels that they want."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from asgiref.sync import async_to_sync

from couples.models import User
from notifications import actions, queries
from notifications.channels import SendResult, guard, push
from notifications.channels.mail import Mailer
from notifications.messages.message import Message, compose
from notifications.messages.texts import Tone
from notifications.models import PushSubscription
from notifications.sending.sender import fault

#: Time to live of a test message. A later arrival would be of no use.
LIVES = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class TestSent:
    """Result of sending a test message: number of accepted pushes, and whether the mail server accepted the e-mail."""

    push: int
    email: bool


def send_test(actor: User, *, now: dt.datetime) -> TestSent:
    """Send a test message on each channel that the actor wants, also in quiet hours."""
    preference = queries.preference(actor.pk)
    message = compose(
        "test",
        user_id=actor.pk,
        check_in_id=None,
        display_name=actor.display_name,
        language=actor.language,
        tone=cast(Tone, preference.text),
        not_after=now + LIVES,
    )
    pushed = 0
    subscriptions = list(queries.subscriptions(actor)) if preference.push else []
    if subscriptions:
        results = async_to_sync(_push_to_all)(subscriptions, message, now)
        actions.note_push_results(results, now=now)
        pushed = sum(result.status == "accepted" for result in results.values())
    mailed = False
    if preference.email and actor.email and actor.gets_mail:
        with closing(Mailer()) as mailer:
            try:
                result = mailer.send(actor.email, message)
            except Exception as error:
                result = fault("email", error)
        mailed = result.status == "accepted"
        if result.status == "gone":
            actions.note_returned(actor.pk, actor.email, now=now)
    return TestSent(pushed, mailed)


async def _push_to_all(
    subscriptions: Sequence[PushSubscription], message: Message, now: dt.datetime
) -> dict[UUID, SendResult]:
    """Push one message to these browsers in parallel. Return the results by the id of the push subscription."""
    async with guard.session(connections=len(subscriptions)) as session:
        sends = (push.send(session, each, message, now=now) for each in subscriptions)
        results = await asyncio.gather(*sends, return_exceptions=True)
    return {
        each.pk: result if isinstance(result, SendResult) else fault("push", result)
        for each, result in zip(subscriptions, results, strict=True)
    }
