"""A supervisor that starts processes, watches them, and leaves no process behind, even if it is killed.

On a signal, or when one of its processes dies, the supervisor ends all its processes. If the supervisor itself is
killed, its watchdog ends these processes. The watchdog is a forked process that reads a pipe. The supervisor writes the
ids of its process groups to this pipe. When the pipe closes, the watchdog ends these groups.
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
#: Seconds in which a second signal counts as a repetition of the first: make forwards the terminal's signal.
_SAME_SIGNAL = 1.0


class Stopped(BaseException):
    """Raised if a signal asks the supervisor to stop. A BaseException, so that no `except Exception` catches it."""


class Died(Exception):
    """Raised if a supervised process has ended by itself. The message has the process's name and last output."""


class Supervisor:
    """A context manager that, at its end, stops every process that it started.

    `logs` is the folder for the processes' output. If it is None, the output goes to the supervisor's own output.
    `grace` is the number of seconds between SIGTERM and SIGKILL when the processes are stopped.

    with Supervisor(logs=folder) as supervisor:
        supervisor.start("web", ["granian", …])
        supervisor.watch()
    """

    def __init__(self, *, logs: Path | None, grace: float = processes.GRACE) -> None:
        self._logs = logs
        self.grace = grace
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._pipe = -1
        self._stop_asked_at: float | None = None

    def __enter__(self) -> Self:
        self._pipe = _watchdog(self.grace)
        for number in _SIGNALS:
            signal.signal(number, self._asked_to_stop)
        if self._logs is not None:
            self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._stop_asked_at = self._stop_asked_at or time.monotonic()
        processes.stop(list(self.running.values()), grace=self.grace)
        for number in _SIGNALS:
            # All processes have stopped. A late second signal must not turn that into a failure.
            signal.signal(number, signal.SIG_IGN)
        # Last: if this process is killed while it stops the others, the watchdog finishes the work.
        os.write(self._pipe, b"done\n")
        os.close(self._pipe)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._stop_asked_at is None:
            self._stop_asked_at = now
            raise Stopped
        if now - self._stop_asked_at > _SAME_SIGNAL:
            # Asked twice: stop at once.
            processes.end_groups([process.pid for process in self.running.values()], grace=0)

    def start(
        self, name: str, command: Sequence[str | Path], env: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a process and supervise it. `env` has all its environment variables.

        The process's output goes to `<logs>/<name>.log`. If the supervisor has no folder `logs`, the output goes to the
        supervisor's own output.
        """
        if self._logs is None:
            process = processes.start(command, env=env)
        else:
            with self.log_of(name).open("wb") as log:
                process = processes.start(command, env=env, log=log)
        os.write(self._pipe, f"{process.pid}\n".encode())
        self.running[name] = process
        return process

    def run(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> str | None:
        """Run a process to its end. Return None on success, or else a text that explains the failure.

        The text is the process's output. If the supervisor has no folder `logs`, the text only says where the output
        was printed.
        """
        process = self.start(name, command, env)
        code = process.wait()
        del self.running[name]
        return None if code == 0 else self._end_of(name, most=None)

    def log_of(self, name: str) -> Path:
        """Return the log file of the process `name`. Only for a supervisor with a `logs` folder."""
        assert self._logs is not None
        return self._logs / f"{name}.log"

    def where(self, name: str) -> str:
        """Return a sentence for the operator that says where to find the output of the process `name`."""
        return f"See {self.log_of(name)}." if self._logs else f"What {name} printed is in this log, above."

    def _end_of(self, name: str, *, most: int | None) -> str:
        """Return the last `most` lines that the process `name` printed, or all lines if `most` is None.

        If the supervisor has no folder `logs`, return a sentence that says where the output was printed.
        """
        if self._logs is None:
            return self.where(name)
        lines = self.log_of(name).read_text(errors="replace").strip().splitlines()
        return "\n".join(lines[-most:] if most else lines)

    def check(self) -> None:
        """Raise Died if one of the processes has ended."""
        for name, process in self.running.items():
            code = process.poll()
            if code is not None:
                log = f" {self.log_of(name)} ends with:" if self._logs else ""
                raise Died(f"{name} ended with code {code}.{log}\n{self._end_of(name, most=15)}")

    def watch(self) -> None:
        """Wait until a signal asks to stop (raises Stopped) or a process dies (raises Died)."""
        while True:
            self.check()
            time.sleep(0.3)


def _watchdog(grace: float) -> int:
    """Fork a watchdog, a process that ends the supervised processes if the supervisor is killed.

    Return the file descriptor for writing to the watchdog's pipe. The supervisor writes the id of each process group
    to the pipe, and the line "done" after it has ended all groups itself. If the pipe closes without "done", the
    watchdog sends SIGTERM to the groups, and SIGKILL after `grace` seconds.
    """
    reading, writing = os.pipe()
    if os.fork() != 0:
        os.close(reading)
        return writing
    try:
        # Leave the terminal's session: Ctrl-C is for the supervisor.
        os.setsid()
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        os.close(writing)
        # Close the supervisor's output, so that its readers don't wait for this process.
        silence = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silence, descriptor)
        with os.fdopen(reading) as pipe:
            lines = pipe.read().split()
        if lines[-1:] != ["done"]:
            processes.end_groups([int(group) for group in lines], grace=grace)
    finally:
        # Never return to the code that forked.
        os._exit(0)
