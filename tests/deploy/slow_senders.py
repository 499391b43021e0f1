"""Clients that send a request body very slowly, one byte at a time."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

#: Number of slow clients: more than the web server's worker threads.
SENDERS = 24
_TOKEN = b"t" * 32
#: Start of the request. Its CSRF token is valid: without one, the app refuses the request before it reads the body.
HEAD = (
    b"POST /_allauth/browser/v1/auth/code/request HTTP/1.1\r\nHost: localhost\r\n"
    b"Cookie: csrftoken=%s\r\nX-CSRFToken: %s\r\n"
    b"Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{"
) % (_TOKEN, _TOKEN)


@contextmanager
def slow_senders(connect: Callable[[], socket.socket], count: int = SENDERS) -> Iterator[list[socket.socket]]:
    """Open `count` connections with `connect`, and yield the connections.

    Each connection sends one byte of a request body every half second, until the block ends.
    """
    stop = threading.Event()
    with ExitStack() as ending:
        connections = [ending.enter_context(closing(connect())) for _ in range(count)]
        for connection in connections:
            connection.sendall(HEAD)

        def drip() -> None:
            while not stop.wait(0.5):
                for connection in connections:
                    with contextlib.suppress(OSError):
                        connection.sendall(b" ")

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            yield connections
        finally:
            stop.set()
            dripping.join()
