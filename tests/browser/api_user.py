"""A signed-in person without a phone, for tests in which only this person's API requests matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from tests.browser.stack import PATIENCE


@dataclass(frozen=True, slots=True)
class ApiUser:
    """A signed-in person who has no phone and sends API requests to the app at `origin`."""

    origin: str
    name: str
    email: str
    cookies: dict[str, str]

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Send an API request, and return the body of the response. Fail unless the status is 2xx."""
        person = "nobody" if method == "GET" else self.api("GET", "/me")["id"]
        answer = requests.request(
            method,
            f"{self.origin}/api/v1{path}",
            json=body,
            cookies=self.cookies,
            headers={"X-CSRFToken": self.cookies["csrftoken"], "X-Person": person},
            timeout=PATIENCE,
        )
        assert answer.ok, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None
