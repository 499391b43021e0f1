"""Set the time for every process of the running app at once.

All these processes use `tests.browser.settings`, so Django reads the time from the clock's file.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path


class Clock:
    """A clock that tests can set. It stores its offset from the real time, in seconds, in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._write(0.0)

    def set(self, moment: dt.datetime) -> None:
        """Set the stack's time to `moment`, an aware datetime. After that, time passes at normal speed."""
        self._write((moment - dt.datetime.now(tz=dt.UTC)).total_seconds())

    def advance(self, **delta: float) -> None:
        """Move the time ahead. The arguments are those of `timedelta`, for example `days=1`."""
        self.set(self.now() + dt.timedelta(**delta))

    def now(self) -> dt.datetime:
        """Return the stack's current time, aware and in UTC."""
        return dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=float(self.file.read_text()))

    def _write(self, seconds: float) -> None:
        # The file is replaced in one step, so that no process reads half a number.
        fresh = self.file.with_suffix(".fresh")
        fresh.write_text(repr(seconds))
        fresh.replace(self.file)
