"""Start and stop processes so that none outlives its parent.

Each process leads its own process group, so that signals to the group also reach its workers, and Ctrl-C reaches only
the supervisor. If the supervisor is killed without a chance to clean up, two mechanisms stop the processes: the
kernel sends each of them SIGTERM (Linux), and a watchdog, which notices the death by a closed pipe, ends whole
groups.
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
#: Seconds between SIGTERM and SIGKILL. Celery with a backlog may ignore SIGTERM for long.
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
    """Start `command` as the leader of its own process group. It ends when this process ends. All output goes
    to `log`.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log is not None else None,
        cwd=cwd,
        process_group=0,
        # Safe: it calls only prctl, from a process without threads.
        preexec_fn=end_with_parent,
    )


def _signal(group: int, number: int) -> bool:
    """Send a signal to a process group. Return False if it has no process left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS returns EPERM for a group of zombies
        return False
    return True


def end_groups(
    groups: Iterable[int], *, grace: float = GRACE, reap: Sequence[subprocess.Popen[bytes]] = ()
) -> None:
    """Ask every group to stop, wait up to `grace` seconds for all of them, then kill what is left.

    `reap` are the leaders that are children of this process: unreaped, they would count as alive.
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
