"""Rate limits count each person or network separately, hold across processes, and fail safely without the cache."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.settings import api_settings
from structlog.testing import capture_logs

from project.http.throttles import Ceiling, RequestCounter
from tests.couples.conftest import Browser, mailed_code
from tests.deploy.fresh_process import FreshProcesses
from tests.journeys.people import Person, pair

pytestmark = pytest.mark.django_db
#: A moment in the middle of a minute and of an hour, so that no window ends during a test.
NOW = dt.datetime(2026, 3, 1, 12, 30, 30, tzinfo=dt.UTC)


def _until_refused(person: Person, most: int, method: str, path: str, body: Any = None) -> dict[str, Any]:
    """Send `most` requests that must pass, then a request that must be refused with 429.

    Return the error in the JSON of the refused request.
    """
    with time_machine.travel(NOW, tick=False):
        for _ in range(most):
            person.call(method, path, body, status=(200, 201, 404, 409))
        response = person.client.generic(method, f"/api/v1{path}", "{}", content_type="application/json")
    assert response.status_code == 429
    assert response["Cache-Control"] == "no-store"
    error: dict[str, Any] = response.json()["error"]
    assert error["code"] == "throttled"
    assert int(response["Retry-After"]) == error["retry_after"] > 0
    return error


@pytest.mark.parametrize(
    ("most", "method", "path", "body"),
    [
        (10, "POST", "/pairing/redeem", {"code": "AAAA-AAAA"}),
        (20, "POST", "/pairing/invitations", None),
        (6, "POST", "/notifications/test", None),
        (12, "POST", "/notifications/nudges/00000000-0000-4000-8000-000000000000", None),
    ],
)
def test_what_can_be_guessed_or_sends_something_is_limited_by_the_hour(
    most: int, method: str, path: str, body: Any
) -> None:
    ana = Person("Ana")
    error = _until_refused(ana, most, method, path, body)
    assert 60 < error["retry_after"] <= 3600
    with time_machine.travel(NOW + dt.timedelta(hours=1, seconds=1), tick=False):
        ana.call(method, path, body, status=(200, 201, 404))


def test_the_limit_is_each_persons_own() -> None:
    ana, ben = Person("Ana"), Person("Ben")
    _until_refused(ana, 10, "POST", "/pairing/redeem", {"code": "AAAA-AAAA"})
    with time_machine.travel(NOW, tick=False):
        ben.post("/pairing/redeem", {"code": "AAAA-AAAA"}, status=404)
        ana.get("/me")


def test_a_partner_learns_nothing_from_the_others_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ceiling, "LIMIT", 5)
    ana, ben = Person("Ana"), Person("Ben")
    with time_machine.travel(NOW - dt.timedelta(minutes=5), tick=False):
        pair(ana, ben)
    _until_refused(ana, 5, "GET", "/home")
    with time_machine.travel(NOW, tick=False):
        ben.get("/home")


def test_leaving_works_when_nothing_else_of_pairing_does() -> None:
    ana, ben = Person("Ana"), Person("Ben")
    with time_machine.travel(NOW - dt.timedelta(hours=2), tick=False):
        pair(ana, ben)
    _until_refused(ana, 20, "POST", "/pairing/invitations")
    with time_machine.travel(NOW, tick=False):
        assert ana.post("/space/leave")["space"]["state"] == "none"


#: Code that forks four processes, each with its own connections. All of them start to send requests when the pipe
#: closes, and print how many requests were allowed.
_ASKS = """
import os, sys, django
django.setup()
from django.contrib.auth.models import AnonymousUser
from rest_framework.test import APIRequestFactory
from rest_framework.request import Request
from project.http import throttles
throttles.time = type("Clock", (), {"time": staticmethod(lambda: 1772368230.0)})
request = Request(APIRequestFactory().get("/"))
request.user = AnonymousUser()
view = type("View", (), {"throttle_scope": "redeem"})()
waiting, closed = os.pipe()
for _ in range(4):
    if os.fork() == 0:
        os.close(closed)
        os.read(waiting, 1)
        limit, asks = getattr(throttles, sys.argv[1])(), int(sys.argv[2])
        os.write(1, b"%d\\n" % sum(limit.allow_request(request, view) for _ in range(asks)))
        break
else:
    os.close(closed)
    sys.exit(any(os.wait()[1] for _ in range(4)))
"""


def _allowed_to_four(processes: FreshProcesses, valkey_url: str, limit: str, asks: int) -> int:
    """Return how many requests are allowed in total, if four processes check `asks` requests each at the same time.

    `limit` is the name of the rate limit's class.
    """
    environment = {**os.environ, "REDIS_URL": valkey_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    asked = processes.python(environment, "-c", _ASKS, limit, str(asks))
    assert asked.returncode == 0, asked.stderr
    allowed = [int(each) for each in asked.stdout.split()]
    assert len(allowed) == 4
    return sum(allowed)


@pytest.mark.slow
def test_processes_count_together(processes: FreshProcesses, valkey_url: str) -> None:
    """Show that four processes together allow the same number of requests as one process."""
    assert _allowed_to_four(processes, valkey_url, "Scope", 40) == 10


@pytest.mark.slow
def test_processes_tell_each_other_of_the_ceiling_per_batch(
    processes: FreshProcesses, valkey_url: str
) -> None:
    allowed = _allowed_to_four(processes, valkey_url, "Ceiling", 2 * Ceiling.LIMIT)
    assert Ceiling.LIMIT <= allowed <= Ceiling.LIMIT + 4 * Ceiling.BATCH_SIZE


def test_nearly_every_request_goes_without_the_cache(settings: Any) -> None:
    ana = Person("Ana")
    settings.CACHES = {"default": {**_SHARED, "LOCATION": "unix:///nowhere/valkey.sock"}}
    with capture_logs() as said, time_machine.travel(NOW, tick=False):
        for _ in range(2 * Ceiling.BATCH_SIZE):
            ana.get("/me")
    assert [line["event"] for line in said].count("rate_limits_down") == 2


def test_the_turn_of_the_minute_wipes_nothing_and_carries_nothing_over() -> None:
    counter = RequestCounter()
    assert [counter.add("ana", 7) for _ in range(3)] == [1, 2, 3]
    assert counter.add("ana", 8) == 1
    assert counter.add("ana", 7) == 2  # this request read the clock right before the new minute
    counter.raise_to("ana", 600, 7)  # the total comes from the previous minute
    assert counter.add("ana", 8) == 3
    counter.raise_to("ana", 600, 8)
    assert counter.add("ana", 8) == 601
    assert counter.add("ben", 8) == 1


def test_the_ceiling_is_a_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ceiling, "LIMIT", 5)
    ana = Person("Ana")
    _until_refused(ana, 5, "GET", "/home")
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        ana.get("/home")


_SHARED = {"BACKEND": "project.cache.Cache", "OPTIONS": {"socket_timeout": 1}}


def test_without_the_cache_a_check_in_goes_on_and_a_secret_is_not_guessed_at(settings: Any) -> None:
    ana, ben = Person("Ana"), Person("Ben")
    pair(ana, ben)
    carla = Person("Carla")
    settings.CACHES = {"default": {**_SHARED, "LOCATION": "unix:///nowhere/valkey.sock"}}
    with capture_logs() as said:
        assert ana.get("/me")["display_name"] == "Ana"
        assert ana.open_check_in()["prompts"]
        assert ana.get("/notifications/preview")
        refused = carla.post("/pairing/redeem", {"code": "AAAA-AAAA"}, status=503)
        carla.post("/pairing/invitations", status=201)
    assert refused["error"]["code"] == "try_later"
    assert {line["event"] for line in said} >= {"rate_limits_down"}


@pytest.mark.parametrize(
    "limits", [False, {"request_login_code_near": "6/h/key", "request_login_code": "5/m/key"}]
)
def test_without_the_cache_signing_in_waits(settings: Any, limits: Any) -> None:
    """Without the cache, refuse to confirm a code. If sending codes has rate limits, also refuse to send a code."""
    browser = Browser()
    browser.auth("post", "/auth/code/request", {"email": "ana@example.org"})
    code = {"code": mailed_code("ana@example.org")}
    cached, settings.ACCOUNT_RATE_LIMITS = settings.CACHES, limits
    settings.CACHES = {"default": {**_SHARED, "LOCATION": "unix:///nowhere/valkey.sock"}}
    confirmed = browser.auth("post", "/auth/code/confirm", code)
    assert confirmed.status_code == 503
    assert confirmed.json()["error"]["code"] == "try_later"
    if limits:
        assert Browser().auth("post", "/auth/code/request", {"email": "ben@example.org"}).status_code == 503
    settings.CACHES = cached
    assert browser.auth("post", "/auth/code/confirm", code).status_code == 200


def test_every_scope_of_a_view_has_a_limit() -> None:
    named = {
        scope
        for pattern in _views(get_resolver())
        if (scope := getattr(getattr(pattern.callback, "cls", None), "throttle_scope", None))
    }
    assert named >= {"pairing", "redeem", "send", "propose", "nudge"}
    assert named <= set(api_settings.DEFAULT_THROTTLE_RATES)


def _views(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield found
        else:
            yield from _views(found)


def test_a_visitor_is_counted_by_address_and_a_forged_header_is_no_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Ceiling, "LIMIT", 3)
    client = Client()
    with time_machine.travel(NOW, tick=False):
        statuses = [
            client.get("/api/schema", headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code
            for number in range(5)
        ]
        assert statuses == [200, 200, 200, 429, 429]
        assert client.get("/api/schema", REMOTE_ADDR="203.0.113.9").status_code == 200
        # Even for an HTML page, the refusal is in the JSON error format.
        assert client.get("/api/docs").json()["error"]["code"] == "throttled"
