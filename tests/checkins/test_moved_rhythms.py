"""Even if a schedule is moved and paused often, its check-ins keep opening, at least six days apart.

These tests need no database, because they call only pure functions.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.asking import schedule
from tests.checkins.moving import CLOCKS, DAY, SIX_DAYS, ZONES
from tests.checkins.world import HOUR
from tests.factories import START

RHYTHMS = st.builds(
    schedule.ScheduleRule,
    cadence_weeks=st.sampled_from([1, 2]),
    weekday=st.integers(0, 6),
    local_time=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    window=st.sampled_from([24, 96, 144]).map(lambda hours: dt.timedelta(hours=hours)),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([dt.timedelta(minutes=3), HOUR, 23 * HOUR, DAY, 3 * DAY, 6 * DAY - HOUR, 8 * DAY]),
        st.one_of(st.none(), st.just("turn"), RHYTHMS),
    ),
    min_size=90,
    max_size=90,
)


class Rhythm:
    """A simulated schedule for the tests. Unlike in the app, it may be changed as often as a test likes."""

    def __init__(self, rule: schedule.ScheduleRule) -> None:
        self.rule, self.now = rule, START
        self.paused_at: dt.datetime | None = None
        self.latest = schedule.Latest(START, START + rule.window, dt.timedelta())
        self.planned = schedule.moved(rule, planned=None, latest=self.latest, keep_weeks=False, now=START)
        self.opened = [START]
        #: How long each check-in took to open after the one before, without the time of pauses.
        self.waited: list[dt.timedelta] = []

    def wait(self, until: dt.datetime) -> None:
        """Let the time pass until `until`. Unless the schedule is paused, open each check-in at its planned time."""
        while self.paused_at is None and self.planned <= until:
            self.now = max(self.now, self.planned)
            due = schedule.due(self.rule, next_opens_at=self.planned, now=self.now)
            self.planned = due.next_opens_at
            if due.opens_at and due.closes_at:
                self.waited.append(self.now - self.latest.opens_at - self.latest.paused_for)
                self.latest = schedule.Latest(due.opens_at, due.closes_at, dt.timedelta())
                self.opened.append(due.opens_at)
        self.now = max(self.now, until)

    def move(self, rule: schedule.ScheduleRule) -> None:
        """Change the weekday, time or interval of the check-ins to those of `rule`."""
        same = rule.cadence_weeks == self.rule.cadence_weeks
        self.rule = rule
        paused_for = self.latest.paused_for + (
            self.now - self.paused_at if self.paused_at else dt.timedelta()
        )
        latest = schedule.Latest(self.latest.opens_at, self.latest.closes_at, paused_for)
        self.planned = schedule.moved(
            rule, planned=self.planned, latest=latest, keep_weeks=same, now=self.now
        )

    def turn(self) -> None:
        """Pause the check-ins, or resume paused check-ins."""
        if self.paused_at is None:
            self.paused_at = self.now
            return
        paused_for = self.latest.paused_for + self.now - self.paused_at
        self.latest = schedule.Latest(self.latest.opens_at, self.latest.closes_at, paused_for)
        self.paused_at = None
        self.planned = schedule.resumed(self.rule, planned=self.planned, latest=self.latest, now=self.now)
        self.wait(self.now)

    def check(self) -> None:
        """Fail if two check-ins opened less than six days apart, or if no check-in opened for more than 20 days.

        Pauses don't count towards the 20 days. Clock changes and new time zones may add up to 26 hours to the 20 days.
        """
        for first, second in itertools.pairwise(self.opened):
            assert second - first >= SIX_DAYS
        waiting = (self.paused_at or self.now) - self.latest.opens_at - self.latest.paused_for
        for waited in (*self.waited, waiting):
            assert waited <= 20 * DAY + CLOCKS


@pytest.mark.slow
@settings(max_examples=100, deadline=None, derandomize=True)
@given(RHYTHMS, STEPS)
def test_whatever_is_moved_openings_keep_their_distance_and_do_come(
    rule: schedule.ScheduleRule, steps: list[tuple[dt.timedelta, Any]]
) -> None:
    rhythm = Rhythm(rule)
    for wait, what in steps:
        rhythm.wait(rhythm.now + wait)
        if what == "turn":
            rhythm.turn()
        elif what is not None:
            rhythm.move(what)
        rhythm.check()


@pytest.mark.parametrize("hours", [24, 96, 144])
def test_a_weekly_rhythm_moved_every_day_still_opens_within_two_weeks(hours: int) -> None:
    def weekly(weekday: int) -> schedule.ScheduleRule:
        return schedule.ScheduleRule(1, weekday, dt.time(19), ZoneInfo("UTC"), dt.timedelta(hours=hours))

    rhythm = Rhythm(weekly(6))
    while rhythm.now < START + 200 * DAY:
        rhythm.wait(rhythm.now + 23 * HOUR)
        # Move to yesterday's weekday, because its next slot is the farthest away.
        rhythm.move(weekly((rhythm.now - DAY).weekday()))
        rhythm.check()
    assert max(rhythm.waited) <= 13 * DAY
    assert len(rhythm.opened) >= 200 // 13


@pytest.mark.parametrize("cadence", [1, 2])
def test_a_short_pause_around_every_opening_prevents_none(cadence: int) -> None:
    rhythm = Rhythm(schedule.ScheduleRule(cadence, 6, dt.time(19), ZoneInfo("UTC"), dt.timedelta(hours=24)))
    while rhythm.now < START + 200 * DAY:
        # In an endless pause nothing would open, but the partner sees that pause and can end it.
        rhythm.wait(max(rhythm.now + DAY, rhythm.planned - HOUR))
        rhythm.turn()
        rhythm.wait(rhythm.now + 26 * HOUR)
        rhythm.turn()
        rhythm.check()
    assert len(rhythm.opened) >= 200 // (7 * cadence + 14)


def test_every_two_weeks_stays_every_two_weeks_where_a_planned_opening_was_kept() -> None:
    sundays = schedule.ScheduleRule(2, 6, dt.time(19), ZoneInfo("UTC"), DAY)
    monday = START + DAY
    assert schedule.following(sundays, monday) == monday + 20 * DAY + HOUR
    assert schedule.upcoming(sundays, first=monday, many=3)[2] == monday + 34 * DAY + HOUR
