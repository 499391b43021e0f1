"""Helpers that send requests over a guarded session, which connects only to public addresses.

Pushes use such a session. The helpers need neither Celery nor the outbox.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from aiohttp import ClientSession

from notifications.channels import SendResult, guard, push
from notifications.messages.message import compose
from notifications.models import PushSubscription
from tests.services.push import Browser

T = TypeVar("T")
NOW = dt.datetime(2026, 3, 1, 19, tzinfo=dt.UTC)
MESSAGE = compose(
    "test", user_id=uuid.UUID(int=1), check_in_id=None, display_name="", language="en", tone="generic",
    not_after=NOW + dt.timedelta(hours=1),
)  # fmt: skip


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Make every host name resolve to these addresses."""

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def post(url: str, **options: Any) -> int:
    """Send a POST over a session that connects only to public addresses, and return the HTTP status.

    `options` are passed to the session's `post`.
    """

    async def ask() -> int:
        async with (
            guard.session(connections=4) as session,
            session.post(url, data=b"x", allow_redirects=False, **options) as response,
        ):
            return response.status

    return run(ask())


async def push_to(session: ClientSession, url: str, *, within: float = push.DEADLINE) -> SendResult:
    """Push to the endpoint `url` over this session, with the keys of a new browser, in at most `within` seconds."""
    browser = PushSubscription(endpoint=url, **Browser("").keys)
    return await push.send(session, browser, MESSAGE, now=NOW, within=within)


def run(asking: Coroutine[Any, Any, T]) -> T:
    """Run the coroutine on a new event loop, and return its result."""
    return asyncio.run(asking)
