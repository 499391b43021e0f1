"""On PostgreSQL, a restore waits until other connections have closed, and is refused if a client stays connected."""

from __future__ import annotations

import time

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from project.backups import postgres

pytestmark = [
    # Within a transaction, PostgreSQL would list the same connections each time.
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="on SQLite, a lock file shows that the app runs"
    ),
]


@pytest.fixture(autouse=True)
def _only_one_connection(transactional_db: None) -> None:
    """Close the connections that other tests left in Django's pool, because they would count as other clients."""
    database = connections[DEFAULT_DB_ALIAS]
    assert isinstance(database, DatabaseWrapper)
    database.close()
    database.close_pool()


def _connected() -> psycopg.Connection:
    """Open another connection to the database, outside Django's pool, so that closing it really ends the connection."""
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return psycopg.connect(**{name: given[name] for name in names if given.get(name)})


def test_a_connection_that_ends_meanwhile_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    other = _connected()
    waits = []
    sleep = time.sleep

    def wait(seconds: float) -> None:
        waits.append(seconds)
        other.close()
        sleep(seconds)

    monkeypatch.setattr("time.sleep", wait)
    assert postgres.is_only_client()
    assert waits


def test_a_client_that_stays_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = _connected()
    monkeypatch.setattr(postgres, "LOOKS", 3)
    assert not postgres.is_only_client()
    other.close()
