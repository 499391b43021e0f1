"""One of the two worlds: the real app on its own database, with the requests and messages of its two people."""

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
    """The response to one request, and the work that it took.

    `statements` are the SQL statements without their values. `envelopes` are ("sealed", size) or ("opened", size), in
    bytes, for each text that was encrypted or decrypted.
    """

    status: int
    headers: Headers
    body: bytes
    statements: tuple[str, ...]
    envelopes: tuple[tuple[str, int], ...]

    @property
    def text(self) -> bytes:
        """The body of the response or, if the body is a ZIP archive, the contents of all files in the archive."""
        if not self.body.startswith(b"PK"):
            return self.body
        with zipfile.ZipFile(io.BytesIO(self.body)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())


@dataclass(frozen=True, slots=True)
class Message:
    """A push or an e-mail to the reader. `length` is the size in bytes as sent (a push is sent encrypted)."""

    channel: str
    headers: Headers
    plain: bytes
    length: int


class Postman:
    """Access to the pushes and e-mails that the reader received.

    Both worlds share one push service and one mailbox, so fetch the messages of one world before the other world acts.
    """

    def __init__(self, pushes: PushService, browser: Browser, address: str) -> None:
        self.pushes, self.browser, self.address = pushes, browser, address
        self._fetched = 0
        self.fetch()

    def fetch(self) -> tuple[Message, ...]:
        """Return the messages that arrived for the reader since the last fetch."""
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
        # Messages of one batch are sent concurrently, so they arrive in any order.
        return tuple(sorted(news, key=lambda message: (message.channel, message.plain)))


#: Headers that differ between connections, or hold a signature that no two tokens share (RFC 8292).
_UNEVEN = {"authorization", "host", "connection"}


#: The MIME boundary, which is random for each e-mail.
_BOUNDARY = re.compile(rb"={15}\d+==")


def _sorted(headers: Any) -> Headers:
    return tuple(sorted((name, value) for name, value in headers.items() if name not in _UNEVEN))


class World:
    """One of the two worlds: a database with its cache, and one test client for each person."""

    def __init__(self, name: str) -> None:
        self.name, self.database = name, Database()
        self.clients = {name: Client(raise_request_exception=False) for name in ("reader", "author")}

    def begin(self, base: Database) -> None:
        """Copy the database `base` into this world."""
        self.database.copy(base.connection)

    @contextmanager
    def act(self, stream: str) -> Iterator[None]:
        """Run the app in this world within the `with` block. Equal `stream` names give equal random values."""
        with self.database.in_use(), drawn_from(stream):
            yield

    def sign_in(self, who: str, user_id: UUID) -> None:
        """Give this person a new session, as after confirming an e-mailed code. Call this method within `act`."""
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
        """Send a request as `who` ("reader" or "author") to the app with all its middleware. Call this within `act`."""
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
        """Run the tasks that Celery's beat starts periodically. Call this method within `act`."""
        for task in (
            ritual.lapse_and_open_check_ins,
            reminders.plan_reminders,
            reminders.deliver_due_reminders,
        ):
            task()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run this SQL in the world's database and return the rows."""
        with self.database.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [tuple(row) for row in cursor.fetchall()]


#: The name of a savepoint, which Django makes from the thread and a counter.
_SAVEPOINT = re.compile(r'"s\d+_x\d+"')


#: True while a mutant looks up the partner's data. This work is not counted as the app's: a mutant must be caught by
#: what it discloses, not by the work of looking it up.
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
    """Yield a list, to which an entry is added for each text that is encrypted or decrypted within the `with` block.

    An entry is ("sealed", size) or ("opened", size), in bytes. Encryption and decryption work as usual.
    """
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
