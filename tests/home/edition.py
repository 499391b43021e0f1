"""Run the home edition as its users do, with a volume and a certificate of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.deploy.compose import ROOT
from tests.local.one_command import newcomers_environment
from tests.services.ports import free_port

#: Seconds within which it has started, also on a busy machine.
START_LIMIT = 120.0
MIB = 2**20
#: The program that runs it: this Python, or one that enters a built image (tests/home/python_of_image).
PYTHON = os.environ.get("HOME_EDITION_PYTHON", sys.executable)


@dataclass(frozen=True, slots=True)
class HomeEdition:
    """A running home edition at `origin`; `log` is what it has printed."""

    origin: str
    port: int
    volume: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        """Return what it and its processes have printed."""
        return self.log.read_text(errors="replace")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command as `docker exec` would."""
        return manage(self.environment, *arguments)

    def memory(self) -> float:
        """Return the memory of all its processes in MiB; what they share counts once."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        shares: list[int] = [each.memory_full_info().pss for each in family]
        return sum(shares) / MIB


def environment(volume: Path, *, origin: str, **more: str) -> dict[str, str]:
    """Return the environment of its container."""
    return {
        **newcomers_environment(),
        "MODE": "home",
        "DATA_DIR": str(volume),
        "ORIGIN": origin,
        "OPERATOR_NAME": "Robin",
        # localhost is no public domain.
        "VAPID_SUBJECT": "mailto:robin@example.org",
        **more,
    }


def manage(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command."""
    command = [PYTHON, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=dict(env), capture_output=True, text=True, timeout=START_LIMIT, check=False
    )


def start(
    env: Mapping[str, str], volume: Path, log: Path, *, port: int, host: str = "127.0.0.1"
) -> subprocess.Popen[bytes]:
    """Start it without waiting."""
    command = [
        PYTHON,
        "-m",
        "project.home",
        "--data",
        str(volume),
        "--port",
        str(port),
        "--host",
        host,
    ]
    with log.open("ab") as out:
        return subprocess.Popen(command, cwd=ROOT, env=dict(env), stdout=out, stderr=subprocess.STDOUT)


@dataclass(frozen=True, slots=True)
class Ports:
    """Of the app itself, and of its own proxy."""

    app: int = field(default_factory=free_port)
    tls: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)


@contextmanager
def running(folder: Path, ports: Ports | None = None, **more: str) -> Iterator[HomeEdition]:
    """Run it with its volume in `folder`, and stop it at the end. Fails with what it printed if it does not start."""
    ports = ports or Ports()
    port, tls, plain = ports.app, ports.tls, ports.plain
    origin, volume, log = f"https://localhost:{tls}", folder / "data", folder / f"log-{uuid.uuid4().hex}"
    own_tls = {"OWN_TLS": "true", "HTTP_PORT": str(plain)}
    env = environment(volume, origin=origin, **own_tls, **more)
    process = start(env, volume, log, port=port)
    try:
        until = time.monotonic() + START_LIMIT
        while "Side by Side is at" not in log.read_text(errors="replace"):
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < until, log.read_text(errors="replace")
            time.sleep(0.05)
        yield HomeEdition(origin, port, volume, env, process, log)
    finally:
        process.terminate()
        process.wait(timeout=60)


def refused(folder: Path, env: Mapping[str, str]) -> str:
    """Start it, expect that it ends by itself with code 1, and return what it printed."""
    log = folder / "refused"
    process = start(env, Path(env["DATA_DIR"]), log, port=free_port())
    assert process.wait(timeout=START_LIMIT) == 1, log.read_text()
    return log.read_text(errors="replace")
