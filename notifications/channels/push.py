"""Web Push: one encrypted message to one browser (RFC 8030, 8291, 8292)."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import structlog
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from django.conf import settings
from yarl import URL

from notifications import vapid
from notifications.channels import ACCEPTED, Result, encryption, guard
from notifications.message import Message, push_payload

log = structlog.get_logger(__name__)

#: Seconds to connect to one of a name's addresses, and for all of it, however it is spread. A push service that
#: needs longer is asked again later.
CONNECTS_WITHIN, DEADLINE = 3.05, 12.0
#: Of an answer's body so much is read, so that the connection can be used again. Only the status counts.
LONGEST_BODY = 4096
#: Push services keep a message for four weeks at most.
LONGEST_TTL = 28 * 24 * 3600
#: https, a host, no port but the ordinary one, no credentials, nothing that two parsers could read in two ways.
_ENDPOINT = re.compile(
    r"https://(?P<host>(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62})(?::443)?/[\w.~:/?\[\]@!$&'()*+,;=%-]*",
    re.ASCII,
)
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?/[\w./?=%-]*", re.ASCII)
#: None of them has to wake a phone that saves power, but the test that somebody waits for and news of one's account.
URGENCY = {
    "opening": "normal", "repeat": "low", "last_call": "normal", "nudge": "normal", "revealed": "normal",
    "talk_later": "low", "helped": "low", "test": "high", "account": "high",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A browser's address, as it gave it to us."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message for one browser, not encrypted yet."""

    target: Target
    audience: str
    headers: Mapping[str, str]
    payload: bytes
    not_after: dt.datetime


@dataclass(frozen=True, slots=True)
class Packed:
    """A message as it goes out to one browser, but for the time that it has left."""

    url: URL
    audience: str
    headers: Mapping[str, str]
    body: bytes
    not_after: dt.datetime


def write(target: Target, message: Message) -> Written | Result:
    """Put a message in the form in which one browser gets it, or say why it can't be sent there.

    To write many, then pack many, then send them takes far less of the CPU than all three for one after the other: what
    each of them needs would push what the others need out of its caches.
    """
    if not endpoint_allowed(target.endpoint):
        return Result("gone", "endpoint_refused")
    audience = origin(target.endpoint)
    return Written(
        target=target,
        audience=audience,
        headers={
            "Authorization": vapid.authorization(audience),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Topic": message.topic,
            "Urgency": URGENCY[message.about],
        },
        payload=push_payload(message),
        not_after=message.not_after,
    )


def pack(written: Written) -> Packed | Result:
    """Encrypt it for its browser, or say why that can't be."""
    try:
        keys = encryption.keys(written.target.p256dh, written.target.auth)
    except ValueError:
        return Result("gone", "keys_unusable")
    return Packed(
        # As it was given to us, not as somebody else would have written it.
        url=URL(written.target.endpoint, encoded=True),
        audience=written.audience,
        headers=written.headers,
        body=encryption.encrypt(written.payload, keys),
        not_after=written.not_after,
    )


async def send(
    session: ClientSession, packed: Packed, *, now: dt.datetime, within: float = DEADLINE
) -> Result:
    """Send it, in so many seconds at most. Never raises for what the network or the push service does."""
    left = int((packed.not_after - now).total_seconds())
    try:
        async with session.post(
            packed.url,
            data=packed.body,
            headers={**packed.headers, "TTL": str(max(0, min(left, LONGEST_TTL)))},
            timeout=_patience(min(within, DEADLINE)),
            allow_redirects=False,
        ) as response:
            status, wait = response.status, retry_after(response.headers.get("Retry-After"), now)
            await _drain(response)
    except guard.NotPublic:
        return Result("gone", "endpoint_refused")
    except TimeoutError:
        return Result("later", "timeout")
    except (ClientError, OSError):
        return Result("later", "unreachable")
    if status in (401, 403):
        # Our key or subject is not accepted: no subscription is to blame, so none is thrown away.
        log.error("push_forbidden", service=packed.audience, status=status)
    return result_of(status, wait)


def _patience(seconds: float) -> ClientTimeout:
    # It would round up to whole seconds otherwise.
    return ClientTimeout(total=seconds, sock_connect=CONNECTS_WITHIN, ceil_threshold=float("inf"))


async def _drain(response: ClientResponse) -> None:
    """Read a short body. A long one is left where it is, together with the connection."""
    left = LONGEST_BODY
    with contextlib.suppress(ClientError, OSError, asyncio.TimeoutError):
        while left > 0 and not response.content.at_eof() and (part := await response.content.read(left)):
            left -= len(part)


def result_of(status: int, wait: dt.timedelta | None = None) -> Result:
    """What a push service's status means."""
    match status:
        case _ if 200 <= status < 300:
            return ACCEPTED
        case 404 | 410:
            return Result("gone", f"push_{status}")
        case 401 | 403:
            return Result("unwelcome", f"push_{status}", wait)
        case 408 | 425 | 429:
            return Result("later", f"push_{status}", wait)
        case _ if status >= 500:
            return Result("later", f"push_{status}", wait)
        case _:
            # A redirect is refused as well: a push endpoint has no reason to send us elsewhere.
            return Result("refused", f"push_{status}")


def retry_after(value: str | None, now: dt.datetime) -> dt.timedelta | None:
    """How long a Retry-After header asks to wait (seconds or an HTTP date). None if absent or unreadable."""
    if not value:
        return None
    if value.strip().isdecimal():
        return dt.timedelta(seconds=min(int(value), LONGEST_TTL))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(dt.timedelta(0), moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now)


def origin(endpoint: str) -> str:
    """The push service's origin: the audience of the VAPID token, and all that a log may name."""
    scheme, _, rest = endpoint.partition("://")
    default = {"https": ":443", "http": ":80"}.get(scheme, "")
    return f"{scheme}://{rest.partition('/')[0].removesuffix(default)}"


def endpoint_allowed(endpoint: str) -> bool:
    """Whether an endpoint is one of a push service that this server pushes to (settings.PUSH_HOSTS).

    Looks at the text only; what the name resolves to is checked when connecting (see `guard`).
    """
    if _LOOPBACK.fullmatch(endpoint):
        return bool(settings.PUSH_ALLOW_LOOPBACK)
    found = _ENDPOINT.fullmatch(endpoint)
    return found is not None and _known(found["host"])


def _known(host: str) -> bool:
    return any(
        service == "*" or host == service or host.endswith(f".{service}") for service in settings.PUSH_HOSTS
    )


def keys_usable(p256dh: str, auth: str) -> bool:
    """Whether something can be encrypted for these keys."""
    try:
        encryption.keys(p256dh, auth)
    except ValueError:
        return False
    return True
