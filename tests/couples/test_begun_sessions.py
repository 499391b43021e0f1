"""The server stores only a limited number of sessions for visitors who are not signed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings
from structlog.testing import capture_logs

from tests.couples.conftest import AUTH, Browser
from tests.couples.test_devices import NOON
from tests.couples.test_passkeys import add_passkey, options
from tests.journeys import routes

BEGIN = "/auth/webauthn/login"
MOST = 12
PRODUCTION = configured.SESSIONS_BEGUN_MOST
HERE = "203.0.113.7"


@pytest.fixture(autouse=True)
def noon(db: None, settings: Settings, time_machine: Any) -> Any:
    settings.SESSIONS_BEGUN_MOST = MOST
    time_machine.move_to(NOON, tick=False)
    return time_machine


def test_the_limit_is_far_above_what_a_household_needs_and_far_below_a_flood() -> None:
    assert 30 <= PRODUCTION <= 100


def begin(address: str = HERE, method: str = "GET") -> int:
    """Begin a sign-in by passkey from this IP address, without cookies. Return the HTTP status."""
    status: int = Client().generic(method, AUTH + BEGIN, REMOTE_ADDR=address).status_code
    return status


def test_a_flood_of_begun_passkey_sign_ins_stores_a_bounded_number_of_rows() -> None:
    assert [begin() for _ in range(5 * MOST)] == [200] * MOST + [429] * 4 * MOST
    assert begin(method="HEAD") == 429
    assert Session.objects.count() == MOST


def test_a_flood_from_one_ipv6_network_is_one_flood() -> None:
    for n in range(3 * MOST):
        begin(f"2001:db8:0:12{n % 16:x}::{n:x}")
    assert Session.objects.count() == MOST
    for n in range(5 * MOST):
        begin(f"2001:db8:0:{n % 256:x}00::1")
    assert Session.objects.count() == 2 * MOST


def test_cookies_that_are_no_session_are_no_way_past_the_limit() -> None:
    for n in range(2 * MOST):
        client = Client(REMOTE_ADDR=HERE)
        client.cookies[configured.SESSION_COOKIE_NAME] = f"{n:032x}"
        client.get(AUTH + BEGIN)
    assert Session.objects.count() == MOST


def test_the_refusal_says_what_to_do_and_is_logged() -> None:
    for _ in range(MOST):
        begin()
    with capture_logs() as said:
        refused = Client().get(AUTH + BEGIN, REMOTE_ADDR=HERE)
    assert [(line["event"], line["at"], line["status"]) for line in said] == [
        ("sign_in_refused", "auth/webauthn/login", 429)
    ]
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "throttled"
    assert configured.SESSION_COOKIE_NAME not in refused.cookies


def test_a_flood_leaves_everyone_elsewhere_and_every_begun_sign_in_alone(noon: Any) -> None:
    owner = Browser()
    owner.sign_in("robin@example.org")
    passkey = add_passkey(owner)
    begun = Browser()
    begun.defaults["REMOTE_ADDR"] = HERE
    challenge = options(begun.auth("get", BEGIN))
    assert [begin() for _ in range(2 * MOST)].count(429) == MOST + 1
    # A browser with a session may begin a sign-in any number of times.
    assert {begun.auth("get", BEGIN).status_code for _ in range(2 * MOST)} == {200}
    challenge = options(begun.auth("get", BEGIN))
    assert begun.auth("post", BEGIN, {"credential": passkey.get(challenge)}).status_code == 200
    assert begin("198.51.100.9") == 200
    noon.shift(timedelta(hours=1))
    assert begin() == 200


def test_a_flood_of_asked_codes_stores_a_bounded_number_of_rows(settings: Settings, noon: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.SIGN_IN_LIMITS
    for n in range(110):
        noon.shift(timedelta(seconds=5))
        client = Client(REMOTE_ADDR=HERE)
        client.post(f"{AUTH}/auth/code/request", {"email": f"kim-{n}@example.org"}, "application/json")
    assert Session.objects.count() == 100


def test_nothing_else_stores_a_session_for_someone_who_is_not_signed_in() -> None:
    storing = set()
    for route in sorted(routes.routes()):
        for method in ("GET", "HEAD", "POST"):
            before = Session.objects.count()
            body = '{"email": "kim@example.org", "code": "BBBB-BBBB"}'
            Client().generic(method, f"/{route}", body, "application/json").getvalue()
            if Session.objects.count() != before:
                storing.add((method, route))
    start = "_allauth/browser/v1/auth"
    assert storing == {
        ("GET", f"{start}/webauthn/login"),
        ("HEAD", f"{start}/webauthn/login"),
        ("POST", f"{start}/code/request"),
    }
