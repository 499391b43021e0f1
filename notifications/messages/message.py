"""Compose a message: its text, its link and its topic.

The topic is an id for devices and mailboxes. On a device, a later push replaces an earlier push with the same topic.
Mailboxes can recognise a repeated e-mail by the topic.

The functions are pure, except that they read the secret key: the same reminder always gives the same message.
"""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from notifications.messages.texts import Subject, Tone, Words, about_snoozing, first_name_of, words
from notifications.planning.kinds import ABOUT_ANSWERING, KINDS, Urgency
from notifications.planning.snooze_times import Wait

#: Marker of Declarative Web Push. Safari shows such JSON itself; in other browsers our service worker shows it.
DECLARATIVE_WEB_PUSH = 8030


@dataclass(frozen=True, slots=True)
class SnoozeOffer:
    """Data of the buttons that put a reminder off: the reminder's id, and the waits that the person can choose."""

    reminder_id: UUID
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one person.

    `topic` is 32 URL-safe characters long: the id by which devices and mailboxes recognise a repeated message. After
    `not_after`, the message is no longer delivered. With `check_in_id`, mailboxes show all e-mails about a check-in as
    one thread.
    """

    about: Subject | Literal["account"]
    user_id: UUID
    words: Words
    language: str
    url: str
    topic: str
    not_after: dt.datetime
    #: Only a test, which someone is waiting for, and account alerts may wake a phone that saves power.
    urgency: Urgency
    snooze: SnoozeOffer | None = None
    check_in_id: UUID | None = None


def compose(
    about: Subject,
    *,
    user_id: UUID,
    check_in_id: UUID | None,
    display_name: str,
    language: str,
    tone: Tone,
    not_after: dt.datetime,
    snooze: SnoozeOffer | None = None,
) -> Message:
    """Compose a reminder or a test message.

    `about` is the kind of the reminder, or "test". `check_in_id` is None only for a test. The message is not delivered
    after `not_after`.
    """
    path = "/settings" if about == "test" else f"/{KINDS[about].screen}/{check_in_id}"
    return Message(
        about=about,
        user_id=user_id,
        words=_words(about, tone, first_name=first_name_of(display_name), language=language),
        language=language,
        url=settings.ORIGIN + path,
        # Two tests are two messages, so the topic of a test depends on its time.
        topic=topic(about, user_id, check_in_id or not_after),
        not_after=not_after,
        urgency="high" if about == "test" else KINDS[about].urgency,
        snooze=snooze,
        check_in_id=check_in_id,
    )


#: Cached, because looking up the words is most of the cost of a message, and few different words exist.
_words = lru_cache(maxsize=1024)(words)


def topic(about: Subject | Literal["account"], user_id: UUID, occasion: UUID | dt.datetime) -> str:
    """Return the topic of a message: the id by which devices and mailboxes recognise a repeated message.

    `about` is the kind of the reminder, "test" for a test message, or "account" for an account alert. `occasion` is
    the id of the check-in or of the account's change. For a test message, `occasion` is a time.

    The topic is the Topic header of a push, the tag of a notification, and part of an e-mail's Message-ID. Push
    services can read the topic, so it is an HMAC. It reveals no id, and no one can tell which topics belong to the
    same person.
    """
    what = occasion.bytes if isinstance(occasion, UUID) else str(occasion).encode()
    digest = hmac.digest(_topic_key(settings.SECRET_KEY), about.encode() + user_id.bytes + what, "sha256")
    return base64.urlsafe_b64encode(digest[:24]).decode()


@lru_cache(maxsize=4)
def _topic_key(secret: str) -> bytes:
    return salted_hmac("notifications.topic", "", secret=secret, algorithm="sha256").digest()


def notification(message: Message) -> dict[str, Any]:
    """Return the notification that the browser shows. Pushes and the preview in Settings use it."""
    shown: dict[str, Any] = {
        "title": message.words.title,
        "body": message.words.body,
        "navigate": message.url,
        "tag": message.topic,
    }
    if message.snooze and message.snooze.waits:
        buttons = about_snoozing(message.language).buttons
        # Not in `actions`: a browser that shows the JSON itself requires a URL for each action, and these have none.
        shown["data"] = {
            "snooze": {
                "id": str(message.snooze.reminder_id),
                "waits": [{"wait": wait, "title": buttons[wait]} for wait in message.snooze.waits],
            }
        }
    return shown


def push_payload(message: Message) -> bytes:
    """Return the JSON payload of a push.

    The payload contains no answer, no prompt and no person's name except the receiver's.
    """
    payload: dict[str, Any] = {"web_push": DECLARATIVE_WEB_PUSH, "notification": notification(message)}
    if message.about in ABOUT_ANSWERING:
        # The badge is always 1: a couple never has more than one check-in to answer.
        payload["app_badge"] = 1
    return _compact(payload).encode()


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
