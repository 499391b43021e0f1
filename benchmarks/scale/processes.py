"""Read the CPU time of a process and its descendants from /proc."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process and its descendants, including descendants that have ended.

    The result is 0 if the process does not exist.
    """
    try:
        # The program name in brackets may contain spaces, so split only the part after the bracket.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return 0.0
    return sum(int(one) for one in fields[11:15]) / _TICKS + sum(cpu_seconds(int(child)) for child in below)
