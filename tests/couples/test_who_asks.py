"""The session and the person come in one statement; whoever it does not plainly name is looked at as Django does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from couples.middleware import signed_in
from couples.models import Device, User
from couples.sessions import SessionStore
from tests.couples.conftest import Browser


@pytest.fixture
def robin(browser: Browser) -> Browser:
    """A browser in which somebody is signed in."""
    browser.sign_in("robin@example.org")
    return browser


def _who(browser: Browser) -> tuple[Any, list[str]]:
    """Who a request of this browser comes from, and what the database was asked for it."""
    request = RequestFactory().get("/")
    request.session = SessionStore(browser.cookies["session"].value)
    with CaptureQueriesContext(connection) as asked:
        person = signed_in(request)
    return person, [query["sql"] for query in asked]


def test_the_session_and_its_person_are_one_statement(robin: Browser) -> None:
    person, asked = _who(robin)
    assert person == User.objects.get()
    assert len(asked) == 1


def test_the_person_is_as_whole_as_one_that_was_asked_for_alone(robin: Browser) -> None:
    person, _asked = _who(robin)
    asked_for = User.objects.get()
    assert {field.attname: getattr(person, field.attname) for field in User._meta.concrete_fields} == {
        field.attname: getattr(asked_for, field.attname) for field in User._meta.concrete_fields
    }
    assert not person._state.adding
    assert not person.get_deferred_fields()


def test_a_session_without_a_device_signs_in_whom_it_names(robin: Browser) -> None:
    Device.objects.all().delete()
    person, asked = _who(robin)
    assert person == User.objects.get()
    assert len(asked) == 2


def test_a_device_of_somebody_else_signs_nobody_in_as_them(robin: Browser) -> None:
    """What the session names counts, and was proved; the device is only where to look first."""
    other = User.objects.create_user("other@example.org")
    Device.objects.update(user=other)
    person, _asked = _who(robin)
    assert person.email == "robin@example.org"


@pytest.mark.parametrize("gone", ["inactive", "new password", "staff rights", "deleted", "other backend"])
def test_nobody_is_signed_in_who_may_not_be_any_more(robin: Browser, gone: str, settings: Any) -> None:
    user = User.objects.get()
    if gone == "inactive":
        user.is_active = False
    elif gone == "new password":
        user.set_unusable_password()
    elif gone == "staff rights":
        user.is_staff = True
    elif gone == "other backend":
        settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    user.save()
    if gone == "deleted":
        user.delete()
    person, _asked = _who(robin)
    assert not person.is_authenticated
    assert robin.api("get", "/me").status_code == 401


def test_a_new_secret_key_keeps_who_was_signed_in_under_the_former(robin: Browser, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another, long enough for a test",
        [settings.SECRET_KEY],
    )
    person, _asked = _who(robin)
    assert person == User.objects.get()


@pytest.mark.parametrize("key", ["", "short", "a" * 32, "é" * 40, "x" * 5000, "\x00"])
def test_a_key_that_is_none_signs_nobody_in(db: None, key: str) -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    assert not signed_in(request).is_authenticated


def test_what_was_tampered_with_in_the_table_signs_nobody_in(robin: Browser) -> None:
    session = Session.objects.get()
    session.session_data = session.session_data[:-4] + "AAAA"
    session.save()
    assert not _who(robin)[0].is_authenticated


def test_a_session_ends_to_the_second(db: None) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        browser = Browser()
        browser.sign_in("robin@example.org")
        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        assert _who(browser)[0].is_authenticated
        clock.shift(timedelta(seconds=1))
        assert not _who(browser)[0].is_authenticated
