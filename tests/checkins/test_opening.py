"""Check-ins open and close at their times, and the partners can change the schedule."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from checkins import actions, queries, tasks
from checkins.asking import selection
from checkins.models import CheckIn, Schedule
from checkins.signals import check_in_lapsed, check_in_opened
from checkins.viewer_context import ScheduleEdit, ScheduleStatus
from couples import actions as people
from couples.errors import NotFound
from couples.models import Couple, Membership
from tests.checkins.world import HOUR, WEEK, Json, reveal, submit
from tests.factories import START, Pair, alone, joined, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR


def schedule_of(couple: Pair) -> Schedule:
    return Schedule.objects.get(couple=couple.couple)


def test_a_new_couple_need_not_wait() -> None:
    alex, bo = user("Alex"), user("Bo")
    alex.time_zone = ZoneInfo("Europe/Lisbon")
    alex.save()
    friday = START + dt.timedelta(days=5)
    us = joined(alex, bo, now=friday)
    first = us.check_in
    assert (first.number, first.opens_at, first.state) == (1, friday, "open")
    assert first.closes_at == friday + 96 * HOUR
    # This Sunday is inside the first check-in's window. So the next opens a week later, at 19:00 in Lisbon (UTC+1).
    assert us.next_opens_at == dt.datetime(2026, 5, 17, 18, 0, tzinfo=dt.UTC)


def test_when_somebody_answered_alone_does_not_show_in_the_rhythm_of_two() -> None:
    sam = alone()
    actions.set_schedule(
        sam,
        cadence_weeks=2,
        weekday=2,
        local_time=dt.time(7, 30),
        time_zone=ZoneInfo("Asia/Kathmandu"),
        now=NOW,
    )
    bo = user("Bo")
    for inviter, joiner in ((bo, sam), (sam, bo)):
        us = joined(inviter, joiner, now=NOW)
        begun = schedule_of(us)
        assert (begun.cadence_weeks, begun.weekday, begun.local_time) == (1, 6, dt.time(19))
        assert begun.time_zone == inviter.time_zone
        people.leave(sam, now=NOW)
    assert CheckIn.objects.filter(couple__kind="solo", state="open").count() == 0
    assert Schedule.objects.get(couple__kind="solo").next_opens_at is None


def test_a_rhythm_that_is_taken_from_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = actions.begin

    def as_one_did_alone(couple: Couple, *, now: dt.datetime) -> None:
        begin(couple, now=now)
        for before in Schedule.objects.filter(couple__kind="solo"):
            Schedule.objects.filter(couple=couple, couple__kind="pair").update(weekday=before.weekday)

    monkeypatch.setattr(actions, "begin", as_one_did_alone)
    with pytest.raises(AssertionError):
        test_when_somebody_answered_alone_does_not_show_in_the_rhythm_of_two()


def test_due_opens_once_and_lapses_what_was_open() -> None:
    us = pair()
    first, due = us.check_in, us.next_opens_at
    CheckIn.objects.filter(pk=first.pk).update(closes_at=due + HOUR)
    told: list[tuple[str, int]] = []

    def lapsed(sender: object, check_in: CheckIn, **_: object) -> None:
        told.append(("lapsed", check_in.number))

    def opened(sender: object, check_in: CheckIn, **_: object) -> None:
        told.append(("opened", check_in.number))

    check_in_lapsed.connect(lapsed)
    check_in_opened.connect(opened)
    assert actions.open_due(now=due - dt.timedelta(microseconds=1)) == 0
    assert actions.open_due(now=due) == 1
    assert actions.open_due(now=due) == 0
    assert told == [("lapsed", 1), ("opened", 2)]
    assert (us.check_in.opens_at, us.check_in.closes_at) == (due, due + 96 * HOUR)
    assert us.next_opens_at == due + WEEK


@pytest.mark.parametrize(
    ("late", "opens"), [(95 * HOUR, 0), (96 * HOUR, None), (WEEK, 1), (5 * WEEK + HOUR, 5)]
)
def test_after_an_outage_one_opens_or_none(late: dt.timedelta, opens: int | None) -> None:
    us = pair()
    due = us.next_opens_at
    now = due + late
    assert actions.open_due(now=now) == (opens is not None)
    newest = us.check_in
    if opens is None:
        assert newest.number == 1
    else:
        assert (newest.number, newest.opens_at) == (2, due + opens * WEEK)
    assert us.next_opens_at > now


def test_one_couples_fault_does_not_keep_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    us, them = pair(), pair()
    due = us.next_opens_at
    reveal(us, now=NOW)
    us.couple.data_keys.all().delete()
    assert actions.open_due(now=due) == 1
    assert (us.check_in.number, them.check_in.number) == (1, 2)
    assert us.next_opens_at == due, "still owed"


def test_the_tick_closes_and_opens() -> None:
    us = pair()
    with time_machine.travel(us.check_in.closes_at, tick=False):
        tasks.lapse_and_open_check_ins()
    assert us.check_in.state == "lapsed"
    with time_machine.travel(us.next_opens_at, tick=False):
        tasks.lapse_and_open_check_ins()
        tasks.lapse_and_open_check_ins()
    assert (us.check_in.number, us.check_in.state) == (2, "open")


def test_a_new_rhythm_never_overlaps_the_present_window() -> None:
    us = pair()
    tuesday: Json = {"weekday": 1, "local_time": dt.time(8), "time_zone": ZoneInfo("America/New_York")}
    actions.set_schedule(us.bo, cadence_weeks=1, **tuesday, now=NOW)
    # This Tuesday is inside the window that opened on Sunday. So the next opens a week later; New York is at UTC-4.
    assert us.next_opens_at == dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)
    assert queries.schedule(us.alex) == ScheduleStatus(
        cadence_weeks=1,
        weekday=1,
        local_time="08:00",
        time_zone="America/New_York",
        window_hours=96,
        paused=False,
        resting=False,
        changes=[ScheduleEdit(by="partner", what="moved", on=dt.date(2026, 5, 3))],
        next_opens_at=us.next_opens_at,
    )


def test_what_was_due_opens_before_a_change_swallows_it() -> None:
    us = pair()
    due = us.next_opens_at
    actions.pause(us.alex, now=due + HOUR)
    assert (us.check_in.number, us.check_in.opens_at) == (2, due)


def test_who_left_changes_nothing() -> None:
    us = pair()
    people.leave(us.alex, now=NOW)
    assert schedule_of(us).next_opens_at is None
    for outsider in (us.alex, us.bo, user("Kim")):
        with pytest.raises(NotFound):
            actions.resume(outsider, now=NOW)
        with pytest.raises(NotFound):
            queries.schedule(outsider)
    assert actions.open_due(now=NOW + 9 * WEEK) == 0


def test_both_are_asked_the_same_and_every_reason_within_nine_sets() -> None:
    us = pair()
    asked: set[str] = set()
    for _ in range(9):
        check_in = reveal(us, now=us.check_in.opens_at + HOUR)
        asked |= {
            reason
            for prompt in check_in.prompts
            if prompt["kind"] == "reason"
            for reason in prompt["reasons"]
        }
        actions.open_due(now=us.next_opens_at)
    library = {row.reason.key for row in queries.library(us.alex).results}
    tender = {
        "faded-touch",
        "changed-feelings",
        "damaged-trust",
        "support-elsewhere",
        "pulled-elsewhere",
        "different-future",
    }
    assert library - tender <= asked
    assert not asked & tender


def test_tender_topics_need_both() -> None:
    us = pair()

    def tender_asked() -> bool:
        for _ in range(9):
            check_in = reveal(us, now=us.check_in.opens_at + HOUR)
            actions.open_due(now=us.next_opens_at)
            if any("damaged-trust" in prompt["reasons"] for prompt in check_in.prompts):
                return True
        return False

    Membership.objects.filter(user=us.alex).update(tender_topics=True)
    assert not tender_asked()
    Membership.objects.filter(user=us.bo).update(tender_topics=True)
    assert tender_asked()


def test_a_missed_week_does_not_advance_the_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    us, sam = pair(), alone()
    seen: list[int] = []

    def spy(**given: Any) -> list[str]:
        seen.append(len(given["past"]))
        return selection.select(**given)

    monkeypatch.setattr(
        "checkins.actions.opening.selection",
        SimpleNamespace(select=spy, REMEMBERED=selection.REMEMBERED),
    )
    actions.open_due(now=us.next_opens_at)
    reveal(us, now=us.check_in.opens_at + HOUR)
    own = CheckIn.objects.get(couple__memberships__user=sam, state="open")
    submit(sam, own, now=own.opens_at + HOUR)
    actions.open_due(now=us.next_opens_at)
    assert seen == [0, 0, 1, 1]
