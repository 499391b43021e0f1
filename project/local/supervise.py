"""A supervisor: starts processes, watches them, and leaves none behind, however it ends itself.

On a signal or when one of its processes dies it ends all of them. Against being killed outright it has a watchdog:
a fork that reads a pipe, learns of the death by the pipe's end, and ends the process groups it was told of.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from project.local import processes

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Seconds after the first signal in which a second one is taken for the same (make passes on what the terminal sent).
_SAME_SIGNAL = 1.0


class Stopped(BaseException):
    """Somebody asked the supervisor to stop. No `except Exception` may swallow it."""


class Died(Exception):
    """A process that should be running is not. The text names it and where its output is."""


class Supervisor:
    """Use as a context: what was started in it is gone when it ends.

    with Supervisor(logs=folder) as supervisor:
        supervisor.start("web", ["granian", …])
        supervisor.watch()
    """

    def __init__(self, *, logs: Path, grace: float = processes.GRACE) -> None:
        self.logs = logs
        self.grace = grace
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._pipe = -1
        self._stop_asked_at: float | None = None

    def __enter__(self) -> Self:
        self._pipe = _watchdog(self.grace)
        for number in _SIGNALS:
            signal.signal(number, self._asked_to_stop)
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._stop_asked_at = self._stop_asked_at or time.monotonic()
        processes.stop(list(self.running.values()), grace=self.grace)
        for number in _SIGNALS:
            # All is done: a late second signal must not make a failure of it.
            signal.signal(number, signal.SIG_IGN)
        # Only now: were this process killed while it stops the others, the watchdog would finish.
        os.write(self._pipe, b"done\n")
        os.close(self._pipe)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._stop_asked_at is None:
            self._stop_asked_at = now
            raise Stopped
        if now - self._stop_asked_at > _SAME_SIGNAL:
            # Asked twice: somebody is in a hurry.
            processes.end_groups([process.pid for process in self.running.values()], grace=0)

    def start(
        self, name: str, command: Sequence[str | Path], env: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a process; its output goes to `<logs>/<name>.log`."""
        with self.log_of(name).open("wb") as log:
            process = processes.start(command, env=env, log=log)
        os.write(self._pipe, f"{process.pid}\n".encode())
        self.running[name] = process
        return process

    def run(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> str | None:
        """Run a process to its end. None if all went well, else all that it said."""
        process = self.start(name, command, env)
        code = process.wait()
        del self.running[name]
        return None if code == 0 else self.log_of(name).read_text(errors="replace").strip()

    def log_of(self, name: str) -> Path:
        """Where a process's output is."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """Raises Died if one of the processes has ended."""
        for name, process in self.running.items():
            code = process.poll()
            if code is not None:
                end = self.log_of(name).read_text(errors="replace").strip().splitlines()[-15:]
                raise Died(
                    "\n".join([f"{name} ended with code {code}. {self.log_of(name)} ends with:", *end])
                )

    def watch(self) -> None:
        """Wait until somebody stops this (raises Stopped) or a process dies (raises Died)."""
        while True:
            self.check()
            time.sleep(0.3)


def _watchdog(grace: float) -> int:
    """Fork a process that ends the groups written to the returned pipe when this process is gone."""
    reading, writing = os.pipe()
    if os.fork() != 0:
        os.close(reading)
        return writing
    try:
        # Out of the terminal's reach: Ctrl-C is for the supervisor.
        os.setsid()
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        os.close(writing)
        # A reader of the supervisor's output waits for its end, which this process must not delay.
        silence = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silence, descriptor)
        with os.fdopen(reading) as pipe:
            told = pipe.read().split()
        if told[-1:] != ["done"]:
            processes.end_groups([int(group) for group in told], grace=grace)
    finally:
        # Never back into the code that forked.
        os._exit(0)
