"""Tests that the API of reminders refuses people who are not signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.notifications.api import API


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "preferences"),
        ("patch", "preferences"),
        ("get", "preview"),
        ("get", "vapid"),
        ("get", "subscriptions"),
        ("put", "subscriptions"),
        ("delete", "subscriptions/00000000-0000-0000-0000-000000000000"),
        ("post", "test"),
        ("post", "reminders/00000000-0000-0000-0000-000000000000/snooze"),
    ],
)
def test_a_visitor_gets_401(db: None, method: str, path: str) -> None:
    answer = getattr(Client(), method)(f"{API}/{path}")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"
