"""Run the whole app as real processes for the browser tests: web, worker, beat, PostgreSQL, Valkey, SMTP, push service.

Only the clock is faked. All processes listen on loopback. They run during the `with` block of `running`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from project.local import commands
from tests.browser.app_code import AppCode
from tests.browser.clock import Clock
from tests.services.mail import MailSink
from tests.services.migrated import MigratedDatabases
from tests.services.ports import free_port
from tests.services.postgres import Postgres, postgres
from tests.services.push import PushService
from tests.services.valkey import valkey_server

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
#: Seconds that a test waits for anything. After that it fails. Long enough for a busy machine.
PATIENCE = 90.0
STOP_LIMIT = 15.0


@dataclass(frozen=True, slots=True)
class Stack:
    """A running app: its address and environment, and the local services that receive its e-mails and pushes."""

    origin: str
    clock: Clock
    database: Postgres
    mail: MailSink
    pushes: PushService
    environment: dict[str, str]
    code: AppCode
    #: The folder with the services' files. `running` also writes each process's log there, such as `worker.log`.
    folder: Path
    #: The checkout whose code runs.
    root: Path = ROOT

    def run(self, code: str) -> None:
        """Run Python code with the app's settings and database. If the code fails, raise RuntimeError."""
        self.code.run(code)

    def manage(self, *arguments: str) -> str:
        """Run a management command with the stack's environment, and return its output.

        Raise CalledProcessError if the command fails.
        """
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.root,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout


@contextmanager
def running(folder: Path, migrated: MigratedDatabases) -> Iterator[Stack]:
    """Run the app and its services during the `with` block, with their files in `folder`.

    `migrated` creates the database's tables. Raise RuntimeError if a process doesn't start.
    """
    with services(folder) as stack:
        migrated.fill(stack.database)
        with serving(stack, folder):
            yield stack


@contextmanager
def services(folder: Path) -> Iterator[Stack]:
    """Run the services that the app needs during the `with` block, but not the app itself.

    The services are PostgreSQL, Valkey, an SMTP server and a push service. Their files are in `folder`.
    """
    with ExitStack() as ending:
        mail = ending.enter_context(MailSink())
        pushes = ending.enter_context(PushService())
        database = ending.enter_context(postgres())
        database.forgo_durability()
        redis = ending.enter_context(valkey_server(folder / "valkey"))
        clock = Clock(folder / "clock")
        origin = f"http://localhost:{free_port()}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "MODE": "test",
            "CLOCK_FILE": str(clock.file),
            "DATABASE_URL": database.url,
            "REDIS_URL": redis,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "ORIGIN": origin,
            "PUSH_ALLOW_LOOPBACK": "true",
            "PYTHONPATH": str(ROOT),
            "WORKER_ALIVE_FILE": str(folder / "worker-alive"),
        }
        environment.pop("PYTEST_CURRENT_TEST", None)
        code = AppCode(environment, ROOT, folder / "code.log")
        ending.callback(code.close)
        yield Stack(origin, clock, database, mail, pushes, environment, code, folder)


@contextmanager
def serving(stack: Stack, folder: Path) -> Iterator[None]:
    """Run the app's processes during the `with` block, from the code in `stack.root`.

    The database must be migrated. `folder` gets the logs.
    """
    port = int(stack.origin.rsplit(":", 1)[1])
    with ExitStack() as ending:
        # The same commands as `make run` and docker-compose.yml.
        processes = {
            "web": commands.web(host="127.0.0.1", port=port, threads=4),
            "worker": commands.worker(),
            "beat": commands.beat(schedule=folder / "beat"),
        }
        started = [
            ending.enter_context(_process(folder / f"{name}.log", command, stack))
            for name, command in processes.items()
        ]
        _wait_for(f"http://127.0.0.1:{port}/health/ready", folder / "web.log")
        yield
        for process in started:
            # Stop all processes at the same time, because each takes seconds.
            process.terminate()


@contextmanager
def web_on_sqlite(
    stack: Stack, folder: Path, migrated: MigratedDatabases, *, settings: str
) -> Iterator[Stack]:
    """Run another web server during the `with` block, with SQLite and without Redis. Yield a stack for this server.

    `settings` is the name of the server's settings module. The log and the database are in `folder`. `migrated` creates
    the database.
    """
    environment = {
        **stack.environment,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": migrated.sqlite(folder / "side-by-side.sqlite3"),
        "REDIS_URL": "",
    }
    own = replace(stack, environment=environment)
    with another_web(own, folder, settings=settings) as origin:
        yield replace(own, origin=origin, environment={**environment, "ORIGIN": origin})


@contextmanager
def another_web(stack: Stack, folder: Path, *, settings: str) -> Iterator[str]:
    """Run a second web server of the app during the `with` block. Yield its origin, such as "http://localhost:8000".

    `settings` is the name of the server's settings module. `folder` gets the log.
    """
    port = free_port()
    origin = f"http://localhost:{port}"
    environment = {**stack.environment, "DJANGO_SETTINGS_MODULE": settings, "ORIGIN": origin}
    log = folder / "another-web.log"
    command = commands.web(host="127.0.0.1", port=port, threads=2)
    with _process(log, command, replace(stack, environment=environment)):
        _wait_for(f"http://127.0.0.1:{port}/health/ready", log)
        yield origin


@contextmanager
def _process(log: Path, command: list[str], stack: Stack) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]],
            cwd=stack.root,
            env=stack.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_LIMIT)


def _wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The web server did not get ready:\n{log.read_text()[-2000:]}")
