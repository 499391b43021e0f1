"""A message before it is sent: its words, where it leads, and the name under which a repeat replaces it.

Pure, apart from the secret key: the same reminder always makes the same message.
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

#: Declarative Web Push: the JSON that Safari shows by itself and that our service worker shows elsewhere.
DECLARATIVE_WEB_PUSH = 8030


@dataclass(frozen=True, slots=True)
class SnoozeOffer:
    """The buttons that put a reminder off: its id, and the choices."""

    reminder_id: UUID
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one person. `topic` is 32 URL-safe characters; `not_after` ends its time to live. Messages about
    the same check-in belong together in a mailbox."""

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
    """Put a message together. `check_in_id` is None for a test only."""
    path = "/settings" if about == "test" else f"/{KINDS[about].screen}/{check_in_id}"
    return Message(
        about=about,
        user_id=user_id,
        words=_words(about, tone, first_name=first_name_of(display_name), language=language),
        language=language,
        url=settings.ORIGIN + path,
        # Two tests are two messages, so what names a test is its moment.
        topic=topic(about, user_id, check_in_id or not_after),
        not_after=not_after,
        urgency="high" if about == "test" else KINDS[about].urgency,
        snooze=snooze,
        check_in_id=check_in_id,
    )


#: The words are few, and looking them up is most of what putting a message together costs.
_words = lru_cache(maxsize=1024)(words)


def topic(about: Subject | Literal["account"], user_id: UUID, occasion: UUID | dt.datetime) -> str:
    """The name under which repeats collapse, in the push service (Topic), on the phone (tag) and in mailboxes.

    Push services see it in clear, so it is derived by HMAC: it is the id of nothing and links nothing.
    """
    what = occasion.bytes if isinstance(occasion, UUID) else str(occasion).encode()
    digest = hmac.digest(_topic_key(settings.SECRET_KEY), about.encode() + user_id.bytes + what, "sha256")
    return base64.urlsafe_b64encode(digest[:24]).decode()


@lru_cache(maxsize=4)
def _topic_key(secret: str) -> bytes:
    return salted_hmac("notifications.topic", "", secret=secret, algorithm="sha256").digest()


def notification(message: Message) -> dict[str, Any]:
    """What the browser shows. A push contains this, and the preview in the settings is made from it."""
    shown: dict[str, Any] = {
        "title": message.words.title,
        "body": message.words.body,
        "navigate": message.url,
        "tag": message.topic,
    }
    if message.snooze and message.snooze.waits:
        buttons = about_snoozing(message.language).buttons
        # Not as `actions`: a browser that shows this by itself wants an address for each, and these lead nowhere.
        shown["data"] = {
            "snooze": {
                "id": str(message.snooze.reminder_id),
                "waits": [{"wait": wait, "title": buttons[wait]} for wait in message.snooze.waits],
            }
        }
    return shown


def push_payload(message: Message) -> bytes:
    """The JSON that is encrypted for the browser. It contains no answer, no prompt and no name but the receiver's."""
    payload: dict[str, Any] = {"web_push": DECLARATIVE_WEB_PUSH, "notification": notification(message)}
    if message.about in ABOUT_ANSWERING:
        # A mark and no count: there is never more than one check-in to answer.
        payload["app_badge"] = 1
    return _compact(payload).encode()


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
