"""Web Push: one encrypted message to one browser (RFC 8030, 8291, 8292)."""

from __future__ import annotations

import base64
import binascii
import contextlib
import datetime as dt
import os
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urlsplit

import requests
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from pywebpush import WebPusher
from urllib3.exceptions import HTTPError

from notifications import vapid
from notifications.channels import ACCEPTED, Result, guard
from notifications.message import Message, push_payload

log = structlog.get_logger(__name__)

#: Seconds to connect, and to wait for the answer. A push service that needs longer is asked again later.
TIMEOUT = (3.05, 10)
#: Seconds for all of it, however it is spread, and bytes that an answer may have. Within `sending.SENDS_WITHIN`, so
#: that no thread outlives its handful.
DEADLINE = 15
LONGEST_ANSWER = 64 * 1024
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
    "opening": "normal", "repeat": "low", "last_call": "normal", "revealed": "normal", "talk_later": "low",
    "helped": "low", "test": "high", "account": "high",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A browser's address, as it gave it to us."""

    endpoint: str
    p256dh: str
    auth: str


def send(target: Target, message: Message, *, now: dt.datetime) -> Result:
    """Send one message to one browser. Never raises for what the network or the push service does."""
    if not endpoint_allowed(target.endpoint):
        return Result("gone", "endpoint_refused")
    audience = origin(target.endpoint)
    try:
        body = WebPusher(
            {"endpoint": target.endpoint, "keys": {"p256dh": target.p256dh, "auth": target.auth}}
        ).encode(push_payload(message))["body"]
    except ValueError:
        return Result("gone", "keys_unusable")
    headers = {
        "Authorization": vapid.authorization(audience),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, min(int((message.not_after - now).total_seconds()), LONGEST_TTL))),
        "Topic": message.topic,
        "Urgency": URGENCY[message.about],
    }
    try:
        with (
            guard.within(DEADLINE, most=LONGEST_ANSWER),
            _session().post(
                target.endpoint,
                data=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            status, wait = response.status_code, retry_after(response.headers.get("Retry-After"), now)
            _drain(response)
    except guard.NotPublic:
        return Result("gone", "endpoint_refused")
    except requests.Timeout:
        return Result("later", "timeout")
    except requests.RequestException:
        return Result("later", "unreachable")
    if status in (401, 403):
        # Our key or subject is not accepted: no subscription is to blame, so none is thrown away.
        log.error("push_forbidden", service=audience, status=status)
    return result_of(status, wait)


def _drain(response: requests.Response) -> None:
    """Read a short body, so that the connection can be used again. Only the status counts: a long one is left."""
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) <= 4096:
        with contextlib.suppress(HTTPError, OSError):
            response.raw.read(4096)


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
    url = urlsplit(endpoint)
    default = {"https": 443, "http": 80}.get(url.scheme)
    port = "" if url.port in (None, default) else f":{url.port}"
    return f"{url.scheme}://{url.hostname}{port}"


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
    """Whether the keys are what RFC 8291 wants: a point on P-256, uncompressed, and 16 bytes of secret."""
    try:
        point, secret = _unpadded(p256dh), _unpadded(auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, binascii.Error):
        return False
    return len(point) == 65 and len(secret) == 16


def _unpadded(value: str) -> bytes:
    return base64.b64decode(
        value.rstrip("=") + "=" * (-len(value.rstrip("=")) % 4), altchars=b"-_", validate=True
    )


@lru_cache(maxsize=1)
def _session() -> requests.Session:
    """One session a process: its open connections save three quarters of a push's CPU."""
    return guard.session()


# A forked worker must not speak over its parent's connections.
os.register_at_fork(after_in_child=_session.cache_clear)
