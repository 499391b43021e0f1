"""Starting and stopping processes so that none outlives the one that started it.

Each process leads a process group of its own, so that its workers are reached with it and Ctrl-C reaches only the
supervisor. Two nets catch them if the supervisor is killed with no chance to clean up: the kernel sends each of them
SIGTERM (Linux), and a watchdog, which learns of the death by the closing of a pipe, ends whole groups.
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
#: Seconds that a group gets between being asked and being killed. Celery with a backlog may ignore SIGTERM for long.
GRACE = 6.0

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Ask the kernel for SIGTERM when this process's parent dies. Does nothing where the kernel can't (macOS)."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` as the leader of its own process group, tied to this process. `log` takes all its output."""
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log is not None else None,
        cwd=cwd,
        process_group=0,
        # Only prctl is called here, and from a process without threads.
        preexec_fn=end_with_parent,
    )


def _signal(group: int, number: int) -> bool:
    """Send a signal to a process group; False if nobody is left in it."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
        return False
    return True


def end_groups(
    groups: Iterable[int], *, grace: float = GRACE, reap: Sequence[subprocess.Popen[bytes]] = ()
) -> None:
    """Ask every group to stop, wait up to `grace` seconds for all of them, then kill what is left.

    `reap` are those of the leaders that are this process's own children: unreaped, they would count as alive.
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
    """End processes made by `start`, with everything in their groups."""
    end_groups([process.pid for process in processes], grace=grace, reap=processes)
