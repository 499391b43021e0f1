"""Ask the operating system which processes are running."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def living(pids: Iterable[int]) -> list[int]:
    """Return the processes that are running (zombies are not)."""
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found


def left_after(pids: Iterable[int], seconds: float) -> list[int]:
    """Return the processes that still run after so many seconds. Returns at once if none is left."""
    deadline = time.monotonic() + seconds
    pids = list(pids)
    while (left := living(pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    process = psutil.Process(pid)
    return [pid, *(child.pid for child in process.children(recursive=True))]
