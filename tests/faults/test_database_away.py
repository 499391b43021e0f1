"""Tests that every request gets a 503 "try later" while PostgreSQL is down, and that the app works when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import environ
import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.test import Client

from couples.models import User
from project.database.base import DatabaseWrapper
from tests.services.migrated import MigratedDatabases
from tests.services.postgres import Postgres, postgres

pytestmark = pytest.mark.slow

CODE = "/_allauth/browser/v1/auth/code/request"


class Site:
    """The app with a PostgreSQL that a test can stop, and a test client in which the person Ada is signed in."""

    def __init__(self, server: Postgres, database: DatabaseWrapper) -> None:
        self.server, self.database = server, database
        self.client = Client(raise_request_exception=False)
        self.ada = User.objects.create_user("ada@example.org", display_name="Ada")
        self.client.force_login(self.ada)

    def ask(self, method: str, path: str, client: Client | None = None) -> Any:
        """Send a request as Ada, or with `client` if one is given. Return the response.

        In `client`, no one may be signed in. Before each request, broken database connections are closed, as a real
        server does.
        """
        close_old_connections()
        content = b'{"email": "ben@example.org"}' if method == "post" else b""
        person = "nobody" if client else str(self.ada.pk)
        return (client or self.client).generic(
            method.upper(), path, content, "application/json", headers={"X-Person": person}
        )


@contextmanager
def _in_use(database: DatabaseWrapper) -> Iterator[None]:
    suite = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = database
    try:
        yield
    finally:
        database.close()
        connections[DEFAULT_DB_ALIAS] = suite


@pytest.fixture(scope="module")
def server(migrated: MigratedDatabases) -> Iterator[Postgres]:
    with postgres() as running:
        migrated.fill(running)
        yield running


@pytest.fixture
def site(db: None, server: Postgres) -> Iterator[Site]:
    defaults = connections[DEFAULT_DB_ALIAS].settings_dict
    found = environ.Env.db_url_config(server.url)
    settings = {**defaults, "OPTIONS": {}, **found, "ENGINE": "project.database", "CONN_MAX_AGE": None}
    database = DatabaseWrapper({**settings, "CONN_HEALTH_CHECKS": True}, DEFAULT_DB_ALIAS)
    with _in_use(database):
        yield Site(server, database)
        call_command("flush", verbosity=0, interactive=False)


@contextmanager
def _stopped(site: Site) -> Iterator[None]:
    site.server.stop()
    try:
        yield
    finally:
        site.server.start()


def _asked_to_try_later(answer: Any) -> None:
    assert answer.status_code == 503, answer.content
    assert answer.json()["error"]["code"] == "try_later"
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"


ASKED: tuple[tuple[str, str], ...] = (
    ("get", "/api/v1/me"),
    ("get", "/api/v1/home"),
    ("get", "/api/v1/history"),
    ("put", "/api/v1/notifications/subscriptions"),
    ("post", "/api/v1/me/sign-out-everywhere"),
    ("get", "/api/v1/notifications/calendar/" + "a" * 32 + ".ics"),
    ("get", "/_allauth/browser/v1/auth/session"),
    ("delete", "/_allauth/browser/v1/auth/session"),
    ("post", CODE),
    ("get", "/_allauth/browser/v1/auth/webauthn/login"),
    ("get", "/admin/"),
)


def test_everyone_is_asked_to_try_later_and_then_all_goes_on(site: Site) -> None:
    assert site.ask("get", "/api/v1/home").status_code == 200
    assert site.ask("get", "/health/ready").status_code == 200
    with _stopped(site):
        for method, path in ASKED:
            _asked_to_try_later(site.ask(method, path))
        # A person who is not signed in, and asks for a code.
        _asked_to_try_later(site.ask("post", CODE, Client(raise_request_exception=False)))
        assert site.ask("get", "/health/ready").status_code == 503
        assert site.ask("get", "/health/live").status_code == 200
    assert site.ask("get", "/api/v1/home").status_code == 200
    assert site.ask("get", "/health/ready").status_code == 200


def _ends_its_session(server: Postgres, database: DatabaseWrapper, query: int) -> Callable[..., Any]:
    """Return a function for Django's `execute_wrapper` that breaks the database connection just before one query.

    `query`: the number of this query, counted from 1.
    """
    asked = 0

    def execute(original: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == query:
            with server.connect() as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [database.connection.info.backend_pid])
        return original(sql, params, many, context)

    return execute


@pytest.mark.parametrize("query", [1, 2])
@pytest.mark.parametrize("path", ["/api/v1/home", "/_allauth/browser/v1/auth/session"])
def test_it_may_go_away_in_the_middle_of_a_request(site: Site, path: str, query: int) -> None:
    site.ask("get", path)
    close_old_connections()
    ends = _ends_its_session(site.server, site.database, query)
    with site.database.execute_wrapper(ends):
        answer = site.client.get(path)
    _asked_to_try_later(answer)
    assert site.ask("get", "/api/v1/home").status_code == 200
