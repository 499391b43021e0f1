"""One SQL query reads a session together with its signed-in person.

If the result of this query does not match the session, Django's `get_user` decides who is signed in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from asgiref.sync import async_to_sync
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from couples.models import Device, User
from couples.signed_in.middleware import signed_in
from couples.signed_in.sessions import SessionStore, stored_key
from tests.couples.conftest import Browser


@pytest.fixture
def robin(browser: Browser) -> Browser:
    """A browser in which Robin is signed in."""
    browser.sign_in("robin@example.org")
    return browser


def _who(browser: Browser) -> tuple[Any, list[str]]:
    """Look up the signed-in user of a request from this browser. Return the user and the SQL queries of the lookup."""
    request = RequestFactory().get("/")
    request.session = SessionStore(browser.cookies["sbs_session"].value)
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


def test_a_device_of_someone_else_signs_no_one_in_as_them(robin: Browser) -> None:
    """The user whom the session names is signed in, even if the session's device belongs to another user."""
    other = User.objects.create_user("other@example.org")
    other.password = User.objects.get(
        email="robin@example.org"
    ).password  # same password, so the session hash fits both
    other.save()
    Device.objects.update(user=other)
    person, _asked = _who(robin)
    assert person.email == "robin@example.org"


@pytest.mark.parametrize("gone", ["inactive", "new password", "staff rights", "deleted", "other backend"])
def test_no_one_is_signed_in_who_may_not_be_any_more(robin: Browser, gone: str, settings: Any) -> None:
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


def test_a_session_with_another_key_keeps_its_device(robin: Browser, settings: Any) -> None:
    device = Device.objects.get()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another, long enough for a test",
        [settings.SECRET_KEY],
    )
    former = robin.cookies["sbs_session"].value
    assert robin.api("get", "/me").status_code == 200
    assert robin.cookies["sbs_session"].value != former
    assert [one["id"] for one in robin.api("get", "/me/devices").json()] == [str(device.pk)]
    _person, asked = _who(robin)
    assert len(asked) == 1
    robin.cookies["sbs_session"] = former
    assert robin.api("get", "/me").status_code == 401


def test_a_session_that_was_ended_is_given_no_other_key(robin: Browser) -> None:
    store = SessionStore(robin.cookies["sbs_session"].value)
    assert store.items()
    Session.objects.all().delete()
    with pytest.raises(SessionInterrupted):
        store.cycle_key()
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_the_table_holds_opens_no_session_to_those_who_ask_without_waiting() -> None:
    browser = Browser()
    browser.sign_in("robin@example.org")
    key = browser.cookies["sbs_session"].value
    stolen = SessionStore(Session.objects.get().pk)
    assert not async_to_sync(stolen.aitems)()
    assert not async_to_sync(stolen.aexists)(Session.objects.get().pk)
    assert dict(async_to_sync(SessionStore(key).aitems)())["_auth_user_id"] == str(User.objects.get().pk)
    mine = SessionStore(key)
    async_to_sync(mine.acycle_key)()
    async_to_sync(mine.asave)()
    assert Session.objects.get().pk == stored_key(str(mine.session_key))
    async_to_sync(mine.adelete)()
    assert not Session.objects.exists()
    async_to_sync(SessionStore().acreate)()
    assert len(Session.objects.get().pk) == len(stored_key(""))


@pytest.mark.parametrize("key", ["", "short", "a" * 32, "é" * 40, "x" * 5000, "\x00"])
def test_a_key_that_is_none_signs_no_one_in(db: None, key: str) -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    assert not signed_in(request).is_authenticated


def test_what_was_tampered_with_in_the_table_signs_no_one_in(robin: Browser) -> None:
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
