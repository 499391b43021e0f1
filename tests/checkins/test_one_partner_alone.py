"""The effect that one partner alone has on the schedule is limited, and the other sees it."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from checkins import tasks
from checkins.asking import schedule
from checkins.models import CheckIn
from notifications.models import Reminder
from tests.checkins.world import HOUR, browser, call
from tests.factories import START, Pair, pair

DAY = dt.timedelta(days=1)
SIX_DAYS = 6 * DAY
#: A day may have 25 hours, and a time zone may be changed to one on the other side of the date line.
CLOCKS = 26 * HOUR
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"]

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
    """A couple's schedule by the pure rules, without a limit on the number of changes."""

    def __init__(self, rule: schedule.ScheduleRule) -> None:
        self.rule, self.now = rule, START
        self.paused_at: dt.datetime | None = None
        self.latest = schedule.Latest(START, START + rule.window, dt.timedelta())
        self.planned = schedule.moved(rule, planned=None, latest=self.latest, keep_weeks=False, now=START)
        self.opened = [START]
        #: Of each wait for an opening, how long it was without the pauses.
        self.waited: list[dt.timedelta] = []

    def wait(self, until: dt.datetime) -> None:
        """Let time pass. Due check-ins open to the minute, unless there is a pause."""
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
        """Change the schedule."""
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
        """Pause, or resume."""
        if self.paused_at is None:
            self.paused_at = self.now
            return
        paused_for = self.latest.paused_for + self.now - self.paused_at
        self.latest = schedule.Latest(self.latest.opens_at, self.latest.closes_at, paused_for)
        self.paused_at = None
        self.planned = schedule.resumed(self.rule, planned=self.planned, latest=self.latest, now=self.now)
        self.wait(self.now)

    def check(self) -> None:
        """No two openings within six days, and no wait of more than an interval and six days."""
        for first, second in itertools.pairwise(self.opened):
            assert second - first >= SIX_DAYS
        waiting = (self.paused_at or self.now) - self.latest.opens_at - self.latest.paused_for
        for waited in (*self.waited, waiting):
            assert waited <= 20 * DAY + CLOCKS


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
        # To the day before today, which is as far away as it can be.
        rhythm.move(weekly((rhythm.now - DAY).weekday()))
        rhythm.check()
    assert max(rhythm.waited) <= 13 * DAY
    assert len(rhythm.opened) >= 200 // 13


@pytest.mark.parametrize("cadence", [1, 2])
def test_a_short_pause_around_every_opening_prevents_none(cadence: int) -> None:
    rhythm = Rhythm(schedule.ScheduleRule(cadence, 6, dt.time(19), ZoneInfo("UTC"), dt.timedelta(hours=24)))
    while rhythm.now < START + 200 * DAY:
        # Nothing would open in a pause without an end; the other can see that one, and end it.
        rhythm.wait(max(rhythm.now + DAY, rhythm.planned - HOUR))
        rhythm.turn()
        rhythm.wait(rhythm.now + 26 * HOUR)
        rhythm.turn()
        rhythm.check()
    assert len(rhythm.opened) >= 200 // (7 * cadence + 14)


def _put(client: Any, **changes: Any) -> Any:
    rhythm = {
        "cadence_weeks": 1,
        "weekday": 6,
        "local_time": "19:00",
        "time_zone": "UTC",
        "window_hours": 24,
        **changes,
    }
    return call(client, "PUT", "/schedule", rhythm)


def _days_of_moving(us: Pair, days: int) -> list[Any]:
    """Each day, Alex moves the check-ins to this evening. Returns the responses."""
    alex = browser(us.alex)
    answers = []
    for day in range(days):
        at = START + HOUR / 2 + day * DAY
        with time_machine.travel(at, tick=False):
            tasks.lapse_and_open_check_ins()
            answers.append(_put(alex, weekday=at.weekday()))
    return answers


def _check_apart(us: Pair) -> None:
    opened = CheckIn.objects.filter(couple=us.couple).order_by("opens_at").values_list("opens_at", flat=True)
    for first, second in itertools.pairwise(opened):
        assert second - first >= SIX_DAYS


@pytest.mark.django_db
def test_moved_every_day_it_opens_no_oftener_and_asks_the_other_no_oftener() -> None:
    us = pair()
    answers = _days_of_moving(us, 18)
    _check_apart(us)
    assert CheckIn.objects.filter(couple=us.couple).count() <= 3
    assert Reminder.objects.filter(user=us.bo, channel="push").count() <= 9
    assert [each.status_code for each in answers[:5]] == [200, 200, 200, 200, 409]
    refused = answers[4].json()["error"]
    assert refused["code"] == "too_many_moves"
    assert refused["again_on"] == "2026-05-17"
    assert "17 May" in refused["message"]
    assert answers[14].status_code == 200, "possible again on the day that was named"


@pytest.mark.django_db
def test_the_check_notices_moves_without_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    def unbounded(
        rule: schedule.ScheduleRule, *, latest: schedule.Latest, now: dt.datetime, **_: Any
    ) -> dt.datetime:
        return schedule.next_opening(rule, after=max(now, latest.closes_at), inclusive=True)

    us = pair()
    monkeypatch.setattr(schedule, "GAP", dt.timedelta(seconds=1))
    monkeypatch.setattr(schedule, "moved", unbounded)
    monkeypatch.setattr(schedule, "possible_again", lambda *_: None)
    _days_of_moving(us, 18)
    with pytest.raises(AssertionError):
        _check_apart(us)


@pytest.mark.django_db
def test_a_refused_move_changes_nothing_and_the_other_may_still_move() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        for weekday in (1, 2, 3, 4):
            assert _put(alex, weekday=weekday).status_code == 200
        assert _put(alex, weekday=4).status_code == 200, "the same again is no move"
        before = call(bo, "GET", "/schedule").json()
        assert _put(alex, weekday=5).status_code == 409
        assert call(bo, "GET", "/schedule").json() == before
        assert _put(bo, weekday=0).json()["weekday"] == 0


@pytest.mark.django_db
def test_pauses_are_bounded_and_ending_one_is_not() -> None:
    us = pair()
    alex = browser(us.alex)
    with time_machine.travel(START + HOUR, tick=False):
        for _ in range(4):
            assert call(alex, "POST", "/schedule/pause").status_code == 200
            assert call(alex, "POST", "/schedule/resume").status_code == 200
        refused = call(alex, "POST", "/schedule/pause")
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "too_many_pauses")
        assert call(browser(us.bo), "POST", "/schedule/pause").status_code == 200
        assert call(alex, "POST", "/schedule/resume").json()["paused"] is False


@pytest.mark.django_db
def test_the_other_sees_who_changed_the_schedule_and_on_which_day() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        assert call(bo, "GET", "/home").json()["schedule"]["changes"] == []
        _put(alex, weekday=2)
        moved = {"what": "moved", "on": "2026-05-03"}
        assert call(bo, "GET", "/home").json()["schedule"]["changes"] == [{"by": "partner", **moved}]
        assert call(alex, "GET", "/schedule").json()["changes"] == [{"by": "me", **moved}]
    with time_machine.travel(START + DAY, tick=False):
        call(bo, "POST", "/schedule/pause")
        paused = {"by": "partner", "what": "paused", "on": "2026-05-04"}
        assert call(alex, "GET", "/schedule").json()["changes"] == [paused, {"by": "me", **moved}]


@pytest.mark.django_db
def test_pausing_and_resuming_does_not_hide_from_the_other_that_it_was_moved() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        for weekday in (2, 3):
            _put(alex, weekday=weekday)
        call(alex, "POST", "/schedule/pause")
        call(bo, "POST", "/schedule/resume")
        call(bo, "POST", "/schedule/pause")
        seen = call(bo, "GET", "/home").json()["schedule"]["changes"]
    assert [(each["by"], each["what"]) for each in seen] == [
        ("me", "paused"),
        ("me", "resumed"),
        ("partner", "paused"),
        ("partner", "moved"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("left", [dt.timedelta(minutes=10), 11 * HOUR])
def test_pauses_do_not_leave_the_other_a_few_minutes_to_answer(left: dt.timedelta) -> None:
    us = pair()
    alex = browser(us.alex)
    with time_machine.travel(START + HOUR, tick=False):
        _put(alex)
    unpaused = dt.timedelta(0)
    longest, ended = dt.timedelta(0), START + HOUR
    while ended < START + 185 * DAY:
        due, known = us.next_opens_at, us.check_in.number
        begun, resumed_at = max(due - dt.timedelta(minutes=1), ended), due + DAY - left
        unpaused += begun - ended
        with time_machine.travel(begun, tick=False):
            paused = call(alex, "POST", "/schedule/pause").status_code == 200
        with time_machine.travel(resumed_at, tick=False):
            tasks.lapse_and_open_check_ins()
            call(alex, "POST", "/schedule/resume")
        ended = resumed_at
        longest = max(longest, unpaused)
        if us.check_in.number > known:
            unpaused = dt.timedelta(0)
            assert not paused or us.check_in.closes_at - resumed_at >= 12 * HOUR
    assert longest <= 15 * DAY
    assert us.check_in.number >= 8


def test_every_two_weeks_stays_every_two_weeks_where_a_planned_opening_was_kept() -> None:
    sundays = schedule.ScheduleRule(2, 6, dt.time(19), ZoneInfo("UTC"), DAY)
    monday = START + DAY
    assert schedule.following(sundays, monday) == monday + 20 * DAY + HOUR
    assert schedule.upcoming(sundays, first=monday, many=3)[2] == monday + 34 * DAY + HOUR


@pytest.mark.django_db
def test_a_short_pause_leaves_the_other_their_reminders() -> None:
    us = pair()
    alex = browser(us.alex)
    owed = Reminder.objects.filter(user=us.bo, state="pending")
    before = set(owed.values_list("kind", "channel"))
    assert ("opening", "push") in before
    with time_machine.travel(START + dt.timedelta(seconds=1), tick=False):
        call(alex, "POST", "/schedule/pause")
        assert not owed.exists()
    # Past the longest delay of the opening's reminder.
    with time_machine.travel(START + dt.timedelta(seconds=201), tick=False):
        call(alex, "POST", "/schedule/resume")
    assert set(owed.values_list("kind", "channel")) == before


@pytest.mark.django_db
def test_what_a_short_pause_kept_from_opening_opens_when_it_ends() -> None:
    us = pair()
    bo, due = browser(us.bo), us.next_opens_at
    with time_machine.travel(due - HOUR, tick=False):
        call(browser(us.alex), "POST", "/schedule/pause")
    with time_machine.travel(due + HOUR, tick=False):
        tasks.lapse_and_open_check_ins()
        assert us.check_in.number == 1
        call(bo, "POST", "/schedule/resume")
        assert (us.check_in.number, us.check_in.opens_at) == (2, due)
        assert call(bo, "GET", "/home").json()["check_in"]["state"] == "open"
    assert Reminder.objects.filter(user=us.bo, check_in=us.check_in, kind="opening", state="pending").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_half_a_year_of_moving_pausing_and_resuming(seed: int) -> None:
    us, chance = pair(), random.Random(seed)
    alex = browser(us.alex)
    at, unpaused = START, dt.timedelta(0)
    longest, paused = dt.timedelta(0), False
    newest = us.check_in.number
    while at < START + 185 * DAY:
        step = chance.choice([HOUR, 11 * HOUR, 23 * HOUR])
        at += step
        unpaused += dt.timedelta(0) if paused else step
        with time_machine.travel(at, tick=False):
            tasks.lapse_and_open_check_ins()
            match chance.randrange(4):
                case 0:
                    call(alex, "POST", "/schedule/pause")
                case 1 | 2:
                    call(alex, "POST", "/schedule/resume")
                case _:
                    _put(
                        alex,
                        cadence_weeks=chance.choice([1, 2]),
                        weekday=(at - DAY).weekday(),
                        local_time=f"{chance.randrange(24):02}:30",
                        time_zone=chance.choice(ZONES),
                        window_hours=chance.choice([24, 144]),
                    )
            paused = call(alex, "GET", "/schedule").json()["paused"]
        longest = max(longest, unpaused)
        if us.check_in.number != newest:
            newest, unpaused = us.check_in.number, dt.timedelta(0)
    _check_apart(us)
    # The clock goes on in steps of up to a day.
    assert longest <= 21 * DAY + CLOCKS
    assert newest > 6
