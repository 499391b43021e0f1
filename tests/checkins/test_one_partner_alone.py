"""One partner can't harm the other by changing the schedule often, and the other sees each change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from checkins import tasks
from checkins.asking import schedule
from checkins.models import CheckIn
from notifications.models import Reminder
from tests.checkins.moving import DAY, check_apart, put
from tests.checkins.world import HOUR, browser, call
from tests.factories import START, Pair, pair

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _days_of_moving(us: Pair, days: int) -> list[Any]:
    """Once a day, let Alex move the couple's check-ins to the weekday of that day. Do so for `days` days.

    Return the API's responses.
    """
    alex = browser(us.alex)
    answers = []
    for day in range(days):
        at = START + HOUR / 2 + day * DAY
        with time_machine.travel(at, tick=False):
            tasks.lapse_and_open_check_ins()
            answers.append(put(alex, weekday=at.weekday()))
    return answers


def test_moved_every_day_it_opens_no_oftener_and_asks_the_other_no_oftener() -> None:
    us = pair()
    answers = _days_of_moving(us, 18)
    check_apart(us)
    assert CheckIn.objects.filter(couple=us.couple).count() <= 3
    assert Reminder.objects.filter(user=us.bo, channel="push").count() <= 9
    assert [each.status_code for each in answers[:5]] == [200, 200, 200, 200, 409]
    refused = answers[4].json()["error"]
    assert refused["code"] == "too_many_moves"
    assert refused["again_on"] == "2026-05-17"
    assert "17 May" in refused["message"]
    assert answers[14].status_code == 200, "possible again on the day that was named"


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
        check_apart(us)


def test_a_refused_move_changes_nothing_and_the_other_may_still_move() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        for weekday in (1, 2, 3, 4):
            assert put(alex, weekday=weekday).status_code == 200
        assert put(alex, weekday=4).status_code == 200, "the same again is no move"
        before = call(bo, "GET", "/schedule").json()
        assert put(alex, weekday=5).status_code == 409
        assert call(bo, "GET", "/schedule").json() == before
        assert put(bo, weekday=0).json()["weekday"] == 0


def test_the_other_sees_who_changed_the_schedule_and_on_which_day() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        assert call(bo, "GET", "/home").json()["schedule"]["changes"] == []
        put(alex, weekday=2)
        moved = {"what": "moved", "on": "2026-05-03"}
        assert call(bo, "GET", "/home").json()["schedule"]["changes"] == [{"by": "partner", **moved}]
        assert call(alex, "GET", "/schedule").json()["changes"] == [{"by": "me", **moved}]
    with time_machine.travel(START + DAY, tick=False):
        call(bo, "POST", "/schedule/pause")
        paused = {"by": "partner", "what": "paused", "on": "2026-05-04"}
        assert call(alex, "GET", "/schedule").json()["changes"] == [paused, {"by": "me", **moved}]


def test_pausing_and_resuming_does_not_hide_from_the_other_that_it_was_moved() -> None:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        for weekday in (2, 3):
            put(alex, weekday=weekday)
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
