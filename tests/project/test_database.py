"""The database backend notices a dead connection to PostgreSQL before a request uses it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import environ
import pytest
from django.db.utils import ConnectionHandler, OperationalError

from project.database.base import DatabaseWrapper
from tests.services.postgres import postgres_server


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres_server() as found:
        yield found


@pytest.fixture
def connections(url: str, db: None) -> Iterator[tuple[DatabaseWrapper, DatabaseWrapper]]:
    """The connection under test, and another connection to the same database."""
    settings = {**environ.Env.db_url_config(url), "ENGINE": "project.database", "CONN_HEALTH_CHECKS": True}
    handler = ConnectionHandler({"default": settings, "other": dict(settings)})
    one, other = handler["default"], handler["other"]
    assert isinstance(one, DatabaseWrapper)
    assert isinstance(other, DatabaseWrapper)
    one.ensure_connection()
    yield one, other
    handler.close_all()


@pytest.fixture
def connection(connections: tuple[DatabaseWrapper, DatabaseWrapper]) -> DatabaseWrapper:
    return connections[0]


@pytest.fixture
def ended(connections: tuple[DatabaseWrapper, DatabaseWrapper]) -> DatabaseWrapper:
    """A connection whose session the database server has ended."""
    connection, other = connections
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    until = time.monotonic() + 60
    while connection.is_usable() and time.monotonic() < until:
        time.sleep(0.02)
    return connection


def _ask(connection: DatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 41 + 1")
        return int(cursor.fetchone()[0])


def test_a_connection_that_lives_is_usable_after_queries_and_transactions(
    connection: DatabaseWrapper,
) -> None:
    for _ in range(3):
        assert connection.is_usable()
        assert _ask(connection) == 42


def test_a_session_that_the_server_ended_is_not_usable(ended: DatabaseWrapper) -> None:
    assert not ended.is_usable()
    with pytest.raises(OperationalError):
        _ask(ended)


def test_the_next_request_gets_a_new_connection_and_no_error(ended: DatabaseWrapper) -> None:
    # Django calls this between two requests.
    ended.close_if_unusable_or_obsolete()

    assert _ask(ended) == 42


def test_a_closed_connection_is_not_usable(connection: DatabaseWrapper) -> None:
    connection.connection.close()

    assert not connection.is_usable()
