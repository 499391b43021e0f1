"""Limit how long a request body may take to arrive. Without the limit, a few slow clients could block the site.

Granian, the web server, hands a request to a thread as soon as the headers have arrived. Reading the body then blocks
that thread. So each process has `READERS` extra threads, and reads at most `READERS` bodies at once. A connection
whose body takes too long is shut down. Behind a proxy that buffers bodies, no body is slow.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger(__name__)

App = Callable[[dict[str, Any], Any], Iterable[bytes]]

#: Number of bodies that one process reads at once. The web server has this many extra threads.
READERS = 32
#: Number of requests that one process handles at once, after their bodies have arrived.
AT_ONCE = 8
#: Seconds that a body may take, from the end of the request's headers to the end of the body.
SECONDS = 20.0
_LOOK_EVERY = 0.5

_TRY_LATER = b'{"error": {"code": "try_later", "message": "This is not possible right now. Try again soon."}}'
_TOO_SLOW = b'{"error": {"code": "too_slow", "message": "That took too long to arrive. Try again."}}'

# Offset in struct tcp_info of the milliseconds since the last data was sent (linux/tcp.h).
_TCP_INFO_SIZE, _LAST_DATA_SENT = 104, 44


class SlowBodies:
    """WSGI middleware that reads each body before the app sees the request.

    `largest` is a function that returns the size in bytes that a body for the given path may have. The middleware does
    not read a longer body, and the app refuses the request.
    """

    def __init__(
        self,
        app: App,
        *,
        largest: Callable[[str], int],
        seconds: float = SECONDS,
        readers: int = READERS,
        at_once: int = AT_ONCE,
    ) -> None:
        self._app, self._largest = app, largest
        self._readers, self._workers = threading.Semaphore(readers), threading.Semaphore(at_once)
        self._deadlines = Deadlines(seconds)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Read the body, then call the app. Respond 503 if too many bodies are arriving, and 408 for a late body."""
        given = environ.get("CONTENT_LENGTH") or ""
        length = int(given[:12]) if given.isdecimal() else 0
        if 0 < length <= self._largest(environ.get("PATH_INFO", "")):
            if not self._readers.acquire(blocking=False):
                log.warning("bodies_refused")
                return _refuse(start_response, "503 Service Unavailable", _TRY_LATER)
            try:
                with self._deadlines.reading_from(environ.get("REMOTE_ADDR", "")):
                    body = environ["wsgi.input"].read(length)
            finally:
                self._readers.release()
            if len(body) < length:
                return _refuse(start_response, "408 Request Timeout", _TOO_SLOW)
            environ["wsgi.input"] = io.BytesIO(body)
        with self._workers:
            return self._app(environ, start_response)


def _refuse(start_response: Any, status: str, body: bytes) -> list[bytes]:
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", "5"),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [body]


class Deadlines:
    """Deadlines for the request bodies that are being read. A connection is shut down if its body misses the deadline.

    A WSGI server does not reveal which connection a request uses. So if a body is late, this class shuts down all
    silent connections with the client's address. A connection is silent if this process has sent nothing on it for
    `seconds`. This also ends idle connections, which no one misses.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._reading: dict[object, tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._watching = False

    @contextlib.contextmanager
    def reading_from(self, address: str) -> Iterator[None]:
        """Set a deadline for the body that the `with` block reads from this client address.

        The end of the block removes the deadline.
        """
        mine = object()
        with self._lock:
            self._reading[mine] = (address, time.monotonic() + self._seconds)
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, name="slow-bodies", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                del self._reading[mine]

    def _watch(self) -> None:
        while True:
            time.sleep(min(_LOOK_EVERY, self._seconds / 4))
            with self._lock:
                if not self._reading:
                    self._watching = False
                    return
                now = time.monotonic()
                overdue = {address for address, deadline in self._reading.values() if deadline <= now}
            for address in overdue:
                log.warning("bodies_too_slow", connections=shut_down_silent(address, self._seconds))


def shut_down_silent(address: str, seconds: float) -> int:
    """Shut down this process's silent TCP connections with `address`. Return their number.

    A connection is silent if this process has sent nothing on it for `seconds`. Only Linux reports the time of the
    last send. On other systems, no connection is shut down.
    """
    found = 0
    for entry in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as connection:
            if _is_peer(connection, address) and _silent_for(connection) >= seconds:
                connection.shutdown(socket.SHUT_RDWR)
                found += 1
    return found


def _is_peer(connection: socket.socket, address: str) -> bool:
    if connection.family not in {socket.AF_INET, socket.AF_INET6} or connection.type != socket.SOCK_STREAM:
        return False
    # The peer must match: the process also has connections to, for example, the database.
    return bool(str(connection.getpeername()[0]).removeprefix("::ffff:") == address.removeprefix("::ffff:"))


def _silent_for(connection: socket.socket) -> float:
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO_SIZE)
    return float(struct.unpack_from("=I", info, _LAST_DATA_SENT)[0]) / 1000
