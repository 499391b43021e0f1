"""Start and stop processes so that none outlives its parent.

The supervisor starts each process as the leader of a process group. So a signal to a group also reaches the workers
that its leader has started, and Ctrl-C reaches only the supervisor. If the supervisor is killed, two mechanisms stop
the processes. On Linux, the kernel sends SIGTERM to each process. And a watchdog process notices by a closed pipe that
the supervisor is dead, and ends the groups.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
#: Seconds between SIGTERM and SIGKILL. Celery with a backlog may take long to obey SIGTERM.
GRACE = 6.0

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Ask the kernel to send SIGTERM to this process when its parent dies. Does nothing except on Linux."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` as the leader of its own process group. On Linux, the command ends when this process ends.

    All output of the command goes to `log`, or to this process's output if `log` is None.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log is not None else None,
        cwd=cwd,
        process_group=0,
        # Safe to use: it calls only prctl, and this process has no threads.
        preexec_fn=end_with_parent,
    )


def _signal(group: int, number: int) -> bool:
    """Send the signal `number` to a process group. Return whether the group still has a process."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS returns EPERM for a group of zombies
        return False
    return True


def end_groups(
    groups: Iterable[int], *, grace: float = GRACE, reap: Sequence[subprocess.Popen[bytes]] = ()
) -> None:
    """Send SIGTERM to every process group, wait up to `grace` seconds, then kill the groups that are left.

    `reap` lists those children of this process that are leaders of these groups. The exit codes of these children are
    read while waiting, because a dead child would otherwise count as alive.
    """
    alive = {group for group in groups if _signal(group, signal.SIGTERM)}
    deadline = time.monotonic() + grace
    while alive and time.monotonic() < deadline:
        for process in reap:
            process.poll()
        alive = {group for group in alive if _signal(group, 0)}
        time.sleep(0.05)
    for group in alive:
        _signal(group, signal.SIGKILL)
    for process in reap:
        process.wait()


def stop(processes: Sequence[subprocess.Popen[bytes]], *, grace: float = GRACE) -> None:
    """End processes that `start` has started, with all processes in their groups."""
    end_groups([process.pid for process in processes], grace=grace, reap=processes)
