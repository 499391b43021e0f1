"""Run the app's processes on real services, and kill processes or stop services during a test.

A process that ends is started again, as a container runtime does. Nothing else helps the app to recover.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
import psycopg
import redis

from project.local import commands, processes, valkey
from tests.deploy.compose import ROOT
from tests.services.postgres import Postgres, postgres
from tests.services.push import Browser, PushService
from tests.services.valkey import answers

PROGRAMS = Path(sys.executable).parent
#: Seconds between two checks for processes that have ended.
RESTARTED_WITHIN = 0.3
#: Seconds after which a database that does not answer counts as stuck. After a crash, a busy machine needs some time.
ANSWERS_WITHIN = 120.0
#: Minimum age in seconds at which `Machine.kill` kills a process: a forked worker, and a process that starts with all
#: its imports. Killing a process before it has begun to work would test nothing.
GROWN_UP, GROWN_UP_ALONE = 3.0, 25.0


@dataclass(frozen=True, slots=True)
class Interruption:
    """A fault that may have stopped a sender between a push and the record of its outcome.

    It happened between the Unix times `began` and `ended`. `leased` has the reminders that any sender held at its end:
    it maps the endpoint to the time when the lease ends.
    """

    began: float
    ended: float
    leased: Mapping[str, float]


class Machine:
    """The app's background processes and their services, which run until the block `with Machine(...)` ends.

    The processes are `workers` Celery workers with two child processes each, `beats` Celery beats, and one poller.
    The services are PostgreSQL, Valkey, and a push service for tests.
    """

    def __init__(self, folder: Path, *, workers: int, beats: int, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self._ending = ExitStack()
        self._commands = {
            **{
                f"worker-{n}": [*commands.worker(concurrency=2), "--hostname", f"w{n}@%h"]
                for n in range(workers)
            },
            **{f"beat-{n}": commands.beat(schedule=folder / f"schedule-{n}") for n in range(beats)},
            "poller": ["python", *commands.poll(alive=folder / "poller-alive")[1:]],
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stop = threading.Event()
        self.kills = 0
        #: Every kill, every end of a process, and every crash of the database.
        self.interruptions: list[Interruption] = []

    def __enter__(self) -> Self:
        self.pushes = self._ending.enter_context(PushService())
        self.browser = Browser(self.pushes.endpoint(""))
        self.postgres: Postgres = self._ending.enter_context(postgres())
        self._valkey = self._start_valkey()
        self._ending.callback(lambda: processes.stop([self._valkey]))
        self._env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": valkey.url(self._folder / "valkey"),
            "PUSH_ALLOW_LOOPBACK": "true",
            "PYTHONPATH": str(ROOT),
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stop.set()
        if hasattr(self, "_keeper"):
            self._keeper.join()
        processes.stop(list(self._running.values()), grace=2)
        self._ending.close()

    def seed(self, **wanted: Any) -> float:
        """Create people and reminders in the database, in a process of the app.

        Return how many seconds this process needed to start.

        `wanted` holds options that `tests.faults.seeding` describes. Five options may be left out: `from` and `began`
        (then they are the present time), and `endpoint`, `p256dh` and `auth` (then the pushes go to the push service
        for tests).
        """
        described = {
            "endpoint": self.pushes.endpoint("person"),
            "from": time.time(),
            "began": time.time(),
            **self.browser.keys,
            **wanted,
        }
        seeding = subprocess.run(
            [sys.executable, "-m", "tests.faults.seeding"],
            input=json.dumps(described).encode(),
            env=self._env,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            timeout=300,
        )
        return float(seeding.stdout)

    def seconds_to_start(self) -> float:
        """Measure how many seconds a process of the app needs at this moment to start."""
        began = time.monotonic()
        command = [sys.executable, "-c", "import django; django.setup()"]
        subprocess.run(command, env=self._env, cwd=ROOT, check=True, timeout=300)
        return time.monotonic() - began

    def due_again_in(self, seconds: float) -> None:
        """Shift the times of all reminders, so that the first reminder is due in `seconds` from now.

        Creating the reminders takes so long that some would be due before the test starts.
        """
        with self.postgres.connect() as connection:
            connection.execute(
                "UPDATE notifications_reminder SET due_at = due_at + d, not_after = not_after + d FROM "
                "(SELECT now() + %s * interval '1 second' - min(due_at) AS d FROM notifications_reminder) AS shift",
                [seconds],
            )

    def start(self) -> None:
        """Start all processes of the app, and start each process again if it ends."""
        for name in self._commands:
            self._launch(name)
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _launch(self, name: str) -> None:
        command = commands.in_folder(PROGRAMS, self._commands[name])
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = processes.start(command, env=self._env, log=log, cwd=ROOT)

    def _keep(self) -> None:
        while not self._stop.wait(RESTARTED_WITHIN):
            began, ended = time.time(), False
            for name, process in list(self._running.items()):
                if process.poll() is not None:
                    # End the processes that it had started, as a container runtime does.
                    processes.end_groups([process.pid], grace=0)
                    self._launch(name)
                    ended = True
            if ended:
                self._interrupted(began)

    def kill(self) -> None:
        """Kill one random process with SIGKILL. Do nothing if all processes that could be killed are still starting.

        Nine times in ten, choose among the workers' child processes and the poller. Once in ten times, choose among the
        main processes of the workers, the beats and the poller.
        """
        anybody = self._chance.random() < 0.1
        names = [name for name in self._running if anybody or not name.startswith("beat")]
        victims = [
            victim
            for name in names
            for victim in self._family(name, leader=anybody or name == "poller")
            if time.time() - victim.create_time() > self._grown_up(victim)
        ]
        if victims:
            with contextlib.suppress(psutil.NoSuchProcess):
                began = time.time()
                # psutil checks that the process id was not reused by another process.
                self._chance.choice(victims).send_signal(signal.SIGKILL)
                self.kills += 1
                self._interrupted(began)

    def crash_database(self) -> None:
        """Stop the database abruptly, as a power cut would, and start it again."""
        began = time.time()
        self.postgres.crash()
        self._interrupted(began)

    def _interrupted(self, began: float) -> None:
        """Note a fault, with the leases that the database holds after it. Wait until the database can be asked."""
        deadline = time.monotonic() + ANSWERS_WITHIN
        while not self._stop.is_set():
            try:
                with self.postgres.connect() as connection:
                    leases = connection.execute(
                        "SELECT s.endpoint, r.leased_until FROM notifications_reminder r "
                        "JOIN notifications_pushsubscription s ON s.user_id = r.user_id "
                        "WHERE r.state = 'pending' AND r.leased_until IS NOT NULL"
                    ).fetchall()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "the database does not answer"
                self._stop.wait(RESTARTED_WITHIN)
            else:
                leased = {endpoint: until.timestamp() for endpoint, until in leases}
                self.interruptions.append(Interruption(began, time.time(), leased))
                return

    def _grown_up(self, process: psutil.Process) -> float:
        leaders = {leader.pid for leader in self._running.values()}
        return GROWN_UP_ALONE if process.pid in leaders else GROWN_UP

    def _family(self, name: str, *, leader: bool) -> list[psutil.Process]:
        """Return the main process called `name` if `leader`. Otherwise return the child processes of this process.

        Return an empty list if the main process has ended.
        """
        try:
            process = psutil.Process(self._running[name].pid)
            return [process] if leader else list(process.children())
        except psutil.NoSuchProcess:
            return []

    def wipe_valkey(self) -> None:
        """Delete all data in Valkey (FLUSHALL)."""
        with redis.Redis(unix_socket_path=str(valkey.socket_path(self._folder / "valkey"))) as client:
            client.flushall()

    def stop_valkey(self) -> None:
        """Stop Valkey. `resume_valkey` starts it again with the data that it had saved."""
        processes.stop([self._valkey])

    def resume_valkey(self) -> None:
        """Start Valkey again after `stop_valkey`."""
        self._valkey = self._start_valkey()

    def _start_valkey(self) -> subprocess.Popen[bytes]:
        folder = self._folder / "valkey"
        folder.mkdir(exist_ok=True)
        with (folder / "valkey.log").open("ab") as log:
            process = processes.start(valkey.command(folder), log=log)
        deadline = time.monotonic() + 60
        while not answers(folder):
            assert time.monotonic() < deadline, "Valkey did not start"
            time.sleep(0.02)
        return process

    def overdue(self) -> int:
        """Return the number of reminders that are due and have no outcome yet."""
        return int(
            self._ask(
                "SELECT count(*) FROM notifications_reminder WHERE state = 'pending' AND due_at <= now()"
            )
        )

    def pending(self) -> int:
        """Return the number of reminders without an outcome."""
        return int(self._ask("SELECT count(*) FROM notifications_reminder WHERE state = 'pending'"))

    def outcomes(self) -> dict[tuple[str, str], int]:
        """Return the number of reminders for each (state, outcome)."""
        with self.postgres.connect() as connection:
            rows = connection.execute(
                "SELECT state, outcome, count(*) FROM notifications_reminder GROUP BY 1, 2"
            ).fetchall()
        return {(state, outcome): count for state, outcome, count in rows}

    def ends(self) -> dict[str, tuple[float, float]]:
        """Return the time when each reminder was due and the time when it became too late, as Unix times.

        The keys are the endpoints, the URLs to which pushes are sent. Each endpoint belongs to one reminder.
        """
        with self.postgres.connect() as connection:
            rows = connection.execute(
                "SELECT s.endpoint, r.due_at, r.not_after FROM notifications_reminder r "
                "JOIN notifications_pushsubscription s ON s.user_id = r.user_id"
            ).fetchall()
        return {endpoint: (due_at.timestamp(), not_after.timestamp()) for endpoint, due_at, not_after in rows}

    def _ask(self, question: str) -> Any:
        with self.postgres.connect() as connection:
            found = connection.execute(question.encode()).fetchone()
        assert found
        return found[0]
