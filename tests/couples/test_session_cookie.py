"""The session cookie has a name that no other program uses. Sessions whose cookie has the former name continue."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from tests.journeys.people import Person

pytestmark = pytest.mark.django_db


def _with_former_name(person: Person) -> Client:
    """Return a signed-in browser whose session cookie still has the cookie's former name."""
    browser = Client()
    browser.cookies["session"] = person.client.cookies[configured.SESSION_COOKIE_NAME].value
    return browser


def test_the_name_says_whose_it_is() -> None:
    assert "sbs_session" in Person("Ana").client.cookies


def test_someone_who_signed_in_before_stays_so_under_the_new_name() -> None:
    browser = _with_former_name(Person("Ana"))
    first = browser.get("/api/v1/me")
    assert first.status_code == 200
    assert first.cookies["sbs_session"]["httponly"]
    assert first.cookies["session"]["max-age"] == 0
    del browser.cookies["session"]
    assert browser.get("/api/v1/me").status_code == 200
    assert "sbs_session" not in browser.get("/api/v1/me").cookies, "once is enough"


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
