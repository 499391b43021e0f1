"""An SMTP server on loopback that stores every e-mail, unless a test makes it refuse e-mails."""

from __future__ import annotations

import asyncio
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.services.ports import free_port


@dataclass(frozen=True, slots=True)
class Mail:
    """One received e-mail."""

    to: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject line of the e-mail."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain-text part of the e-mail."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part, or an empty string if the e-mail has no HTML part."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part else ""


class MailSink:
    """An SMTP server that stores e-mails for a test. It runs as long as a `with MailSink() as sink:` block.

    It listens on 127.0.0.1:`sink.port`. `sink.to(address)` returns the e-mails that it has received for an address.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self._mails: list[Mail] = []
        self._refusals: dict[str, str] = {}
        self._changed = threading.Condition(threading.RLock())
        self._controller = Controller(
            _Handler(self),
            hostname="127.0.0.1",
            port=self.port,
            ready_timeout=60,
            # Without a name, the server would ask for this machine's name in the DNS for each connection.
            server_hostname="localhost",
            auth_require_tls=False,
            authenticator=lambda *_: AuthResult(success=False, handled=False),
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._controller.stop()

    def forget(self) -> None:
        """Delete all received e-mails and configured refusals, so that the next test finds a fresh server."""
        with self._changed:
            self._mails.clear()
            self._refusals.clear()

    def refuse(self, address: str, reply: str) -> None:
        """Reply to RCPT commands for this address with this line, e.g. `550 no such mailbox`.

        An empty line makes the server accept the address again.
        """
        self._refusals[address] = reply

    def refuse_data(self, reply: str) -> None:
        """Reply to every DATA command with this line. An empty line makes the server accept e-mails again."""
        self._refusals["DATA"] = reply

    def refuse_sender(self, reply: str) -> None:
        """Reply to every MAIL command with this line. An empty line makes the server accept senders again."""
        self._refusals["MAIL"] = reply

    def hang_up(self) -> None:
        """From now on, close the connection during every DATA command, without a reply."""
        self._refusals["DATA"] = "-"

    def hang(self) -> None:
        """Send no reply to DATA commands, until the test calls `forget` or `refuse_data`."""
        self._refusals["DATA"] = "..."

    def to(self, address: str) -> list[Mail]:
        """Return the e-mails received for this address, oldest first."""
        with self._changed:
            return [mail for mail in self._mails if mail.to == address]

    def wait(self, address: str, *, after: int = 0, seconds: float = 60) -> Mail:
        """Wait for e-mail number `after` + 1 to this address, and return it.

        Raises TimeoutError if the e-mail does not arrive within `seconds`.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.to(address)) > after, seconds):
                raise TimeoutError(f"no mail number {after + 1} came")
            return self.to(address)[after]

    def _take(self, address: str, content: bytes) -> None:
        parsed = BytesParser(policy=email.policy.default).parsebytes(content)
        with self._changed:
            self._mails.append(Mail(address, parsed))
            self._changed.notify_all()


class _Handler:
    def __init__(self, sink: MailSink) -> None:
        self._sink = sink

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Accept the sender and return "250 OK", or return the refusal that a test has set for senders."""
        if refusal := self._sink._refusals.get("MAIL"):
            return refusal
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Accept the recipient and return "250 OK", or return the refusal that a test has set for this address."""
        if refusal := self._sink._refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Store the e-mail and return "250 kept", unless a test has set another behaviour, such as a refusal."""
        refusal = self._sink._refusals.get("DATA")
        if refusal == "-":
            server.transport.abort()
            return "451 nobody hears this"
        while self._sink._refusals.get("DATA") == "...":
            await asyncio.sleep(0.02)
            refusal = "451 too late"
        if refusal:
            return refusal
        for address in envelope.rcpt_tos:
            self._sink._take(address, envelope.content)
        return "250 kept"


@contextmanager
def greets_with(line: bytes) -> Iterator[int]:
    """Yield the port of a mail server that sends this line to every client and closes the connection."""

    class Greeting(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(line)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Greeting) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(5)
