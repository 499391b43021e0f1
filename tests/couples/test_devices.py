"""People see a list of their signed-in devices, without IP addresses, and can sign out one device or all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from couples.models import Device
from couples.signed_in import sessions
from couples.signed_in.devices import name_of
from tests.couples.conftest import Browser

NOON = datetime(2026, 3, 1, 12, 20, tzinfo=UTC)
PIXEL = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PIXEL, "Chrome · Android"),
        (IPHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/17.0 Safari/605", "Safari · Mac"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_device_has_a_name_that_people_know(agent: str, name: str) -> None:
    assert name_of(agent) == name


def test_my_devices_are_listed_with_this_one_first_and_no_address(db: None) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone, laptop = Browser(), Browser()
        phone.defaults["HTTP_USER_AGENT"] = PIXEL
        phone.sign_in("ada@example.org")
        clock.shift(timedelta(hours=3))
        laptop.sign_in("ada@example.org")
        listed = phone.api("get", "/me/devices")
    first, second = listed.json()
    assert first == {
        "id": str(Device.objects.get(name="Chrome · Android").pk),
        "name": "Chrome · Android",
        "first_seen": "2026-03-01T12:20:00Z",
        "last_seen": "2026-03-01T12:00:00Z",
        "here": True,
    }
    assert (second["here"], second["last_seen"]) == (False, "2026-03-01T15:00:00Z")
    assert b"127.0.0.1" not in listed.content


@pytest.mark.parametrize("path", ["/me", "/home"])
def test_last_seen_is_written_once_an_hour_and_only_as_the_app_is_opened(db: None, path: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone = Browser()
        phone.sign_in("ada@example.org")
        phone.api("get", "/me")
        clock.shift(timedelta(hours=2))
        phone.api("get", "/notifications/preferences")
        assert Device.objects.get().last_seen.hour == 12
        phone.api("get", path)
        assert Device.objects.get().last_seen == NOON.replace(hour=14, minute=0)
        with CaptureQueriesContext(connection) as asked:
            phone.api("get", path)
        assert not [query for query in asked if query["sql"].startswith("UPDATE")]


def test_a_device_can_be_signed_out_from_another(db: None) -> None:
    phone, laptop, other = Browser(), Browser(), Browser()
    for browser, email in ((phone, "ada"), (laptop, "ada"), (other, "kit")):
        browser.sign_in(f"{email}@example.org")
    lost = next(one["id"] for one in laptop.api("get", "/me/devices").json() if not one["here"])
    assert other.api("delete", f"/me/devices/{lost}").status_code == 404
    assert phone.api("get", "/me").status_code == 200
    with_commit = laptop.api("delete", f"/me/devices/{lost}")
    assert with_commit.status_code == 204
    assert [one["here"] for one in laptop.api("get", "/me/devices").json()] == [True]
    assert not Session.objects.filter(device=lost).exists()


@pytest.mark.django_db(transaction=True)
def test_who_is_signed_out_elsewhere_is_out_at_the_next_request() -> None:
    phone, laptop, tablet = Browser(), Browser(), Browser()
    for browser in (phone, laptop, tablet):
        browser.sign_in("ada@example.org")
    lost = str(Device.objects.order_by("first_seen")[0].pk)
    assert laptop.api("delete", f"/me/devices/{lost}").status_code == 204
    assert phone.api("get", "/me").status_code == 401
    assert laptop.api("post", "/me/sign-out-others").status_code == 204
    assert tablet.api("get", "/me").status_code == 401
    assert laptop.api("get", "/me").status_code == 200


def test_signing_out_takes_the_device_off_the_list(browser: Browser) -> None:
    browser.sign_in("ada@example.org")
    assert Device.objects.count() == 1
    browser.auth("delete", "/auth/session")
    assert not Device.objects.exists()
    assert not Session.objects.exists()


def test_a_session_that_is_over_is_on_no_list(db: None) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone, laptop = Browser(), Browser()
        phone.sign_in("ada@example.org")
        clock.shift(timedelta(days=91))
        laptop.sign_in("ada@example.org")
        assert [one["here"] for one in laptop.api("get", "/me/devices").json()] == [True]


def test_the_tables_hold_no_key_that_opens_a_session(browser: Browser) -> None:
    browser.sign_in("ada@example.org")
    key = browser.cookies["sbs_session"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key, session_data FROM django_session")
        [(kept, data)] = cursor.fetchall()
    assert kept == sessions.stored_key(key)
    assert key not in kept + data
    thief = Client()
    thief.cookies["sbs_session"] = kept
    assert thief.get("/api/v1/me").status_code == 401


def test_a_key_that_someone_else_chose_is_never_taken_over(db: None) -> None:
    browser = Browser()
    browser.cookies["sbs_session"] = "a" * 32
    browser.sign_in("ada@example.org")
    assert browser.cookies["sbs_session"].value != "a" * 32


def test_a_session_that_is_ended_while_a_request_is_under_way_does_not_come_back(browser: Browser) -> None:
    browser.sign_in("ada@example.org")
    store = sessions.SessionStore(browser.session.session_key)
    store["seen"] = True
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert browser.api("get", "/me").status_code == 401
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("method", "path", "body", "leaves"),
    [
        ("delete", "/me/devices/{other}", None, False),
        ("post", "/me/sign-out-others", None, False),
        ("post", "/me/sign-out-everywhere", None, True),
        ("post", "/me/erase", {"confirm": "erase everything"}, True),
    ],
)
def test_no_way_out_needs_the_cache(
    settings: Any, method: str, path: str, body: dict[str, str] | None, leaves: bool
) -> None:
    here, there = Browser(), Browser()
    for browser in (here, there):
        browser.sign_in("robin@example.org")
    [other] = [each["id"] for each in here.api("get", "/me/devices").json() if not each["here"]]
    settings.CACHES = {
        "default": {"BACKEND": "project.cache.Cache", "LOCATION": "unix:///nowhere/valkey.sock"}
    }
    answer = here.api(method, path.format(other=other), body)
    assert answer.status_code == 204
    assert there.api("get", "/me").status_code == 401
    if leaves:
        assert answer.cookies["sbs_session"].value == ""
    assert (here.api("get", "/me").status_code == 401) == leaves
