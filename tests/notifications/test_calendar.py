"""The calendar feed: what a calendar program reads at a secret address, and when it reads nothing any more."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checkins import actions as checkins
from checkins.models import CheckIn, Schedule
from couples import actions as couples
from couples.models import User
from notifications.calendar import feeds
from notifications.models import CalendarFeed
from project.settings.logs import Structured
from tests.checkins import world as ritual

NOW = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
PATH = "/api/v1/notifications/calendar"


class Person:
    """Somebody with the app in one hand and a calendar in the other."""

    def __init__(self, name: str) -> None:
        self.user = User.objects.create_user(
            f"{name.lower()}@example.org", display_name=name, time_zone="Europe/Madrid"
        )
        self.app = Client()
        self.app.force_login(self.user, backend="couples.backends.CodeOrPasskey")

    def address(self) -> str:
        """Make a new one; its path."""
        made = self.app.post(PATH, content_type="application/json")
        assert made.status_code == 201, made.content
        return str(made.json()["address"]).removeprefix("http://localhost:8000")


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def pair(db: None, clock: Any) -> tuple[Person, Person]:
    ada, ben = Person("Ada"), Person("Ben")
    couples.form_pair(ada.user, ben.user, now=NOW)
    return ada, ben


def ask(path: str, **headers: str) -> Any:
    """What a calendar program gets: it has no session, and takes what it takes."""
    return Client().get(path, headers={"Accept": "text/calendar", **headers})


def events(path: str) -> list[icalendar.Component]:
    """The events, read back by a parser."""
    answer = ask(path)
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def starts(path: str) -> list[dt.datetime]:
    return [event.decoded("dtstart") for event in events(path)]


def test_each_fetch_gives_the_same_until_the_schedule_changes(
    pair: tuple[Person, Person], clock: Any
) -> None:
    """Calendar programs take a new stamp for a change of every event, and tell their owner."""
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
    for secret in ("Ada", "Ben", "partner", "http", str(ada.user.pk), ada.user.pk.hex, "ada@", "ALARM"):
        assert secret not in text
    assert starts(path)[0] == Schedule.objects.get().next_opens_at
    assert len(starts(path)) == feeds.TOLD
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
    assert len(starts(path)) == feeds.TOLD


def test_it_is_the_same_whatever_anybody_has_answered(pair: tuple[Person, Person]) -> None:
    """Also the same work: nothing of either's half is asked for."""
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
    """It may hang in a calendar that the partner sees."""
    ada, ben = pair
    mine, theirs = ada.address(), ben.address()
    before = [(ask(path).content) for path in (mine, theirs)]
    checkins.rest(ada.user)
    assert [ask(path).content for path in (mine, theirs)] == before


def test_somebody_alone_has_one_too(db: None, clock: Any) -> None:
    sam = Person("Sam")
    couples.start_alone(sam.user, now=NOW)
    assert len(starts(sam.address())) == feeds.TOLD


def test_who_lives_in_no_couple_has_none(db: None, clock: Any) -> None:
    sam = Person("Sam")
    assert sam.app.post(PATH, content_type="application/json").status_code == 404
    assert sam.app.get(PATH).json() == {"since": None}


def test_the_address_is_shown_once_and_kept_as_a_hash(pair: tuple[Person, Person]) -> None:
    ada, _ben = pair
    path = ada.address()
    token = path.split("/")[-1].removesuffix(".ics")
    assert len(token) == 32
    assert ada.app.get(PATH).json() == {"since": "2026-03-01T18:00:00Z"}
    kept = bytes(CalendarFeed.objects.get().token_hash)
    assert len(kept) == 32
    assert token.encode() not in kept


def test_a_new_address_ends_the_one_before(pair: tuple[Person, Person]) -> None:
    ada, ben = pair
    first, bens = ada.address(), ben.address()
    second = ada.address()
    assert [ask(path).status_code for path in (first, second, bens)] == [404, 200, 200]


def ended_by_hand(ada: Person, ben: Person) -> None:
    assert ada.app.delete(PATH).status_code == 204
    assert ada.app.delete(PATH).status_code == 204


def left(ada: Person, ben: Person) -> None:
    couples.leave(ada.user, now=NOW)


def was_left(ada: Person, ben: Person) -> None:
    couples.leave(ben.user, now=NOW)


def erased(ada: Person, ben: Person) -> None:
    couples.erase(ada.user, now=NOW)


def switched_off(ada: Person, ben: Person) -> None:
    User.objects.filter(pk=ada.user.pk).update(is_active=False)


def signed_out_everywhere(ada: Person, ben: Person) -> None:
    assert ada.app.post("/api/v1/me/sign-out-everywhere").status_code == 204


@pytest.mark.parametrize(
    "end",
    [ended_by_hand, left, was_left, erased, switched_off, signed_out_everywhere],
    ids=lambda end: end.__name__,
)
def test_it_ends(pair: tuple[Person, Person], end: Any) -> None:
    ada, ben = pair
    path = ada.address()
    assert ask(path).status_code == 200
    end(ada, ben)
    answer = ask(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    # It is not kept either, except for people who were deactivated and may be activated again.
    assert CalendarFeed.objects.exists() is (end is switched_off)


def test_an_old_address_does_not_lead_into_a_new_couple(pair: tuple[Person, Person]) -> None:
    ada, _ben = pair
    path = ada.address()
    couples.leave(ada.user, now=NOW)
    couples.form_pair(ada.user, Person("Cleo").user, now=NOW)
    assert ask(path).status_code == 404
    assert ada.app.get(PATH).json() == {"since": None}


def test_signing_out_of_one_device_of_two_leaves_it(pair: tuple[Person, Person]) -> None:
    ada, _ben = pair
    other = Client()
    other.force_login(ada.user, backend="couples.backends.CodeOrPasskey")
    path = ada.address()
    assert ada.app.post("/api/v1/me/sign-out-others").status_code == 204
    assert ask(path).status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 32, "A" * 31, "A" * 400, "é" * 32])
def test_what_is_no_address_is_not_there(pair: tuple[Person, Person], token: str) -> None:
    answer = ask(f"{PATH}/{token}.ics")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json"


def test_it_is_for_nobody_to_keep_and_sets_no_cookie(pair: tuple[Person, Person]) -> None:
    answer = ask(pair[0].address())
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "ETag" not in answer
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("accept", ["text/calendar", "text/html", "*/*", "application/x-nothing", ""])
def test_whatever_a_calendar_says_that_it_takes(pair: tuple[Person, Person], accept: str) -> None:
    assert ask(pair[0].address(), Accept=accept).status_code == 200


def test_the_address_lets_in_nowhere_else(pair: tuple[Person, Person]) -> None:
    path = pair[0].address()
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        assert Client().generic(method, path).status_code == 405
    for other in (PATH, "/api/v1/home", "/api/v1/me"):
        assert Client().get(other, headers={"Authorization": f"Bearer {path}"}).status_code == 401


def test_one_persons_calendars_are_limited_together_and_nobody_elses(
    pair: tuple[Person, Person], settings: Any
) -> None:
    cache.clear()
    mine, theirs = (person.address() for person in pair)
    statuses = [ask(mine).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert ask(theirs).status_code == 200


def test_a_fault_there_does_not_write_the_address_down(
    pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = pair[0].address()

    def broken(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("no")

    monkeypatch.setattr("notifications.calendar.ics.written", broken)
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == 500
    [formatter] = [
        handler.formatter
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, Structured)
    ]
    written = [formatter.format(record) for record in caplog.records]
    assert any("RuntimeError" in line for line in written)
    assert path.split("/")[-1][:32] not in f"{written} {answer.content!r}"
