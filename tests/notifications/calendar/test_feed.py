"""Tests of the calendar that a calendar app loads: it contains the next openings and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checkins import actions as checkins
from checkins.models import CheckIn, Schedule
from couples import actions as couples
from notifications.calendar import feeds
from tests.checkins import world as ritual
from tests.notifications.calendar.feed import NOW, Person, ask, events, starts


def test_each_fetch_gives_the_same_until_the_schedule_changes(
    pair: tuple[Person, Person], clock: Any
) -> None:
    """Keep the events' time stamp until the schedule changes, because calendar apps notify people of a new stamp."""
    ada, _ben = pair
    path = ada.address()
    first = ask(path)
    for _fetch in range(3):
        clock.shift(dt.timedelta(hours=5, minutes=7))
        again = ask(path)
        assert again.content == first.content
        assert {name: value for name, value in again.headers.items() if name != "Date"} == dict(first.headers)
    Schedule.objects.update(next_opens_at=F("next_opens_at") + dt.timedelta(days=1))
    moved = events(path)
    assert ask(path).content != first.content
    assert len({event.decoded("dtstamp") for event in moved}) == 1


def test_it_holds_the_openings_to_come_and_nothing_else(pair: tuple[Person, Person]) -> None:
    ada, _ben = pair
    path = ada.address()
    answer = ask(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert {line.partition(":")[2] for line in text.splitlines() if line.startswith("SUMMARY")} == {
        "Check-in"
    }
    secrets = ("Adelaide", "Benedict", "partner", "http", str(ada.user.pk), ada.user.pk.hex, ada.user.email)
    for secret in (*secrets, "ALARM"):
        assert str(secret) not in text
    assert starts(path)[0] == Schedule.objects.get().next_opens_at
    assert len(starts(path)) == feeds.OPENINGS_SHOWN
    assert {event["transp"] for event in events(path)} == {"TRANSPARENT"}
    assert {event["class"] for event in events(path)} == {"PRIVATE"}


def test_sunday_at_seven_stays_sunday_at_seven_when_clocks_change(pair: tuple[Person, Person]) -> None:
    found = starts(pair[0].address())
    here = [moment.astimezone(ZoneInfo("Europe/Madrid")) for moment in found]
    assert {(moment.weekday(), moment.hour, moment.minute) for moment in here} == {(6, 19, 0)}
    assert len({moment.utcoffset() for moment in here}) == 2


def test_the_openings_are_those_at_which_it_opens(pair: tuple[Person, Person], clock: Any) -> None:
    checkins.set_schedule(
        pair[0].user, cadence_weeks=2, weekday=2, local_time=dt.time(2, 30),
        time_zone=ZoneInfo("Europe/Madrid"), now=NOW,
    )  # fmt: skip
    told = starts(pair[0].address())[:5]
    opened = []
    for moment in told:
        clock.move_to(moment + dt.timedelta(minutes=1))
        checkins.open_due(now=timezone.now())
        opened.append(CheckIn.objects.latest("opens_at").opens_at)
    assert opened == told


def test_the_same_opening_keeps_its_id_and_partners_have_different_ones(pair: tuple[Person, Person]) -> None:
    ada, ben = (person.address() for person in pair)
    ids = [str(event["uid"]) for event in events(ada)]
    assert ids == [str(event["uid"]) for event in events(ada)]
    assert len(set(ids)) == len(ids)
    assert starts(ada) == starts(ben)
    assert not {str(event["uid"]) for event in events(ben)} & set(ids)


def test_a_pause_empties_it_and_it_is_still_a_calendar(pair: tuple[Person, Person]) -> None:
    path = pair[0].address()
    checkins.pause(pair[1].user, now=NOW)
    assert starts(path) == []
    assert icalendar.Calendar.from_ical(ask(path).content).subcomponents
    checkins.resume(pair[1].user, now=NOW)
    assert len(starts(path)) == feeds.OPENINGS_SHOWN


def test_it_is_the_same_whatever_anybody_has_answered(pair: tuple[Person, Person]) -> None:
    """Show that answers change neither the calendar nor its SQL queries, which never read a response."""
    ada, ben = pair
    path = ada.address()

    def read() -> tuple[bytes, list[str], list[tuple[str, str]]]:
        with CaptureQueriesContext(connection) as asked:
            answer = ask(path)
        return answer.content, [each["sql"] for each in asked], sorted(answer.items())

    before = read()
    assert not any("response" in statement for statement in before[1])
    check_in = CheckIn.objects.get()
    ritual.submit(ben.user, check_in, now=NOW)
    assert read() == before
    ritual.submit(ada.user, check_in, now=NOW)
    assert read() == before


def test_a_quiet_break_does_not_show_in_it(pair: tuple[Person, Person]) -> None:
    """Hide a quiet break in the calendar, because the partner may see the calendar."""
    ada, ben = pair
    mine, theirs = ada.address(), ben.address()
    before = [(ask(path).content) for path in (mine, theirs)]
    checkins.rest(ada.user)
    assert [ask(path).content for path in (mine, theirs)] == before


def test_somebody_alone_has_one_too(db: None, clock: Any) -> None:
    sam = Person("Sam")
    couples.start_alone(sam.user, now=NOW)
    assert len(starts(sam.address())) == feeds.OPENINGS_SHOWN


@pytest.mark.parametrize("accept", ["text/calendar", "text/html", "*/*", "application/x-nothing", ""])
def test_whatever_a_calendar_says_that_it_takes(pair: tuple[Person, Person], accept: str) -> None:
    assert ask(pair[0].address(), Accept=accept).status_code == 200


def test_it_is_for_nobody_to_keep_and_sets_no_cookie(pair: tuple[Person, Person]) -> None:
    answer = ask(pair[0].address())
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "ETag" not in answer
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
