"""A visitor can act as both partners of their own demo couple and see a reveal, but can't reach anyone else."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator
from pytest_django import Settings

from notifications.channels.endpoints import endpoint_allowed
from project.demo.rules import SIGN_IN_READS, WRITES, is_offered

pytestmark = pytest.mark.django_db

API = "/api/v1"


class Visitor:
    """A browser that visits the demo. `person`: the signed-in person, as the API returned this person."""

    def __init__(self, address: str = "203.0.113.5") -> None:
        self.client = Client(REMOTE_ADDR=address)
        self.person: dict[str, Any] = {}

    def become(self, path: str) -> Any:
        """POST to `path` to start a visit or to switch to the other partner. Return this visitor."""
        answer = self.send("POST", path)
        assert answer.status_code == 200, answer.content
        self.person = answer.json()
        return self

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request to the API as this browser's page would, and return the response."""
        return self.client.generic(
            method,
            API + path,
            b"" if body is None else json.dumps(body).encode(),
            content_type="application/json",
            headers={"X-Person": self.person.get("id", "nobody")},
        )

    def get(self, path: str) -> Any:
        """Send a GET request to the API and return the JSON of the response."""
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def submit(self, check_in: str, words: str) -> None:
        """Submit a response to the check-in: `words` as the answer to the appreciation prompt, and no other answer."""
        prompts = self.get(f"/check-ins/{check_in}")["prompts"]
        answers = {
            prompt["id"]: {"status": "answered", "value": None, "note": words, "sharing": "share"}
            if prompt["kind"] == "appreciation"
            else {"status": "skipped", "value": None, "note": "", "sharing": "share"}
            for prompt in prompts
        }
        body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
        answer = self.send("POST", f"/check-ins/{check_in}/submit", body)
        assert answer.status_code == 200, answer.content


def test_a_visitor_answers_as_both_and_sees_the_reveal() -> None:
    visitor = Visitor().become("/demo/visit")
    assert visitor.person["display_name"] == "Robin"
    check_in = visitor.get("/home")["check_in"]["id"]
    visitor.submit(check_in, "You whistled in the stairwell.")
    assert visitor.send("GET", f"/check-ins/{check_in}/reveal").status_code == 404
    visitor.become("/demo/switch")
    assert visitor.person["display_name"] == "Kim"
    visitor.submit(check_in, "You carried the heavy box.")
    seen = str(visitor.get(f"/check-ins/{check_in}/reveal"))
    assert "You whistled in the stairwell." in seen
    assert "You carried the heavy box." in seen
    assert visitor.become("/demo/switch").person["display_name"] == "Robin"


def test_no_visitor_reaches_what_another_wrote() -> None:
    one, another = Visitor().become("/demo/visit"), Visitor().become("/demo/visit")
    check_in = one.get("/home")["check_in"]["id"]
    one.submit(check_in, "Only in this copy.")
    for _side in range(2):
        for path in ("", "/reveal"):
            assert another.send("GET", f"/check-ins/{check_in}{path}").status_code == 404
        assert another.get("/home")["check_in"]["id"] != check_in
        assert "Only in this copy." not in str(another.get("/history"))
        another.become("/demo/switch")
    ids = {another.person["id"], another.become("/demo/switch").person["id"]}
    assert one.person["id"] not in ids


def test_switching_ends_the_session_of_the_side_before() -> None:
    visitor = Visitor().become("/demo/visit")
    robin, cookies = dict(visitor.person), visitor.client.cookies.copy()
    visitor.become("/demo/switch")
    stale = Visitor()
    stale.client.cookies, stale.person = cookies, robin
    assert stale.send("GET", "/me").status_code == 401
    # A page that still belongs to the previous partner can't write.
    visitor.person = robin
    assert visitor.send("POST", "/demo/switch").json()["error"]["code"] == "another_person"


def test_one_network_makes_only_so_many_copies_an_hour(settings: Settings) -> None:
    rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    assert rates["demo"] == "10/hour"
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {**rates, "demo": "1/hour"},
    }
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        answers = [Visitor("198.51.100.7").send("POST", "/demo/visit") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 429]
        assert Visitor("192.0.2.9").send("POST", "/demo/visit").status_code == 200


def test_a_second_visit_in_the_same_browser_makes_no_second_copy() -> None:
    visitor = Visitor().become("/demo/visit")
    assert visitor.send("POST", "/demo/visit").json()["error"]["code"] == "signed_in"


def test_nothing_is_sent() -> None:
    visitor = Visitor().become("/demo/visit")
    check_in = visitor.get("/home")["check_in"]["id"]
    assert visitor.send("POST", f"/notifications/nudges/{check_in}").status_code == 201
    refused = visitor.send("PUT", "/notifications/subscriptions", {"endpoint": "https://push.example/1"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_in_demo")
    assert not endpoint_allowed("https://fcm.googleapis.com/fcm/send/1")
    assert visitor.get("/me")["mail"] is False
    assert mail.outbox == []


def test_what_makes_no_sense_is_refused_with_a_stable_code() -> None:
    visitor = Visitor().become("/demo/visit")
    for method, path in (
        ("PATCH", "/me"),
        ("POST", "/me/email"),
        ("POST", "/me/export"),
        ("POST", "/me/erase"),
        ("POST", "/space/leave"),
        ("POST", "/pairing/invitations"),
        ("POST", "/pairing/redeem"),
        ("POST", "/notifications/calendar"),
        ("POST", "/way-in/set-up"),
    ):
        answer = visitor.send(method, path, {})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_in_demo"), path


def test_no_other_way_in() -> None:
    client = Client()
    for path in ("auth/code/request", "auth/recovery", "auth/webauthn/login"):
        answer = client.post(f"/_allauth/browser/v1/{path}", "{}", content_type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_in_demo")
    assert client.get("/_allauth/browser/v1/auth/webauthn/login").status_code == 403
    assert client.get("/admin/login/").status_code == 403


def test_every_page_is_marked_and_no_answer_of_the_api_is() -> None:
    visitor = Visitor().become("/demo/visit")
    assert visitor.client.get("/safety").cookies["demo"].value == "1"
    assert "demo" not in visitor.client.get(f"{API}/me").cookies


def test_the_description_of_the_api_names_both_routes() -> None:
    described = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    for path in ("/api/v1/demo/visit", "/api/v1/demo/switch"):
        assert described[path]["post"]["responses"]["200"]["content"], path


def _routes(resolver: URLResolver, start: str = "") -> set[str]:
    found: set[str] = set()
    for each in resolver.url_patterns:
        route = start + str(each.pattern)
        found |= _routes(each, route) if isinstance(each, URLResolver) else {route}
    return found


def test_the_rules_name_routes_that_exist_and_refuse_every_other_write() -> None:
    routes = _routes(get_resolver())
    assert routes >= WRITES | SIGN_IN_READS
    assert {route for route in routes if is_offered("POST", route)} == WRITES
