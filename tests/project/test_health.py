"""Alive, and able to work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from tests.checkins.world import pair


def test_live_touches_nothing(client: Client) -> None:
    """Without the `db` mark, any query would fail this."""
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_asks_the_database(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/health/ready")  # whether the keys fit is asked once in a process
    with django_assert_num_queries(1):
        response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DatabaseError])
def test_without_its_database_it_is_alive_and_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise error("could not connect to server: 10.0.0.7")

    monkeypatch.setattr(connection, "cursor", down)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "database unreachable"}
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_reminders_are_well_while_nothing_waits_for_long(
    client: Client, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.REMINDER_JITTER_SECONDS = 0
    now = timezone.now()
    pair(now - dt.timedelta(minutes=4))
    client.get("/health/reminders")  # whatever a connection's first request asks for besides
    with django_assert_num_queries(2):  # reminders, and notices
        assert client.get("/health/reminders").status_code == 200
    pair(now - dt.timedelta(minutes=6))
    answer = client.get("/health/reminders")
    assert (answer.status_code, answer.json()) == (503, {"status": "reminders wait"})
