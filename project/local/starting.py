"""Steps of each command that starts the app: lock the data folder, check the port, wait for the web server."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
import urllib.error
import urllib.request
from typing import TextIO

from project.local.supervise import Supervisor

#: Seconds within which the web server has to respond.
PATIENCE = 180


class Refused(Exception):
    """Raised if the start can't continue. The message says why, and what to do if that is known."""


def require_free(port: int) -> None:
    """Raise Refused if the port of this machine can't be used, usually because another process listens on it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Refused(f"Port {port} is taken. Choose another: PORT={port + 1}") from error


def take(lock: TextIO) -> None:
    """Lock the data folder for this process. `lock` is the folder's open lock file.

    Raises Refused if the process that locked the folder still runs. If that process was killed, its watchdog keeps the
    lock until the killed process's children have ended. In this case, wait for the lock.
    """
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip()
            if owner and _is_running(int(owner)):
                raise Refused(f"It is running already, as process {owner}. Stop that one first.") from None
            time.sleep(0.1)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until_ready(
    supervisor: Supervisor, port: int, *, name: str = "web", path: str = "/health/ready"
) -> None:
    """Wait until the server process `name` responds without an HTTP error at this port and path.

    Raises Died if one of the supervisor's processes ends, and Refused after `PATIENCE` seconds.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        supervisor.check()
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).close()
            return
        time.sleep(0.05)
    raise Refused(f"{name} did not answer within {PATIENCE} s. {supervisor.where(name)}")
