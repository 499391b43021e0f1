"""One partner can't take away the other's reminders or time to answer by pausing the check-ins."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine

from checkins import queries, tasks
from notifications.models import Reminder
from tests.checkins.moving import CLOCKS, DAY, ZONES, check_apart, put
from tests.checkins.world import HOUR, browser, call
from tests.factories import START, pair

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("left", [dt.timedelta(minutes=10), 11 * HOUR])
def test_pauses_do_not_leave_the_other_a_few_minutes_to_answer(left: dt.timedelta) -> None:
    us = pair()
    alex = browser(us.alex)
    with time_machine.travel(START + HOUR, tick=False):
        put(alex)
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


def test_a_short_pause_leaves_the_other_their_reminders() -> None:
    us = pair()
    alex = browser(us.alex)
    owed = Reminder.objects.filter(user=us.bo, state="pending")
    before = set(owed.values_list("kind", "channel"))
    assert ("opening", "push") in before
    with time_machine.travel(START + dt.timedelta(seconds=1), tick=False):
        call(alex, "POST", "/schedule/pause")
        assert not owed.exists()
    # By now, even a reminder with the longest delay would be due.
    with time_machine.travel(START + dt.timedelta(seconds=201), tick=False):
        call(alex, "POST", "/schedule/resume")
    assert set(owed.values_list("kind", "channel")) == before


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


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
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
                    put(
                        alex,
                        cadence_weeks=chance.choice([1, 2]),
                        weekday=(at - DAY).weekday(),
                        local_time=f"{chance.randrange(24):02}:30",
                        time_zone=chance.choice(ZONES),
                        window_hours=chance.choice([24, 144]),
                    )
            paused = queries.schedule(us.alex).paused
        longest = max(longest, unpaused)
        if us.check_in.number != newest:
            newest, unpaused = us.check_in.number, dt.timedelta(0)
    check_apart(us)
    # The clock of this test moves in steps of up to a day, so the limit is a day longer.
    assert longest <= 21 * DAY + CLOCKS
    assert newest > 6
