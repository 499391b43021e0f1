"""Either partner may pause the check-ins. A pause doesn't change in which weeks two-weekly check-ins open."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from checkins import actions, queries
from tests.checkins.world import HOUR, WEEK, Json, submit
from tests.factories import START, pair

pytestmark = pytest.mark.django_db
NOW = START + HOUR


def test_pause_and_resume_by_either() -> None:
    us = pair()
    before = us.next_opens_at
    actions.pause(us.alex, now=NOW)
    actions.pause(us.bo, now=NOW)
    assert queries.schedule(us.bo).paused
    assert queries.home(us.bo, now=NOW).next_opens_at is None
    assert actions.open_due(now=before + WEEK) == 0
    submit(us.bo, us.check_in, now=NOW)
    actions.resume(us.bo, now=NOW + HOUR)
    actions.resume(us.alex, now=NOW + HOUR)
    assert us.next_opens_at == before


def test_two_weekly_keeps_its_weeks_through_a_pause() -> None:
    us = pair()
    rhythm: Json = {"weekday": 6, "local_time": dt.time(19), "time_zone": ZoneInfo("UTC"), "cadence_weeks": 2}
    actions.set_schedule(us.alex, **rhythm, now=NOW)
    first = us.next_opens_at
    actions.open_due(now=first)
    assert us.next_opens_at == first + 2 * WEEK
    actions.pause(us.alex, now=first + HOUR)
    for weeks in (1, 2, 3):
        now = first + weeks * WEEK + HOUR
        actions.resume(us.alex, now=now)
        assert (us.next_opens_at - first) % (2 * WEEK) == dt.timedelta(0)
        assert now < us.next_opens_at <= now + 2 * WEEK
        actions.pause(us.alex, now=now)


@pytest.mark.parametrize("days", range(7))
def test_a_pause_taken_back_changes_nothing(days: int) -> None:
    # Pause before the first slot. It must not matter on which weekday the two linked.
    began = START + dt.timedelta(days=days)
    us = pair(began)
    rhythm: Json = {"weekday": 6, "local_time": dt.time(19), "time_zone": ZoneInfo("UTC"), "cadence_weeks": 2}
    actions.set_schedule(us.alex, **rhythm, now=began + HOUR)
    first = us.next_opens_at
    actions.pause(us.alex, now=began + HOUR)
    actions.resume(us.bo, now=began + HOUR)
    assert us.next_opens_at == first
    actions.pause(us.alex, now=began + HOUR)
    actions.set_schedule(us.bo, **rhythm, now=began + HOUR)
    assert queries.schedule(us.bo).next_opens_at is None
    assert actions.open_due(now=first) == 0
    actions.resume(us.bo, now=first)
    assert us.next_opens_at == first + 2 * WEEK
