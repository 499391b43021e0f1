"""A load generator that needs little CPU, so that the server is the bottleneck.

The requests are a fixed list of prepared bytes. They go to loopback over kept-alive sockets. A run has a time limit.
Any response but 2xx ends the run, so that a fast error does not count as a fast response.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Result of a load test: responses per second over the whole test, and unsorted latencies in seconds."""

    per_second: float
    latencies: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """Return the latency percentile in seconds. `share` is from 0 to 1: 0.99 is the 99th percentile."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Connection:
    __slots__ = ("buffer", "sent_at", "sock")

    def __init__(self, port: int) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.sock.sendall(request)

    def complete(self) -> bool:
        """Read from the socket, and return whether the whole response has arrived.

        Raises RuntimeError if the response is not 2xx, or if the server closed the connection.
        """
        data = self.sock.recv(262_144)
        if not data:
            raise RuntimeError("The server closed a connection.")
        self.buffer += data
        head, separator, rest = self.buffer.partition(b"\r\n\r\n")
        if not separator:
            return False
        lower = head.lower()
        at = lower.index(b"content-length:")
        length = int(lower[at + 15 :].split(b"\r\n", 1)[0])
        if len(rest) < length:
            return False
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{head.splitlines()[0]!r} {rest[:300]!r}")
        return True


def run(port: int, requests: Sequence[bytes], *, connections: int) -> LoadResult:
    """Send every request once, over several connections at the same time, and return how fast the responses came.

    `connections`: the number of connections. Each connection waits for a response before it sends the next request.
    Raises RuntimeError if a response is not 2xx, if the server closes a connection, or if the run takes longer than
    `TIME_LIMIT` seconds.
    """
    selector = selectors.DefaultSelector()
    waiting = iter(requests)
    latencies: list[float] = []
    started = time.perf_counter()
    for _, request in zip(range(connections), waiting, strict=False):
        connection = _Connection(port)
        selector.register(connection.sock, selectors.EVENT_READ, connection)
        connection.send(request)
    while len(latencies) < len(requests):
        if time.perf_counter() - started > TIME_LIMIT:
            raise RuntimeError(f"Only {len(latencies)} of {len(requests)} answers within {TIME_LIMIT:.0f} s.")
        for key, _events in selector.select(timeout=10):
            connection = key.data
            if connection.complete():
                latencies.append(time.perf_counter() - connection.sent_at)
                following = next(waiting, None)
                if following is not None:
                    connection.send(following)
    elapsed = time.perf_counter() - started
    for key in list(selector.get_map().values()):
        key.data.sock.close()
    return LoadResult(per_second=len(requests) / elapsed, latencies=tuple(latencies))


def encode(
    method: str, path: str, *, cookie: str = "", csrf: str = "", person: str = "", body: bytes = b""
) -> bytes:
    """Return an HTTP/1.1 request as bytes.

    `cookie`: the value of the Cookie header. `csrf`: the CSRF token. `person`: the id of the person whose page sends
    the request.
    """
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if csrf:
        lines += [f"X-CSRFToken: {csrf}", "Referer: http://localhost/", "Origin: http://localhost"]
    if person:
        lines.append(f"X-Person: {person}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
