"""Faulty requests: which errors the server returns, which faults it repairs, and what it then stores."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.checkins.world import HOUR, answer, browser, call, document
from tests.factories import START, pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_hour_after_the_opening")]
NOW = START + HOUR
ANCHOR = "anchor.connection.received"


def test_a_note_with_half_an_emoji_is_kept_and_so_are_all_others() -> None:
    us = pair()
    one = browser(us.alex)
    path = f"/check-ins/{us.check_in.pk}"
    answers = {**document(us.check_in), ANCHOR: answer(2, note="so \ud83d, \x00yes")}
    saved = call(one, "PUT", f"{path}/draft", {"base_revision": 0, "answers": answers})
    assert saved.status_code == 200
    kept = {**answers, ANCHOR: answer(2, note="so \ufffd, yes")}
    assert call(one, "GET", path).json()["answers"] == kept
    sent = {"submission_id": str(uuid.uuid4()), "base_revision": 1, "answers": answers}
    assert call(one, "POST", f"{path}/submit", sent).status_code == 200
    assert call(one, "GET", path).json()["answers"].items() >= kept.items()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ([], {"": "invalid"}),
        ({}, {"base_revision": "required", "submission_id": "required", "answers": "required"}),
        (
            {"base_revision": True, "submission_id": "x", "answers": {}},
            {"base_revision": "invalid", "submission_id": "invalid"},
        ),
        (
            {"base_revision": -1, "submission_id": str(uuid.UUID(int=1)), "answers": {}},
            {"base_revision": "min_value"},
        ),
        (
            {"base_revision": 2**40, "submission_id": str(uuid.UUID(int=1)), "answers": {}},
            {"base_revision": "max_value"},
        ),
        ({"base_revision": 0, "submission_id": str(uuid.UUID(int=1))}, {"answers": "required"}),
        (
            {"base_revision": 0, "submission_id": str(uuid.UUID(int=1)), "answers": {ANCHOR: answer(8)}},
            {f"answers.{ANCHOR}.value": "out_of_range"},
        ),
        (
            {"base_revision": 0, "submission_id": str(uuid.UUID(int=1)), "answers": {"\ud800": 1}},
            {"answers.?": "unknown_prompt"},
        ),
    ],
)
def test_a_wrong_submission_is_told_field_by_field(body: Any, fields: dict[str, str]) -> None:
    us = pair()
    response = call(browser(us.alex), "POST", f"/check-ins/{us.check_in.pk}/submit", body)
    assert response.status_code == 422
    found = response.json()["error"]["fields"]
    assert {path: errors[0]["code"] for path, errors in found.items()} == fields
    assert us.check_in.responses.count() == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        (
            "PUT",
            "/schedule",
            {"cadence_weeks": 3, "weekday": 7, "local_time": "25:00", "time_zone": "Mars/Base"},
            422,
        ),
        (
            "PUT",
            "/schedule",
            {
                "cadence_weeks": 1,
                "weekday": 0,
                "local_time": "09:00",
                "time_zone": "UTC",
                "window_hours": 300,
            },
            422,
        ),
        (
            "PUT",
            "/schedule",
            {"cadence_weeks": 2, "weekday": 0, "local_time": "09:00", "time_zone": "Asia/Tokyo"},
            200,
        ),
        ("POST", "/schedule/pause", None, 200),
        ("POST", "/schedule/resume", None, 200),
        ("PUT", "/starters/unheard.feels.1/saved", None, 204),
        ("DELETE", "/starters/unheard.feels.1/saved", None, 204),
        ("PUT", "/starters/no.such/saved", None, 404),
        ("GET", "/talking-points?before=x", None, 422),
        ("GET", "/talking-points?before=9999999999", None, 422),
        ("GET", "/check-ins/not-a-uuid", None, 404),
        ("POST", f"/talking-points/{uuid.UUID(int=1)}/voice", {"choice": "now"}, 404),
        ("POST", f"/talking-points/{uuid.UUID(int=1)}/voice", {"choice": "never"}, 422),
        ("POST", f"/talking-points/{uuid.UUID(int=1)}/talked", None, 404),
    ],
)
def test_each_route_answers_plainly(method: str, path: str, body: Any, status: int) -> None:
    response = call(browser(pair().alex), method, path, body)
    assert response.status_code == status, response.content
    if status >= 400:
        assert set(response.json()) == {"error"}
