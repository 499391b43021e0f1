"""A push service on loopback that replies as a test says, and a browser that decrypts the received pushes.

The service receives real pushes over HTTP, encrypted and signed. `http_ece` decrypts them, independently of our
encryption code.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass(frozen=True, slots=True)
class Push:
    """One received push request. Header names are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    received_at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """The way in which the push service replies to one request.

    `how` is "answer" (after `delay` seconds), "hang" (no reply), "reset" (reset the connection) or "drip" (send the
    response headers one byte at a time).
    """

    status: int = 201
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0
    how: Literal["answer", "hang", "reset", "drip"] = "answer"


class PushService:
    """A push service for a test. It runs as long as a `with PushService() as service:` block.

    `service.endpoint("ada")` returns an endpoint URL. `service.to(endpoint)` returns the pushes to this endpoint.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self.forget()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.forget()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def forget(self) -> None:
        """Delete received pushes and configured replies, and end waiting requests, before the next test."""
        with self._changed:
            self._received: dict[str, list[Push]] = defaultdict(list)
            self._script: dict[str, deque[Reply]] = defaultdict(deque)
            self._always: dict[str, Reply] = {}
            self._connections: set[int] = set()
            #: Number of requests without a reply so far, and the highest such number.
            self.open = self.most_open = 0
            waiting, self._closing = self._closing, threading.Event()
        waiting.set()

    @property
    def port(self) -> int:
        """Port on 127.0.0.1 at which the service listens."""
        return int(self._server.server_address[1])

    @property
    def connections(self) -> int:
        """Number of connections opened so far. A reused connection counts once."""
        return len(self._connections)

    def endpoint(self, name: str) -> str:
        """Return an endpoint of this service. The name may be any string."""
        return f"http://127.0.0.1:{self.port}/push/{name}"

    def script(self, endpoint: str, *replies: Reply) -> None:
        """Answer the next requests to this endpoint with these replies, and later requests with 201."""
        with self._changed:
            self._script[_path(endpoint)].extend(replies)

    def always(self, endpoint: str, reply: Reply) -> None:
        """Answer every request to this endpoint with this reply, after the replies of `script`."""
        with self._changed:
            self._always[_path(endpoint)] = reply

    def to(self, endpoint: str) -> list[Push]:
        """Return all pushes received for this endpoint, oldest first, whatever the reply was."""
        with self._changed:
            return list(self._received[_path(endpoint)])

    def wait(self, endpoint: str, *, after: int = 0, seconds: float = 60) -> Push:
        """Wait for push number `after` + 1 to this endpoint, and return it.

        Raises TimeoutError if the push does not arrive within `seconds`.
        """
        path = _path(endpoint)
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._received[path]) > after, seconds):
                raise TimeoutError(f"no push number {after + 1} came to {path}")
            return self._received[path][after]

    def _take(self, push: Push, connection: int) -> tuple[Reply, threading.Event]:
        """Store a received push. Return the reply for the push, and an event.

        `forget` sets the event to end replies that hang. `connection` is the client's port, which identifies the
        connection.
        """
        with self._changed:
            self._received[push.path].append(push)
            self._connections.add(connection)
            self.open += 1
            self.most_open = max(self.most_open, self.open)
            self._changed.notify_all()
            script = self._script[push.path]
            reply = script.popleft() if script else self._always.get(push.path, Reply())
            return reply, self._closing

    def _through(self, closing: threading.Event) -> None:
        with self._changed:
            if closing is self._closing:
                self.open -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    #: Size of the queue of new connections. If the queue is full, a client tries again only after a second.
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], service: PushService) -> None:
        super().__init__(address, _Handler)
        self.service = service

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print no error if a client closes the connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        service = self.server.service
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply, closing = service._take(Push(self.path, headers, body, time.time()), self.client_address[1])
        try:
            self._answer(reply, closing)
        finally:
            service._through(closing)

    def _answer(self, reply: Reply, closing: threading.Event) -> None:
        if reply.how == "hang":
            closing.wait(60)
            self.close_connection = True
            return
        if reply.how == "reset":
            # With SO_LINGER at 0 seconds, closing the socket sends a TCP reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.rfile.close()
            self.wfile.close()
            self.connection.close()
            self.close_connection = True
            return
        if reply.how == "drip":
            for byte in b"HTTP/1.1 201 Created\r\n" + b"X-Drip: drip\r\n" * 1000:
                if closing.wait(0.2):
                    break
                self.wfile.write(bytes([byte]))
            self.close_connection = True
            return
        if reply.delay:
            closing.wait(reply.delay)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Print no log line for a request."""


class Browser:
    """A simulated browser with a push subscription. It has the subscription's keys, and decrypts pushes with them."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = os.urandom(16)
        #: The decrypted pushes, by their encrypted bodies. Many tests read all pushes again and again.
        self._decrypted: dict[bytes, bytes] = {}

    @property
    def keys(self) -> dict[str, str]:
        """The browser's keys, as `keys` in the result of `PushSubscription.toJSON()`."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": _b64(point), "auth": _b64(self._secret)}

    def subscription(self) -> dict[str, Any]:
        """Return the subscription as `PushSubscription.toJSON()` does in a browser."""
        return {"endpoint": self.endpoint, "keys": self.keys}

    def read(self, push: Push) -> Any:
        """Decrypt a push as a browser does, and return its JSON."""
        return json.loads(self.decrypt(push.body))

    def decrypt(self, body: bytes) -> bytes:
        """Decrypt the body of a push request, and return the plain bytes."""
        if body not in self._decrypted:
            self._decrypted[body] = http_ece.decrypt(
                body, private_key=self._key, auth_secret=self._secret, version="aes128gcm"
            )
        return self._decrypted[body]


def _path(endpoint: str) -> str:
    return urlsplit(endpoint).path


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
