"""Moving time for every process of the stack at once (see tests.browser.settings)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path


class Clock:
    """Real time plus an offset that lives in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._write(0.0)

    def set(self, moment: dt.datetime) -> None:
        """Let it be `moment` (aware) now, and go on from there."""
        self._write((moment - dt.datetime.now(tz=dt.UTC)).total_seconds())

    def advance(self, **delta: float) -> None:
        """Jump ahead by a timedelta's arguments."""
        self.set(self.now() + dt.timedelta(**delta))

    def now(self) -> dt.datetime:
        """What the stack takes the time to be."""
        return dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=float(self.file.read_text()))

    def _write(self, seconds: float) -> None:
        # Replaced in one step: a process must never read half a number.
        fresh = self.file.with_suffix(".fresh")
        fresh.write_text(repr(seconds))
        fresh.replace(self.file)
