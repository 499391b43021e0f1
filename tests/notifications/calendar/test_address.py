"""Tests of the secret calendar link: when the link stops working, and that it gives access only to the calendar."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from couples import actions as couples
from couples.models import User
from notifications.models import CalendarFeed
from project.settings.logs import Structured
from tests.factories import joined
from tests.notifications.calendar.feed import NOW, PATH, Person, ask


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


def everyone_signed_out(ada: Person, ben: Person) -> None:
    call_command("end_sessions")


def restored(ada: Person, ben: Person) -> None:
    """End all sessions after a restore. A backup has no sessions, so none are left to end."""
    Session.objects.all().delete()
    call_command("end_sessions")


@pytest.mark.parametrize(
    "end",
    [
        ended_by_hand,
        left,
        was_left,
        erased,
        switched_off,
        signed_out_everywhere,
        everyone_signed_out,
        restored,
    ],
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
    # The link is also deleted, except for people who were deactivated: they may be activated again.
    assert CalendarFeed.objects.exists() is (end is switched_off)


def test_an_old_address_does_not_lead_into_a_new_couple(pair: tuple[Person, Person]) -> None:
    ada, _ben = pair
    path = ada.address()
    couples.leave(ada.user, now=NOW)
    joined(ada.user, Person("Cleo").user, now=NOW)
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

    monkeypatch.setattr("notifications.calendar.ics.calendar_file", broken)
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
