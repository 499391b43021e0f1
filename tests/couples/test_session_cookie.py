"""The session cookie has a name that no other program uses, and the app reads no cookie with another name."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from tests.journeys.people import Person

pytestmark = pytest.mark.django_db


def test_the_name_says_whose_it_is() -> None:
    assert "sbs_session" in Person("Ana").client.cookies


def test_under_another_name_a_session_opens_nothing() -> None:
    """Any host of the same domain can set a cookie with a plain name, even with the key of a session of its own."""
    browser = Client()
    browser.cookies["session"] = Person("Ana").client.cookies[configured.SESSION_COOKIE_NAME].value
    assert browser.get("/api/v1/me").status_code == 401


def test_another_programs_cookie_is_left_alone() -> None:
    browser = Client()
    browser.cookies["session"] = "a-cookie-of-another-program"
    answer = browser.get("/api/v1/me")
    assert answer.status_code == 401
    assert "session" not in answer.cookies
    signed_in = Person("Ana").client
    signed_in.cookies["session"] = "a-cookie-of-another-program"
    answer = signed_in.get("/api/v1/me")
    assert answer.status_code == 200
    assert "session" not in answer.cookies


@pytest.mark.parametrize("proxies", [2, 3])
def test_with_fewer_proxies_than_are_trusted_signing_in_still_works(settings: Settings, proxies: int) -> None:
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = Client(headers={"x-forwarded-for": "203.0.113.9"}).post(
        "/_allauth/browser/v1/auth/code/request",
        {"email": "ana@example.org"},
        content_type="application/json",
    )
    assert answer.status_code == 401, "which means: go on with the code"
