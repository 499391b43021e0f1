"""Results of the checks of `manage.py doctor`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check's result: what was checked (`subject`) and what was found (`says`).

    A warning or a fault also says what to do (`do`).
    """

    state: State
    subject: str
    says: str
    do: str = ""

    def __str__(self) -> str:
        mark = {"ok": "ok     ", "warning": "WARNING", "fault": "FAULT  "}[self.state]
        return f"{mark} {self.subject}: {self.says}" + (f"\n        {self.do}" if self.do else "")


#: A check yields any number of results. No result may contain a secret.
Check = Callable[[], Iterator[CheckResult]]


def ok(subject: str, says: str) -> CheckResult:
    """Return the result of a check that found nothing wrong."""
    return CheckResult("ok", subject, says)


def warning(subject: str, says: str, do: str) -> CheckResult:
    """Return a result about something that works but should be fixed."""
    return CheckResult("warning", subject, says, do)


def fault(subject: str, says: str, do: str) -> CheckResult:
    """Return a result about a defect that keeps part of the app from working, or makes it unsafe."""
    return CheckResult("fault", subject, says, do)
