"""Property tests of snooze times: later than now, before the reminder expires, and never in quiet hours."""

from __future__ import annotations

import datetime as dt
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.planning import quiet_hours, snooze_times
from notifications.planning.kinds import ABOUT_ANSWERING, ReminderKind
from tests.notifications.test_policy import HOUR, OPENS, facts, moments, times, zones

MADRID = ZoneInfo("Europe/Madrid")


@given(moments, zones, times, times, st.sampled_from(snooze_times.WAITS), st.integers(1, 150))
@example(dt.datetime(2026, 3, 28, 1, 30, tzinfo=dt.UTC), MADRID, dt.time(22), dt.time(2, 30), "tomorrow", 96)
@example(
    dt.datetime(2011, 12, 29, 9, tzinfo=dt.UTC),
    ZoneInfo("Pacific/Apia"),
    dt.time(22),
    dt.time(8),
    "tomorrow",
    96,
)
def test_it_comes_later_in_time_and_not_at_night(
    now: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time, wait: snooze_times.Wait, hours: int
) -> None:
    given_ = facts(zone=zone, quiet_from=start, quiet_to=end, not_after=now + hours * HOUR)
    due_at = snooze_times.until(wait, given_, now)
    if due_at is None:
        return
    assert now < due_at < given_.not_after
    assert not quiet_hours.is_quiet(due_at, zone, start, end)
    if wait == "two_hours":
        assert due_at >= now + 2 * HOUR


@given(moments, zones, times, times, st.integers(1, 150), st.sampled_from(get_args(ReminderKind)))
def test_what_is_offered_can_be_kept(
    now: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time, hours: int, kind: ReminderKind
) -> None:
    given_ = facts(kind=kind, zone=zone, quiet_from=start, quiet_to=end, not_after=now + hours * HOUR)
    offered = snooze_times.offered(given_, now)
    if kind not in ABOUT_ANSWERING:
        assert offered == ()
    if "two_hours" in offered:
        assert snooze_times.until("two_hours", given_, now) == now + 2 * HOUR
    for wait in offered:
        assert snooze_times.until(wait, given_, now) is not None


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        ("2026-03-02 19:00", "2026-03-03 19:00"),
        ("2026-03-02 21:59", "2026-03-03 21:59"),
        # Now is in quiet hours (22:00 to 08:00): "tomorrow" is their end.
        ("2026-03-02 22:30", "2026-03-03 08:00"),
        # In the hours after midnight, "tomorrow" is still this morning.
        ("2026-03-03 01:30", "2026-03-03 08:00"),
        # In the early morning, before the quiet hours end, "tomorrow" is the next date.
        ("2026-03-03 07:30", "2026-03-04 08:00"),
        # Clocks go forward in between: the same time of day is 23 hours away.
        ("2026-03-28 12:00", "2026-03-29 12:00"),
    ],
)
def test_tomorrow_is_what_people_mean_by_it(now: str, comes: str) -> None:
    at = dt.datetime.fromisoformat(now).replace(tzinfo=MADRID).astimezone(dt.UTC)
    due_at = snooze_times.until("tomorrow", facts(not_after=at + 96 * HOUR), at)
    assert due_at is not None
    assert f"{due_at.astimezone(MADRID):%Y-%m-%d %H:%M}" == comes


def test_without_quiet_hours_it_is_a_day_later_at_any_hour() -> None:
    late = OPENS + 7 * HOUR  # two in the morning in Madrid
    plain = facts(quiet_from=dt.time(0), quiet_to=dt.time(0), not_after=OPENS + 95 * HOUR)
    assert snooze_times.until("tomorrow", plain, late) == late + 24 * HOUR
