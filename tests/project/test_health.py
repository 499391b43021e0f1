"""The health checks report whether a process is alive and whether it can work."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client
from structlog.testing import capture_logs

from scripts.bootstrap import ROOT


def test_live_touches_nothing(client: Client) -> None:
    """Show that the "live" check makes no database query: in a test without the `db` mark, any query fails."""
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_version_is_that_of_the_project_file(client: Client) -> None:
    response = client.get("/health")
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert (response.status_code, response.json()) == (200, {"status": "ok", "version": written})


@pytest.mark.django_db
def test_ready_asks_the_database(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/health/ready")  # the keys are checked once per process
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
    with capture_logs() as logged:
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready"}, "why not is nobody else's business"
    assert logged == [
        {"event": "not_ready", "why": "database unreachable", "error": error.__name__, "log_level": "error"}
    ]
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_how_reminders_do_is_told_to_no_stranger(client: Client) -> None:
    """Whether reminders are delivered is shown only to the operator, by `manage.py reminders --check`.

    tests/notifications/test_start.py tests that command.
    """
    assert client.get("/health/reminders").status_code == 404
