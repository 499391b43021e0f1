"""Fixtures for sign-in tests, and a test browser that sends JSON and a CSRF token as the app's pages do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from couples.models import User

AUTH = "/_allauth/browser/v1"


class Browser(Client):
    """A browser with its own cookies. It sends JSON, and the server checks its CSRF token."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)
        super().get(f"{AUTH}/config")

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request with a JSON body and return the response."""
        headers = {} if method == "get" else {"X-CSRFToken": self.cookies["csrftoken"].value}
        data = "" if body is None else json.dumps(body)
        return self.generic(method.upper(), path, data, content_type="application/json", headers=headers)

    def auth(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to the sign-in API of allauth, the library that manages accounts. Return the response."""
        return self.send(method, AUTH + path, body)

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to the app's own API, below /api/v1, and return the response."""
        return self.send(method, "/api/v1" + path, body)

    def sign_in(self, email: str) -> None:
        """Sign in with this address: request a code, read the code in the e-mail and send the code back."""
        assert self.auth("post", "/auth/code/request", {"email": email}).status_code == 401
        answer = self.auth("post", "/auth/code/confirm", {"code": mailed_code(email)})
        assert answer.status_code == 200, answer.content


def mailed_code(email: str) -> str:
    """Return the sign-in code in the last e-mail to this address."""
    bodies = [str(message.body) for message in mail.outbox if message.to == [email]]
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", bodies[-1], re.MULTILINE)
    assert found, bodies[-1]
    return found.group(1)


def pending(answer: Any) -> str:
    """Return the name of the sign-in step that allauth's response asks for, or "" if it asks for no step."""
    flows = answer.json()["data"]["flows"]
    return next((flow["id"] for flow in flows if flow.get("is_pending")), "")


@pytest.fixture
def browser(db: None) -> Browser:
    """A signed-out browser."""
    return Browser()


@pytest.fixture
def someone(db: None) -> User:
    """A person with an account."""
    return User.objects.create_user("robin@example.org", display_name="Robin")


@pytest.fixture
def shared(valkey_url: str, settings: Settings) -> Iterator[None]:
    """Use a real Valkey server as the cache. Each thread has its own connection, as each process does in production."""
    settings.CACHES = {"default": {"BACKEND": "project.cache.Cache", "LOCATION": valkey_url}}
    yield
    settings.CACHES = {"default": {"BACKEND": "project.cache.InProcessCache"}}
