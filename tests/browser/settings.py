"""Settings of the real processes in the journeys: the suite's, with a clock that the test can set.

The clock is the one thing that the journeys fake. Every process of the stack (web, worker, beat) loads this
module first; from then on `django.utils.timezone.now` is the real time plus the seconds that stand in CLOCK_FILE.
The file is read at each call, so a test moves time for all processes at once.
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
