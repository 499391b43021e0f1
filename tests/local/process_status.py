"""Which processes live, asked of the system and not of those who started them."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def living(pids: Iterable[int]) -> list[int]:
    """Those of the processes that run (a zombie does not)."""
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found


def left_after(pids: Iterable[int], seconds: float) -> list[int]:
    """Those that still run after so many seconds; returns as soon as there are none."""
    deadline = time.monotonic() + seconds
    pids = list(pids)
    while (left := living(pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    process = psutil.Process(pid)
    return [pid, *(child.pid for child in process.children(recursive=True))]
