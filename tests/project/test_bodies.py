"""A request body that is malformed or too large is refused with a 4xx status and never causes a server error."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from project.local import commands
from scripts.bootstrap import ROOT
from tests.journeys.people import Person

DEEP = "[" * 15_000 + "]" * 15_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "parse_error"),
        (b"\xff\xfe", 400, "parse_error"),
        (b'{"display_name": NaN}', 400, "parse_error"),
        (DEEP.encode(), 400, "parse_error"),
        (b'{"display_name": ' + b"[" * 8 + b"]" * 8 + b"}", 400, "parse_error"),
        (b'{"display_name": "A", "display_name": "B"}', 400, "parse_error"),
        (b'{"display_name": "A"', 400, "parse_error"),
        (b'{"display_name": "A"} {}', 400, "parse_error"),
        (b'\xef\xbb\xbf{"display_name": "A"}', 400, "parse_error"),
        ('{"display_name": "A"}'.encode("utf-16"), 400, "parse_error"),
        (b'{"display_name": ' + b"1" * 5_000 + b"}", 400, "parse_error"),
        (b'{"display_name": 1e999}', 400, "parse_error"),
        (b'{"display_name": ' + b"[" * 7 + b"]" * 7 + b"}", 422, "invalid"),
        (b'{"display_name": "' + b"x" * 61 + b'"}', 422, "invalid"),
        (b'{"display_name": "' + b"x" * 33_000 + b'"}', 413, "too_large"),
        (b'{"display_name": "' + b"x" * 300_000 + b'"}', 413, "too_large"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b'{"display_name": "\\u0000"}', 422, "invalid"),
        (b'{"display_name": "\\ud800"}', 422, "invalid"),
    ],
)
def test_no_body_is_a_fault_of_ours(body: bytes, status: int, code: str) -> None:
    response = Person("Ana").client.patch("/api/v1/me", body, content_type="application/json")
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "field"),
    [
        ("PUT", "/language", "language"),
        ("PATCH", "/me/privacy", "tender_topics"),
        ("PATCH", "/notifications/preferences", "text"),
        ("POST", "/me/erase", "confirm"),
        ("PUT", "/schedule", "cadence_weeks"),
    ],
)
def test_half_an_emoji_in_any_field_is_refused_and_changes_nothing(
    method: str, path: str, field: str
) -> None:
    ana = Person("Ana")
    ana.post("/space/alone")
    before = ana.get("/me"), ana.get("/schedule"), ana.get("/notifications/preferences")
    error = ana.call(method, path, {field: "\ud83d"}, status=422)["error"]
    assert error["code"] == "invalid"
    assert field in error["fields"]
    assert before == (ana.get("/me"), ana.get("/schedule"), ana.get("/notifications/preferences"))


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"{", b"\xff", b"[]", DEEP.encode(), b'{"email": ' + b"1" * 5_000 + b"}"])
def test_nor_on_the_way_in(body: bytes) -> None:
    path = "/_allauth/browser/v1/auth/code/request"
    response = Client().post(path, body, content_type="application/json")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad_request")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/_allauth/browser/v1/auth/code/request", 32 * 1024),
        ("/api/v1/pairing/redeem", 32 * 1024),
        ("/api/v1/nothing", 32 * 1024),
        ("/admin/login/", 32 * 1024),
        ("/", 32 * 1024),
        ("/api/v1/check-ins/6f1b1a52-0f0e-4e43-b8ea-5d0a70cf5c6e/draft", 384 * 1024),
    ],
)
def test_a_body_larger_than_its_route_can_use_is_not_read(path: str, most: int) -> None:
    client = Person("Ana").client
    over = client.post(path, b" " * (most + 1), content_type="application/json")
    assert (over.status_code, over.json()["error"]["code"]) == (413, "too_large")
    assert client.post(path, b" " * most, content_type="application/json").status_code != 413


@pytest.mark.django_db
def test_the_largest_check_in_fits() -> None:
    ana = Person("Ana")
    ana.post("/space/alone")
    check_in = ana.open_check_in()
    ana.draft(
        check_in,
        lambda prompt: {
            "status": "answered",
            "value": None if prompt["kind"] in {"appreciation", "wish"} else 3,
            "note": "\N{SLOTH}" * 2_000,
            "sharing": "share",
        },
    )
    kept = ana.open_check_in()["answers"]
    assert {len(answer["note"]) for answer in kept.values()} == {2_000}


def test_the_proxy_takes_what_the_app_takes() -> None:
    said = (ROOT / "deploy" / "Caddyfile").read_text()
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == max(settings.LARGEST_BODIES.values()) == 384 * 1024
    assert "max_size 384KiB" in said
    # A check-in has at most 13 prompts, each with a note of 2,000 characters. A character has up to twelve bytes, as
    # two escapes.
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > 13 * 2_000 * 12
    command = commands.web(host="localhost", port=1)
    assert command[command.index("--http1-buffer-size") + 1] == str(32 * 1024)
    assert "max_header_size 32KB" in said
