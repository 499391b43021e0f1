"""Run a Valkey server for tests. Its program comes from a Python wheel, and it listens on a unix socket."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project.local import processes, valkey


@contextmanager
def valkey_server(folder: Path) -> Iterator[str]:
    """Run a Valkey server with its files in `folder` during the `with` block, and yield its `unix://` URL.

    Raises RuntimeError if the server does not answer within a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "valkey.log").open("ab") as log:
        process = processes.start(valkey.command(folder), log=log)
        try:
            deadline = time.monotonic() + 60
            while not answers(folder):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"Valkey did not start; see {folder / 'valkey.log'}.")
                time.sleep(0.02)
            yield valkey.url(folder)
        finally:
            processes.stop([process])


def answers(folder: Path) -> bool:
    """Return whether the Valkey server in `folder` answers PING."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(valkey.socket_path(folder)))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
