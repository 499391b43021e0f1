"""Asking over a guarded session, as pushes do, with no Celery and no outbox around it."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from notifications.channels import guard, push
from notifications.message import compose
from tests.services.push import Browser

T = TypeVar("T")
NOW = dt.datetime(2026, 3, 1, 19, tzinfo=dt.UTC)
MESSAGE = compose(
    "test", user_id=uuid.UUID(int=1), check_in_id=None, display_name="", language="en", tone="generic",
    not_after=NOW + dt.timedelta(hours=1),
)  # fmt: skip


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """From now on every name is said to be at these addresses."""

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def post(url: str, **options: Any) -> int:
    """The status that a guarded session is answered with."""

    async def ask() -> int:
        async with (
            guard.session(connections=4) as session,
            session.post(url, data=b"x", allow_redirects=False, **options) as response,
        ):
            return response.status

    return run(ask())


def packed(url: str) -> push.Packed:
    """A push to this address, for a browser that nobody has."""
    written = push.write(push.Target(url, **Browser("").keys), MESSAGE)
    assert isinstance(written, push.Written)
    made = push.pack(written)
    assert isinstance(made, push.Packed)
    return made


def run(asking: Coroutine[Any, Any, T]) -> T:
    """Wait for this on a loop of the guarded kind; what it returns, or raises."""
    with asyncio.Runner(loop_factory=guard.EventLoop) as runner:
        found = runner.run(asking)
        runner.run(asyncio.sleep(2 * guard.GOODBYE))  # those that were left say goodbye
        return found
