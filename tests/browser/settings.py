"""Settings of the real processes in the browser tests: those of the test suite, and a clock that tests can set.

The clock is the only thing that these tests fake. Every process of the stack (web, worker, beat) loads this module
first. Then `django.utils.timezone.now` returns the real time plus the number of seconds in CLOCK_FILE. The file is read
at each call, so a test changes the time of all processes at once.
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
