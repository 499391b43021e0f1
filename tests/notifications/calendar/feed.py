"""Helpers for tests of calendar links: a person, and requests of a calendar app."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
from django.test import Client

from tests.factories import user

NOW = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
PATH = "/api/v1/notifications/calendar"


class Person:
    """A person who uses the app and a calendar app."""

    def __init__(self, name: str) -> None:
        self.user = user(name, time_zone="Europe/Madrid")
        self.app = Client()
        self.app.force_login(self.user, backend="couples.backends.CodeOrPasskey")

    def address(self) -> str:
        """Create a new calendar link, and return its path."""
        made = self.app.post(PATH, content_type="application/json")
        assert made.status_code == 201, made.content
        return str(made.json()["address"]).removeprefix("http://localhost:8000")


def ask(path: str, **headers: str) -> Any:
    """Load this path as a calendar app does, without a session, and return the response."""
    return Client().get(path, headers={"Accept": "text/calendar", **headers})


def events(path: str) -> list[icalendar.Component]:
    """Load the calendar at this path, and return its parsed events."""
    answer = ask(path)
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def starts(path: str) -> list[dt.datetime]:
    return [event.decoded("dtstart") for event in events(path)]
