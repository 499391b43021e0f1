"""People for API tests. Each person has a session, and uses the API as the app on a phone does."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client

from checkins import tasks
from tests.checkins.whole_set import ask_everything
from tests.factories import user

Answer = dict[str, Any]
SKIPPED: Answer = {"status": "skipped", "value": None, "note": "", "sharing": "share", "talk": False}


class Person:
    """One signed-in person. Each call checks the response's status, so a test can't continue after an error."""

    def __init__(self, name: str, *, time_zone: str = "Europe/Madrid") -> None:
        self.user = user(name, time_zone=time_zone)
        self.client = Client()
        self.sign_in()

    def sign_in(self) -> None:
        """Start a new session for the person."""
        self.user.refresh_from_db()
        self.client.force_login(self.user)

    def call(
        self, method: str, path: str, body: Any = None, *, status: int | tuple[int, ...] = (200, 201, 204)
    ) -> Any:
        """Send a request to the API. Return the response's JSON, or None if the response has no body.

        `status` is the expected status, or a tuple of all expected statuses. Fails if the response has another status.
        """
        response = self.client.generic(
            method, f"/api/v1{path}", data=_json(body), content_type="application/json"
        )
        expected = (status,) if isinstance(status, int) else status
        assert response.status_code in expected, (
            f"{method} {path}: {response.status_code} {response.content!r}"
        )
        return response.json() if response.content else None

    def get(self, path: str, **kwargs: Any) -> Any:
        return self.call("GET", path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> Any:
        return self.call("POST", path, {} if body is None else body, **kwargs)

    def put(self, path: str, body: Any = None, **kwargs: Any) -> Any:
        return self.call("PUT", path, {} if body is None else body, **kwargs)

    def open_check_in(self) -> Any:
        """Return the person's open check-in, with its prompts."""
        return self.get(f"/check-ins/{self.get('/home')['check_in']['id']}")

    def draft(self, check_in: Any, answer: Callable[[Any], Answer]) -> Any:
        """Save a draft of the check-in. `answer(prompt)` returns the answer to each prompt."""
        return self.put(
            f"/check-ins/{check_in['id']}/draft",
            {
                "base_revision": check_in["revision"],
                "answers": {prompt["id"]: answer(prompt) for prompt in check_in["prompts"]},
            },
        )

    def submit(self, check_in: Any, answer: Callable[[Any], Answer]) -> Any:
        """Submit the check-in. `answer(prompt)` returns the answer to each prompt."""
        return self.post(
            f"/check-ins/{check_in['id']}/submit",
            {
                "submission_id": str(uuid.uuid4()),
                "base_revision": check_in["revision"],
                "answers": {prompt["id"]: answer(prompt) for prompt in check_in["prompts"]},
            },
        )


def pair(first: Person, second: Person) -> None:
    """Link two people as a couple through the API. Give their short first check-in the usual number of prompts."""
    made = first.post("/pairing/invitations")
    second.post("/pairing/redeem", {"token": made["link"].split("#")[1]})
    paired = first.post("/pairing/confirm", {"invitation_id": first.get("/pairing")["invitation"]["id"]})
    ask_everything(uuid.UUID(paired["me"]["space"]["couple_id"]))


def value(number: int, note: str = "") -> Answer:
    """Return an answer, shared with the partner, with this value on the scale from 1 to 5."""
    return {"status": "answered", "value": number, "note": note, "sharing": "share", "talk": False}


def next_week(clock: Any) -> None:
    """Move a frozen clock one week ahead, then close the old check-ins and open the next ones."""
    clock.shift(dt.timedelta(days=7))
    tasks.lapse_and_open_check_ins()


def _json(body: Any) -> str:
    return "" if body is None else json.dumps(body)
