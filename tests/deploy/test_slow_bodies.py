"""Without a proxy, slow request bodies don't block other requests, and their connections are closed."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.browser.stack import Stack
from tests.deploy.slow_senders import slow_senders
from tests.deploy.web import START_LIMIT, Web, environment
from tests.services.migrated import MigratedDatabases

pytestmark = pytest.mark.stack


@dataclass(frozen=True, slots=True)
class _Client:
    """A client of the web server at this port of this machine."""

    port: int

    def connect(self) -> socket.socket:
        """Open a new TCP connection to the web server."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def get(self) -> int:
        """Send a GET request and return the response's status."""
        return requests.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=30).status_code

    def post(self) -> int:
        """Send a POST request with a small body and return the response's status."""
        address = f"http://127.0.0.1:{self.port}/api/v1/nothing"
        return requests.post(address, json={"a": 1}, timeout=30).status_code


def test_requests_are_answered_while_others_send_slowly(stack: Stack) -> None:
    port = urlsplit(stack.origin).port
    assert port
    client = _Client(port)
    with slow_senders(client.connect):
        assert [client.get() for _ in range(14)] == [200] * 14
        assert client.post() == 403


def test_a_body_that_takes_too_long_ends_with_its_connection(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    web = Web(tmp_path, environment(DATABASE_URL=migrated.sqlite(tmp_path / "db.sqlite3")))
    client = _Client(web.port)
    web.start(app="tests.deploy.one_second_bodies:application")
    try:
        # More bodies than the server reads at once: some are refused, and the others' connections are shut down.
        with slow_senders(client.connect, 40) as connections:
            ends = [_read(each) for each in connections]
            assert any(b" 503 " in end for end in ends)
            assert all(end == b"" or b" 503 " in end or b" 408 " in end for end in ends)
            assert client.get() == 200
            # The server accepts a body again as soon as it has closed those connections.
            until = time.monotonic() + START_LIMIT
            while (answer := client.post()) == 503 and time.monotonic() < until:
                time.sleep(0.05)
            assert answer == 403
        assert "bodies_too_slow" in web.logged()
    finally:
        web.stop()


def _read(connection: socket.socket) -> bytes:
    """Return all bytes until the server closes or resets the connection. Raises TimeoutError if it does neither."""
    found = b""
    try:
        while part := connection.recv(4096):
            found += part
    except (ConnectionResetError, BrokenPipeError):
        pass
    return found
