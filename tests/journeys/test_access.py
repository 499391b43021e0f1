"""Every route returns the status in the table `tests.journeys.routes`, and no response leaks others' private words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker, Settings

from checkins.models import Response
from project.http.throttles import Ceiling, RequestCounter
from tests.journeys import routes
from tests.journeys.access_scenario import START, AccessScenario, Viewer
from tests.journeys.request_examples import body_for, paths_of
from tests.journeys.routes import API, COLUMNS, METHODS, OUTSIDERS, ROWS, UNSAFE
from tests.seal.databases import Database
from tests.services.push import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
#: `make test-long` requests each route with every method as each visitor.
EVERY = pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])


@pytest.fixture(scope="module")
def browser() -> Browser:
    """A simulated browser that can receive pushes. All tests share this browser, because making its keys is slow."""
    return Browser("http://127.0.0.1:9/new")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An `AccessScenario`, the separate database that holds its people, and the time when the scenario ends."""

    database: Database
    scenario: AccessScenario
    now: dt.datetime


@pytest.fixture(scope="module")
def prepared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Prepared]:
    """An `AccessScenario` in a separate database, made once for all tests. Each test rolls its changes back."""
    with django_db_blocker.unblock():
        database = Database()
        database.copy(connections[DEFAULT_DB_ALIAS])
        with time_machine.travel(START, tick=False) as clock, database.in_use():
            made = Prepared(database, AccessScenario(clock), dt.datetime.now(dt.UTC))
        yield made
        database.drop()


@pytest.fixture
def scenario(prepared: Prepared, settings: Settings, tmp_path: Path) -> Iterator[AccessScenario]:
    # Write a page for the app, because the front end may not be built.
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text("<!doctype html><title>Side by Side</title>")
    with time_machine.travel(prepared.now, tick=False), prepared.database.rolled_back():
        yield prepared.scenario


@dataclass(frozen=True, slots=True)
class Seen:
    """An HTTP response as the client receives it: status, headers and body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str:
        """Return the value of a header, or an empty string if the response lacks the header."""
        return dict(self.headers).get(name, "")


def _ask(client: Client, method: str, path: str, body: Any = None) -> Seen:
    """Send a request and return its response. Then roll back the request's changes in the database."""
    cache.clear()
    Ceiling.counter = RequestCounter()
    with transaction.atomic():
        response = client.generic(
            method, path, "" if body is None else json.dumps(body), content_type="application/json"
        )
        transaction.set_rollback(True)
    return Seen(response.status_code, tuple(sorted(response.items())), response.getvalue())


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(routes.routes()) == set(ROWS)


def _methods(row: routes.Row, column: str, *, every: bool) -> list[str]:
    """Return the methods to request: the ones that the row names, and one of the others.

    A route refuses all methods that its row does not name in one way. So each visitor tries one of them, and the
    visitors together try all. With `every`, return all methods.
    """
    others = [method for method in METHODS if method not in row]
    first = COLUMNS.index(column) % len(others) if others else 0
    tried = METHODS if every else (*row, *others[first : first + 1])
    return [method for method in METHODS if method in tried]


@EVERY
@pytest.mark.parametrize("column", COLUMNS)
def test_every_route_answers_by_the_table_and_without_anothers_words(
    scenario: AccessScenario, column: str, browser: Browser, every: bool
) -> None:
    viewer, wrong = scenario.viewers[column], []
    hidden = [
        word.encode() for word in (scenario.words - viewer.may_read) | (scenario.names - viewer.may_name)
    ]
    for route, row in ROWS.items():
        # The admin refuses visitors before it checks the method.
        for method in ("GET", "POST") if route.startswith("admin/") else _methods(row, column, every=every):
            for path in paths_of(route, viewer.targets):
                seen = _ask(viewer.client(), method, path, body_for(route, method, viewer.targets, browser))
                told = (method, path, seen.status, seen.content[:120])
                if seen.status != routes.expected(row, method, column):
                    wrong.append(("status", *told))
                if any(word in seen.content for word in hidden):
                    wrong.append(("words", *told))
                if path.startswith(("/api/", "/_allauth/")) and seen.header("Cache-Control") != "no-store":
                    wrong.append(("stored", *told))
                # The admin and the app's own paths respond with pages.
                in_pages = route.startswith("admin/") or route == "^(?P<path>.*)$"
                if not in_pages and not _is_error_in_form(seen, method, path):
                    wrong.append(("envelope", *told))
    assert wrong == []


def _is_error_in_form(seen: Seen, method: str, path: str) -> bool:
    """Return whether an error's body has the right format. Return True for a response that is not an error.

    The right format is `{"error": {"code", "message"}}`. On allauth's routes, the format of allauth is also right. For
    the method HEAD, the body must be empty.
    """
    if seen.status < 400:
        return True
    if method == "HEAD":
        return seen.content == b""
    body = json.loads(seen.content)
    if path.startswith("/_allauth/") and set(body) <= {"status", "data", "errors", "meta"}:
        return bool(body["status"] == seen.status)
    error = body.pop("error")
    return not body and bool(error["code"]) and bool(error["message"])


@EVERY
@pytest.mark.parametrize("column", OUTSIDERS)
def test_anothers_id_and_no_ones_are_answered_alike_and_by_the_same_work(
    scenario: AccessScenario, column: str, browser: Browser, every: bool
) -> None:
    viewer, unlike, compared = scenario.viewers[column], [], 0
    for route, row in API.items():
        for method in _methods(row, column, every=every):
            if routes.expected(row, method, column) >= 300:
                for each in _pairs(f"api/v1/{route}", method, viewer, browser):
                    compared += 1
                    if each[0] != each[1]:
                        unlike.append((method, route, *each))
    assert unlike == []
    assert compared > 100


def _pairs(route: str, method: str, viewer: Viewer, browser: Browser) -> Iterator[tuple[Any, Any]]:
    """Send each request to `route` twice as `viewer`, and return the results in pairs.

    The first request has the id of another person's thing, and the second has an unknown id. A result is the HTTP
    response with the number of database queries. For a submission, the queries are not counted. With the
    id of an existing check-in, a submission needs more queries, because it locks the check-in before it checks whether
    the person may submit it. This is harmless: ids are random, so a person who knows an id already knows that the
    check-in exists.
    """
    both: list[list[tuple[Seen, int]]] = []
    for targets in (viewer.targets, viewer.targets.unknown()):
        both.append([])
        for path in paths_of(route, targets):
            # Django's query log has a limited length, and this test runs more queries than fit.
            reset_queries()
            with CaptureQueriesContext(connection) as asked:
                seen = _ask(viewer.client(), method, path, body_for(route, method, targets, browser))
            both[-1].append((seen, 0 if route.endswith("/submit") else len(asked)))
    return zip(*both, strict=True)


def test_what_a_partner_receives_before_the_reveal_does_not_depend_on_the_others_half(
    scenario: AccessScenario, browser: Browser
) -> None:
    viewer = scenario.viewers["partner"]
    assert viewer.person is not None

    def everything() -> list[tuple[str, str, Seen]]:
        return [
            (
                method,
                path,
                _ask(
                    viewer.client(),
                    method,
                    path,
                    body_for(f"api/v1/{route}", method, viewer.targets, browser),
                ),
            )
            for route in API
            # A submission would cause the reveal, and subscriptions are new at each request.
            if route not in {"check-ins/<uuid:check_in_id>/submit", "notifications/subscriptions"}
            for method in METHODS
            if (route, method) != ("notifications/calendar", "POST")  # it returns a new address each time
            for path in paths_of(f"api/v1/{route}", viewer.targets)
        ]

    with_it = everything()
    halves = Response.objects.filter(check_in__in=viewer.targets.check_ins)
    assert halves.exclude(author=viewer.person.user).delete()[0] == 1
    assert everything() == with_it


@pytest.mark.parametrize("column", ["out", "stranger", "partner"])
def test_nothing_is_changed_without_a_csrf_token(
    scenario: AccessScenario, column: str, browser: Browser
) -> None:
    viewer, wrong = scenario.viewers[column], []
    for route in ROWS:
        for method in UNSAFE:
            path = next(paths_of(route, viewer.targets))
            seen = _ask(
                viewer.client(csrf=True), method, path, body_for(route, method, viewer.targets, browser)
            )
            wrong += (
                [] if _is_refused(seen, route, column) else [(method, path, seen.status, seen.content[:120])]
            )
    assert wrong == []


def _is_refused(seen: Seen, route: str, column: str) -> bool:
    if "<str:token>" in route:
        # Mail programs and calendars send no cookies. The token in the URL is the permission.
        return seen.status in {404, 405}
    if route == "api/v1/pairing/look" and column == "out":
        # This route only reads. The secret in its body is the permission.
        return seen.status in {404, 405}
    # These routes accept writes from signed-out visitors, and check a CSRF token.
    open_to_all = route.startswith("api/v1/way-in") or route in {"api/v1/pairing/account", "api/v1/language"}
    if route.startswith("api/v1/") and route != "api/v1/^.*$" and column == "out" and not open_to_all:
        return seen.status == 401
    if route in {"api/schema", "api/docs"}:
        return seen.status in {403, 405}
    return seen.status == 403 and json.loads(seen.content)["error"]["code"] == "csrf_failed"


def test_with_a_token_the_same_request_is_accepted(scenario: AccessScenario) -> None:
    client = scenario.viewers["partner"].client(csrf=True)
    assert client.post("/api/v1/schedule/pause", "{}", "application/json").status_code == 403
    client.get("/").getvalue()
    token = {"X-CSRFToken": client.cookies["csrftoken"].value}
    assert client.post("/api/v1/schedule/pause", "{}", "application/json", headers=token).status_code == 200
