"""A session ends 90 days after signing in, or earlier if the app was not opened for 30 days."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command

from couples.models import Device
from couples.tasks import purge_expired_sessions
from tests.couples.conftest import Browser
from tests.couples.test_devices import NOON


def test_sessions_that_are_over_are_forgotten_with_their_devices(db: None) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        Browser().sign_in("ada@example.org")
        clock.shift(timedelta(days=29))
        Browser().sign_in("ada@example.org")
        clock.shift(timedelta(days=2))
        purge_expired_sessions()
    assert Device.objects.get().first_seen == NOON + timedelta(days=29)
    assert Session.objects.count() == 1


def _in(browser: Browser) -> bool:
    return bool(browser.api("get", "/me").status_code == 200)


def test_a_session_ends_a_month_after_the_app_was_last_opened(db: None) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone = Browser()
        phone.sign_in("ada@example.org")
        for _ in range(2):
            clock.shift(timedelta(days=29))
            assert _in(phone)
        clock.shift(timedelta(days=30, seconds=1))
        assert not _in(phone)


def test_a_session_ends_after_ninety_days_however_often_the_app_is_opened(db: None) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone = Browser()
        phone.sign_in("ada@example.org")
        assert phone.cookies["sbs_session"]["max-age"] == 90 * 24 * 3600
        for _ in range(9):
            clock.shift(timedelta(days=9, hours=23))
            assert _in(phone)
            # This request saves the session, which must not restart the ninety days.
            phone.auth("post", "/auth/code/request", {"email": "somebody@example.org"})
        clock.shift(timedelta(days=1))
        assert not _in(phone)


def test_asking_whether_one_is_signed_in_keeps_no_one_signed_in(db: None) -> None:
    """Only opening the app extends a session. Automatic requests of a page or a service worker do not extend it."""
    with time_machine.travel(NOON, tick=False) as clock:
        phone = Browser()
        phone.sign_in("ada@example.org")
        for _ in range(3):
            clock.shift(timedelta(days=10))
            last = phone.auth("get", "/auth/session").status_code
        assert last == 401


def test_ending_all_sessions_counts_the_sessions_alone(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("ada", "ben"):
        Browser().sign_in(f"{name}@example.org")
    Browser().auth("post", "/auth/code/request", {"email": "kit@example.org"})
    assert (Session.objects.count(), Device.objects.count()) == (3, 2)
    call_command("end_sessions")
    assert capsys.readouterr().out == "Ended sessions: 3.\n"
    assert not Session.objects.exists()
    assert not Device.objects.exists()
