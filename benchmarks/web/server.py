"""Run one web server process for measurements."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def web_server(port: int, *, threads: int, environment: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run the app on Granian with one worker during the `with` block, and yield the process id of Granian.

    `environment` is added to the environment variables of the server.
    """
    server = subprocess.Popen(
        [
            str(Path(sys.executable).parent / "granian"),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            "1",
            "--blocking-threads",
            str(threads),
            "--no-ws",
            "--log-level",
            "warning",
            "project.wsgi:application",
        ],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
    try:
        _wait(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not get ready.")
