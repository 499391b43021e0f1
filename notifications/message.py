"""A message as it leaves: the words, where it leads, and the name under which a repeat of it collapses.

Pure, apart from the secret key: the same reminder always makes the same message.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from notifications.texts import Subject, Tone, Words, first_name_of, words

#: Declarative Web Push: the JSON that Safari shows by itself and that our service worker shows elsewhere.
DECLARATIVE_WEB_PUSH = 8030
#: These lead to what was revealed, the others to the questions.
AFTER_THE_REVEAL: tuple[Subject, ...] = ("revealed", "talk_later", "helped")


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one person. `topic` is 32 URL-safe characters; `not_after` ends its time to live."""

    about: Subject | Literal["account"]
    words: Words
    language: str
    url: str
    topic: str
    not_after: dt.datetime


def compose(
    about: Subject,
    *,
    user_id: UUID,
    check_in_id: UUID | None,
    display_name: str,
    language: str,
    tone: Tone,
    not_after: dt.datetime,
) -> Message:
    """Put a message together. `check_in_id` is None for a test only."""
    path = {"test": "/settings"} | dict.fromkeys(AFTER_THE_REVEAL, f"/reveal/{check_in_id}")
    return Message(
        about=about,
        words=words(about, tone, first_name=first_name_of(display_name), language=language),
        language=language,
        url=settings.ORIGIN + path.get(about, f"/check-in/{check_in_id}"),
        # Two tests are two messages, so what names a test is its moment.
        topic=topic(about, user_id, check_in_id or not_after),
        not_after=not_after,
    )


def topic(about: Subject | Literal["account"], user_id: UUID, occasion: UUID | dt.datetime) -> str:
    """The name under which repeats collapse, in the push service (Topic), on the phone (tag) and in mailboxes.

    Push services see it in clear, so it is derived by HMAC: it is the id of nothing and links nothing.
    """
    digest = salted_hmac("notifications.topic", f"{about}:{user_id}:{occasion}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def push_payload(message: Message) -> bytes:
    """The JSON that is encrypted for the browser. It holds no answer, no prompt and no name but the receiver's."""
    return json.dumps(
        {
            "web_push": DECLARATIVE_WEB_PUSH,
            "notification": {
                "title": message.words.title,
                "body": message.words.body,
                "navigate": message.url,
                "tag": message.topic,
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
