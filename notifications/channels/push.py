"""Web Push: send one encrypted message to one browser (RFC 8030, 8291, 8292)."""

from __future__ import annotations

import asyncio
import datetime as dt
from email.utils import parsedate_to_datetime

import structlog
from aiohttp import ClientError, ClientSession
from yarl import URL

from notifications import vapid
from notifications.channels import ACCEPTED, TIMED_OUT, SendResult, encryption, guard
from notifications.channels.endpoints import endpoint_allowed, origin
from notifications.messages.message import Message, push_payload
from notifications.models import PushSubscription

log = structlog.get_logger(__name__)

#: Seconds for the whole exchange. If a push service needs longer, the push is tried again later.
DEADLINE = 12.0
#: Bytes of a response's body that are read, so that the connection can be reused. Only the status matters.
LONGEST_BODY = 4096
#: Push services keep a message for four weeks at most.
LONGEST_TTL = 28 * 24 * 3600


async def send(
    session: ClientSession,
    browser: PushSubscription,
    message: Message,
    *,
    now: dt.datetime,
    within: float = DEADLINE,
) -> SendResult:
    """Send a message to a browser, in at most `within` seconds.

    Errors of the network or of the push service are returned as a result, not raised.
    """
    if not endpoint_allowed(browser.endpoint):
        return SendResult("gone", "endpoint_refused")
    try:
        keys = encryption.keys(browser.p256dh, browser.auth)
    except ValueError:
        return SendResult("gone", "keys_unusable")
    service = origin(browser.endpoint)
    seconds_left = int((message.not_after - now).total_seconds())
    headers = {
        "Authorization": vapid.authorization(service),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "Topic": message.topic,
        "TTL": str(max(0, min(seconds_left, LONGEST_TTL))),
        "Urgency": message.urgency,
    }
    request = session.post(
        URL(browser.endpoint, encoded=True),  # unchanged: yarl would normalise it
        data=encryption.encrypt(push_payload(message), keys),
        headers=headers,
        allow_redirects=False,
    )
    result: SendResult | None = None
    try:
        async with asyncio.timeout(min(within, DEADLINE)), request as response:
            if response.status in (401, 403):
                # The service refuses our key or subject. The subscription is not the cause, so it stays.
                log.error("push_forbidden", service=service, status=response.status)
            result = result_of(response.status, retry_after(response.headers.get("Retry-After"), now))
            # A longer body stays unread, and its connection is closed.
            await response.content.read(LONGEST_BODY)
    except guard.NotPublic:
        result = SendResult("gone", "endpoint_refused")
    except TimeoutError:
        result = result or TIMED_OUT
    except (ClientError, OSError):
        result = result or SendResult("later", "unreachable")
    return result


def result_of(status: int, wait: dt.timedelta | None = None) -> SendResult:
    """Turn the HTTP status of a push service's response into the result of a send.

    `wait` is how long the push service asked us to wait before the next try, if the response says so.
    """
    match status:
        case _ if 200 <= status < 300:
            return ACCEPTED
        case 404 | 410:
            return SendResult("gone", f"push_{status}")
        case 401 | 403:
            return SendResult("unwelcome", f"push_{status}", wait)
        case _ if status in (408, 425, 429) or status >= 500:
            return SendResult("later", f"push_{status}", wait)
        case _:
            # A redirect is refused as well: a push endpoint has no reason to send us elsewhere.
            return SendResult("refused", f"push_{status}")


def retry_after(value: str | None, now: dt.datetime) -> dt.timedelta | None:
    """Return the wait in a Retry-After header (seconds or an HTTP date). None if the header is missing or invalid."""
    if not value:
        return None
    if value.strip().isdecimal():
        return dt.timedelta(seconds=min(int(value), LONGEST_TTL))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(dt.timedelta(0), moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now)
