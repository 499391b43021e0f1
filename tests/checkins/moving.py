"""Change a couple's schedule, and check the time between the check-ins that open."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from checkins.models import CheckIn
from tests.checkins.world import HOUR, call
from tests.factories import Pair

DAY = dt.timedelta(days=1)
SIX_DAYS = 6 * DAY
#: Tolerance for clock changes: a day may have 25 hours, and a new time zone may lie across the date line.
CLOCKS = 26 * HOUR
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"]


def put(client: Any, **changes: Any) -> Any:
    """Set the schedule through the API: every week, on Sunday at 19:00 UTC, open for 24 hours.

    `changes` maps fields of the schedule to other values. Return the response.
    """
    rhythm = {
        "cadence_weeks": 1,
        "weekday": 6,
        "local_time": "19:00",
        "time_zone": "UTC",
        "window_hours": 24,
        **changes,
    }
    return call(client, "PUT", "/schedule", rhythm)


def check_apart(us: Pair) -> None:
    """Fail if two of the couple's check-ins opened less than six days apart."""
    opened = CheckIn.objects.filter(couple=us.couple).order_by("opens_at").values_list("opens_at", flat=True)
    for first, second in itertools.pairwise(opened):
        assert second - first >= SIX_DAYS
