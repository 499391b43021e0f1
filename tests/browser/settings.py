"""Settings of the real processes in the browser tests: the test suite's settings, and a clock that tests can set.

Only the clock is faked. Every process of the running app (web, worker, beat) loads this module first. Then
`django.utils.timezone.now` returns the real time plus the seconds in the file CLOCK_FILE. Each call reads the file,
so a test changes the time of all processes at once.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from django.utils import timezone

_clock = Path(os.environ["CLOCK_FILE"])


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=float(_clock.read_text()))


timezone.now = _now

from tests.settings import *  # noqa: E402, F403
