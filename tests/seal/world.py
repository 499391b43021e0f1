"""One world: the real app on a database of its own, and all that its two people do in it and receive from it."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import mail
from django.db import connection
from django.test import Client

from checkins import tasks as ritual
from couples.encryption import keys
from couples.models import User
from notifications import tasks as reminders
from tests.seal.databases import Database
from tests.seal.entropy import drawn_from
from tests.services.push import Browser, PushService

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one request brought, and what it cost: the statements without their values, and the sizes of the
    envelopes that were sealed or opened for it."""

    status: int
    headers: Headers
    body: bytes
    statements: tuple[str, ...]
    envelopes: tuple[tuple[str, int], ...]

    @property
    def text(self) -> bytes:
        """The body, unpacked if it is an archive."""
        if not self.body.startswith(b"PK"):
            return self.body
        with zipfile.ZipFile(io.BytesIO(self.body)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())


@dataclass(frozen=True, slots=True)
class Message:
    """A push or an e-mail as it arrived. `length` is visible even without decrypting it."""

    channel: str
    headers: Headers
    plain: bytes
    length: int


class Postman:
    """The push service and the mailbox of both worlds; what came is fetched before the other world acts."""

    def __init__(self, pushes: PushService, browser: Browser, address: str) -> None:
        self.pushes, self.browser, self.address = pushes, browser, address
        self._fetched = 0
        self.fetch()

    def fetch(self) -> tuple[Message, ...]:
        """What came for the reader since the last time."""
        pushes = self.pushes.to(self.browser.endpoint)
        news = [
            Message("push", _sorted(push.headers), self.browser.decrypt(push.body), len(push.body))
            for push in pushes[self._fetched :]
        ]
        self._fetched = len(pushes)
        for sent in mail.outbox:
            if sent.to == [self.address]:
                raw = _BOUNDARY.sub(b"boundary", sent.message().as_bytes())
                news.append(Message("mail", (), raw, len(raw)))
        mail.outbox.clear()
        # What is sent at one time goes out side by side, in no order.
        return tuple(sorted(news, key=lambda message: (message.channel, message.plain)))


#: Differ from one connection to the next, or are a signature that no two tokens share (RFC 8292).
_UNEVEN = {"authorization", "host", "connection"}


#: Random for each e-mail.
_BOUNDARY = re.compile(rb"={15}\d+==")


def _sorted(headers: Any) -> Headers:
    return tuple(sorted((name, value) for name, value in headers.items() if name not in _UNEVEN))


class World:
    """One of the two. `act` says whose turn it is and from which stream chance is drawn."""

    def __init__(self, name: str) -> None:
        self.name, self.database = name, Database()
        self.clients = {name: Client(raise_request_exception=False) for name in ("reader", "author")}

    def begin(self, base: Database) -> None:
        """Become a copy of `base`."""
        self.database.copy(base.connection)

    @contextmanager
    def act(self, stream: str) -> Iterator[None]:
        """Within the block, the app runs in this world."""
        with self.database.in_use(), drawn_from(stream):
            yield

    def sign_in(self, who: str, user_id: UUID) -> None:
        """Give somebody a fresh session, as if they had just confirmed a code. To be called while it `act`s."""
        client = self.clients[who]
        client.cookies.clear()
        user = User.objects.filter(pk=user_id).first()
        if user is None:
            return  # erased
        client.force_login(user)
        session = client.session
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
        session.save()

    def ask(self, who: str, method: str, path: str, body: Any = None) -> Answer:
        """A request of `who`'s to the whole app, middleware and all. To be called while it `act`s."""
        client = self.clients[who]
        statements: list[str] = []
        sent = "" if body is None else json.dumps(body)
        with _noted(statements), _weighed() as envelopes:
            response = client.generic(method, path, sent, content_type="application/json")
            content = response.getvalue()
        headers = [
            *response.items(),
            *(("Set-Cookie", each.OutputString()) for each in response.cookies.values()),
        ]
        return Answer(
            response.status_code, tuple(sorted(headers)), content, tuple(statements), tuple(envelopes)
        )

    def beat(self) -> None:
        """What beat starts now and then. To be called while it `act`s."""
        for task in (
            ritual.lapse_and_open_check_ins,
            reminders.plan_reminders,
            reminders.deliver_due_reminders,
        ):
            task()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is in the tables, whatever the app would say."""
        with self.database.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [tuple(row) for row in cursor.fetchall()]


#: Named after the thread and a counter.
_SAVEPOINT = re.compile(r'"s\d+_x\d+"')


#: While somebody looks who is not the app: a mutant is to be caught by what it tells, not by how it came to know.
looking_aside: ContextVar[bool] = ContextVar("looking_aside", default=False)


@contextmanager
def _noted(statements: list[str]) -> Iterator[None]:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not looking_aside.get():
            statements.append(_SAVEPOINT.sub("savepoint", sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


@contextmanager
def _weighed() -> Iterator[list[tuple[str, int]]]:
    """The sizes of the envelopes that are sealed and opened meanwhile: by the real functions."""
    sizes: list[tuple[str, int]] = []
    seal, open_envelope = keys.seal, keys.open_envelope

    def sealing(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
        envelope = seal(key, plaintext, aad=aad)
        sizes.append(("sealed", len(envelope)))
        return envelope

    def opening(key: bytes, envelope: bytes, *, aad: bytes) -> bytes:
        if not looking_aside.get():
            sizes.append(("opened", len(envelope)))
        return open_envelope(key, envelope, aad=aad)

    vars(keys).update(seal=sealing, open_envelope=opening)
    try:
        yield sizes
    finally:
        vars(keys).update(seal=seal, open_envelope=open_envelope)
