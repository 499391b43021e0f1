"""What a check found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One sentence on what was found, and for a warning or a fault another one on what to do."""

    state: State
    subject: str
    says: str
    do: str = ""

    def __str__(self) -> str:
        mark = {"ok": "ok     ", "warning": "WARNING", "fault": "FAULT  "}[self.state]
        return f"{mark} {self.subject}: {self.says}" + (f"\n        {self.do}" if self.do else "")


#: A check gives any number of findings. It never prints a secret.
Check = Callable[[], Iterator[CheckResult]]


def ok(subject: str, says: str) -> CheckResult:
    """Nothing to do."""
    return CheckResult("ok", subject, says)


def warning(subject: str, says: str, do: str) -> CheckResult:
    """It works, and should be mended."""
    return CheckResult("warning", subject, says, do)


def fault(subject: str, says: str, do: str) -> CheckResult:
    """Something does not work because of it."""
    return CheckResult("fault", subject, says, do)
