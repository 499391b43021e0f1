"""Check-ins open at the right time, in time zones of every kind and at every change of clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkins.asking.schedule import WEEK, ScheduleRule, at_local, due, next_opening

# Zones with every difficulty: DST north and south, a DST of half an hour, a skipped date, changes at midnight.
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "America/Santiago",
    "Africa/Casablanca",
    "Pacific/Kiritimati",
]
rules = st.builds(
    ScheduleRule,
    cadence_weeks=st.sampled_from([1, 2]),
    weekday=st.integers(0, 6),
    local_time=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    window=st.integers(24, 144).map(lambda hours: dt.timedelta(hours=hours)),
)
moments = st.timedeltas(dt.timedelta(0), dt.timedelta(days=365 * 30)).map(
    lambda since: dt.datetime(2009, 1, 1, tzinfo=dt.UTC) + since
)


def rule(
    cadence: int = 1, weekday: int = 6, time: str = "19:00", zone: str = "Europe/Berlin"
) -> ScheduleRule:
    return ScheduleRule(cadence, weekday, dt.time.fromisoformat(time), ZoneInfo(zone), dt.timedelta(hours=96))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@given(rules, moments)
@example(rule(zone="Pacific/Apia", weekday=4), utc("2011-12-29T12:00"))
def test_next_is_the_first_slot_after(rule: ScheduleRule, now: dt.datetime) -> None:
    found = next_opening(rule, after=now)
    assert found > now
    # A day with a clock change has 23 or 25 hours. A zone that crosses the date line loses or repeats a day.
    assert found - now <= WEEK + dt.timedelta(hours=25)
    wall = found.astimezone(rule.zone).replace(tzinfo=None)
    meant = [dt.datetime.combine(wall.date() - dt.timedelta(days=back), rule.local_time) for back in (0, 1)]
    assert any(
        day.weekday() == rule.weekday and at_local(day.date(), day.time(), rule.zone) == found
        for day in meant
    )


@given(rules, moments)
def test_the_wall_clock_shows_the_agreed_time_unless_that_time_is_skipped(
    rule: ScheduleRule, now: dt.datetime
) -> None:
    wall = next_opening(rule, after=now).astimezone(rule.zone)
    if wall.time() != rule.local_time:
        naive = dt.datetime.combine(wall.date(), rule.local_time)
        exists = (
            naive.replace(tzinfo=rule.zone).astimezone(dt.UTC).astimezone(rule.zone).replace(tzinfo=None)
            == naive
        )
        assert not exists
        assert wall.replace(tzinfo=None) > naive  # a skipped time moves forward, never back


@given(rules, moments, st.integers(1, 8))
def test_openings_follow_one_another_by_the_cadence(rule: ScheduleRule, now: dt.datetime, steps: int) -> None:
    anchor = at = next_opening(rule, after=now)
    for _ in range(steps):
        following = next_opening(rule, after=at, anchor=anchor)
        weeks = (following.astimezone(rule.zone).date() - at.astimezone(rule.zone).date()).days / 7
        assert round(weeks) == rule.cadence_weeks
        at = following


@given(rules, moments, moments)
def test_two_weekly_parity_depends_on_the_anchor_not_on_when_one_asks(
    rule: ScheduleRule, asked: dt.datetime, anchored: dt.datetime
) -> None:
    anchor = next_opening(rule, after=anchored)
    found = next_opening(rule, after=asked, anchor=anchor)
    assert next_opening(rule, after=found - dt.timedelta(seconds=1), anchor=anchor) == found
    assert next_opening(rule, after=found, anchor=anchor, inclusive=True) == found


@given(rules, moments, st.timedeltas(dt.timedelta(0), dt.timedelta(days=60)))
def test_an_outage_opens_at_most_one_and_only_inside_its_window(
    rule: ScheduleRule, before: dt.datetime, outage: dt.timedelta
) -> None:
    first = next_opening(rule, after=before)
    now = first + outage
    found = due(rule, next_opens_at=first, now=now)
    assert found.next_opens_at > now
    if found.opens_at is None:
        last = max(opening for opening in _openings(rule, first, now))
        assert last + rule.window <= now
    else:
        assert found.closes_at is not None
        assert found.opens_at <= now < found.closes_at
        assert found.closes_at <= found.next_opens_at + dt.timedelta(hours=25)


def _openings(rule: ScheduleRule, first: dt.datetime, now: dt.datetime) -> list[dt.datetime]:
    found = [first]
    while (following := next_opening(rule, after=found[-1], anchor=first)) <= now:
        found.append(following)
    return found


def test_a_skipped_time_moves_forward() -> None:
    # On 29 March 2026, Berlin's clocks go from 02:00 to 03:00.
    found = next_opening(rule(time="02:30"), after=utc("2026-03-28T12:00"))
    assert found == utc("2026-03-29T01:30")
    assert found.astimezone(ZoneInfo("Europe/Berlin")).time() == dt.time(3, 30)


def test_a_repeated_time_takes_the_first() -> None:
    # On 25 October 2026, 02:30 happens twice in Berlin, the first time at UTC+2.
    assert next_opening(rule(time="02:30"), after=utc("2026-10-24T12:00")) == utc("2026-10-25T00:30")
    # Between the first and the second 02:30, the next opening is a week away.
    assert next_opening(rule(time="02:30"), after=utc("2026-10-25T00:45")) == utc("2026-11-01T01:30")


def test_a_day_that_never_was() -> None:
    # Samoa skipped Friday, 30 December 2011. The check-in opens at the same local time on Saturday.
    assert next_opening(rule(weekday=4, zone="Pacific/Apia"), after=utc("2011-12-29T12:00")) == utc(
        "2011-12-31T05:00"
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [("2026-05-04T00:00", "2026-05-17T17:00"), ("2026-05-03T16:59", "2026-05-03T17:00")],
)
def test_every_two_weeks(after: str, expected: str) -> None:
    anchor = utc("2026-05-03T17:00")
    assert next_opening(rule(cadence=2), after=utc(after), anchor=anchor) == utc(expected)
