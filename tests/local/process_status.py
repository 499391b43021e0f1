"""Find out which processes are running."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def living(pids: Iterable[int]) -> list[int]:
    """Return the ids in `pids` whose processes are running. Zombies don't count as running."""
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found


def left_after(pids: Iterable[int], seconds: float) -> list[int]:
    """Wait until all processes have ended, at most `seconds`. Return the ids of the processes that still run."""
    deadline = time.monotonic() + seconds
    pids = list(pids)
    while (left := living(pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def family(pid: int) -> list[int]:
    """Return the ids of a process and all its descendants."""
    process = psutil.Process(pid)
    return [pid, *(child.pid for child in process.children(recursive=True))]
