"""Run the home edition in tests as its users do, with real processes, a data folder and a TLS certificate."""

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

#: Seconds after which a home edition or one of its commands counts as stuck. A busy machine may need minutes.
START_LIMIT = 600.0
MIB = 2**20
#: The Python that runs the home edition: this one, or a program that runs Python in a built image
#: (tests/home/python_of_image).
PYTHON = os.environ.get("HOME_EDITION_PYTHON", sys.executable)


@dataclass(frozen=True, slots=True)
class HomeEdition:
    """A running home edition (the app as a couple hosts it for themselves) at the URL `origin`.

    Its output goes to the file `log`.
    """

    origin: str
    port: int
    volume: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        """Return the output of the home edition's processes so far."""
        return self.log.read_text(errors="replace")

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command in the home edition's environment, as `docker exec` does."""
        return manage(self.environment, *arguments)

    def memory(self) -> float:
        """Return the memory of all the home edition's processes, in MiB. Memory that they share counts once."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        shares: list[int] = [each.memory_full_info().pss for each in family]
        return sum(shares) / MIB


def environment(volume: Path, *, origin: str, **more: str) -> dict[str, str]:
    """Return the environment variables of a home edition with its data in `volume`, plus the variables in `more`."""
    return {
        **newcomers_environment(),
        "MODE": "home",
        "DATA_DIR": str(volume),
        "ORIGIN": origin,
        "OPERATOR_NAME": "Robin",
        # An address at localhost would be refused, because it is not a public domain.
        "VAPID_SUBJECT": "mailto:robin@example.org",
        **more,
    }


def manage(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command with these environment variables, and return the finished process."""
    command = [PYTHON, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=dict(env), capture_output=True, text=True, timeout=START_LIMIT, check=False
    )


def start(
    env: Mapping[str, str], volume: Path, log: Path, *, port: int, host: str = "127.0.0.1"
) -> subprocess.Popen[bytes]:
    """Start a home edition with its data in the folder `volume`, without waiting until the app is ready.

    The app's output is appended to the file `log`.
    """
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
    """Free ports for a home edition: one for the app, and two for its proxy, for https (`tls`) and http (`plain`)."""

    app: int = field(default_factory=free_port)
    tls: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)


@contextmanager
def running(folder: Path, ports: Ports | None = None, **more: str) -> Iterator[HomeEdition]:
    """Run a home edition with its data in `folder` until the block ends.

    `more` are additional environment variables. Fails with the home edition's output if the start fails.
    """
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
        process.wait(timeout=START_LIMIT)


def refused(folder: Path, env: Mapping[str, str]) -> str:
    """Start a home edition that must refuse to run, and return its output. Fails unless the exit code is 1.

    `folder` gets a file with the output. The data folder is `DATA_DIR` in `env`.
    """
    log = folder / "refused"
    process = start(env, Path(env["DATA_DIR"]), log, port=free_port())
    assert process.wait(timeout=START_LIMIT) == 1, log.read_text()
    return log.read_text(errors="replace")
