"""The API's routes for check-ins: requests and responses match the schema."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import convert, to_builtins

from checkins import actions
from checkins.queries import (
    CheckInCard,
    CheckInPage,
    History,
    Home,
    Library,
    PointList,
    Reveal,
)
from checkins.talking.points import Point
from checkins.viewer_context import ScheduleStatus
from content.catalogue import catalogue
from couples import actions as people
from tests.checkins.world import HOUR, answer, browser, call, document, reveal, submit
from tests.conversations import offered_in
from tests.factories import START, alone, pair, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_hour_after_the_opening")]
NOW = START + HOUR
ANCHOR = "anchor.connection.received"


def is_as_the_schema_says(body: Any, form: type[Any]) -> None:
    """Fail unless the body has exactly the fields of the class `form`, at every depth and with the declared types."""
    assert to_builtins(convert(body, form)) == body


def test_every_answer_has_the_form_that_the_schema_gives_it() -> None:
    us = pair()
    first = us.check_in
    one = browser(us.alex)
    submit(us.alex, first, now=NOW, value=5, overrides={"anchor": answer(5, note="glad")})
    submit(us.bo, first, now=NOW, value=4, overrides={ANCHOR: answer(1), "guess": answer(1)})
    actions.open_due(now=us.next_opens_at)
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        forms: list[tuple[str, type[Any]]] = [
            ("/home", Home),
            (f"/check-ins/{us.check_in.pk}", CheckInPage),
            (f"/check-ins/{first.pk}", CheckInPage),
            (f"/check-ins/{first.pk}/reveal", Reveal),
            ("/talking-points", PointList),
            ("/talking-points?before=2", PointList),
            ("/starters?saved=0", Library),
            ("/history", History),
            (f"/history/{first.pk}", CheckInPage),
            ("/schedule", ScheduleStatus),
        ]
        for path, form in forms:
            response = call(one, "GET", path)
            assert response.status_code == 200, path
            assert response["Cache-Control"] == "no-store"
            is_as_the_schema_says(response.json(), form)
        main = offered_in(call(one, "GET", f"/check-ins/{first.pk}/reveal").json())
        said: list[tuple[str, str, Any]] = [
            ("POST", "voice", {"choice": "now"}),
            ("POST", "talked", {}),
            ("POST", "tried", {}),
            ("POST", "helped", {"helped": "no"}),
            ("POST", "told", {}),
        ]
        for method, what, body in said:
            response = call(one, method, f"/talking-points/{main['id']}/{what}", body)
            assert response.status_code == 200
            is_as_the_schema_says(response.json(), Point)
        today = us.check_in.opens_at.date().isoformat()
        assert response.json()["voice"] == {
            "mine": "now",
            "both": None,
            "talked_on": today,
            "tried_on": today,
            "helped": "no",
            "told": True,
            "partner_told": None,
        }
        assert response.json()["another_way"]["starters"]


def test_what_was_said_of_a_point_is_taken_back_by_delete() -> None:
    us = pair()
    submit(us.alex, us.check_in, now=NOW, value=5, overrides={"guess": answer(5)})
    submit(us.bo, us.check_in, now=NOW, value=4, overrides={ANCHOR: answer(1)})
    one, other = browser(us.alex), browser(us.bo)
    seen = call(one, "GET", f"/check-ins/{us.check_in.pk}/reveal").json()
    point = f"/talking-points/{offered_in(seen)['id']}"
    for what, body in (("talked", {}), ("tried", {}), ("helped", {"helped": "yes"}), ("told", {})):
        call(one, "POST", f"{point}/{what}", body)
    refused = call(other, "DELETE", f"{point}/talked")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "helped_was_told")
    assert call(other, "DELETE", f"{point}/told").json()["voice"]["partner_told"] == "yes"
    assert call(one, "DELETE", f"{point}/told").json()["voice"]["told"] is False
    assert call(other, "DELETE", f"{point}/tried").json()["voice"]["tried_on"] is None
    assert call(other, "DELETE", f"{point}/talked").json()["voice"]["talked_on"] is None


def test_the_shared_list_says_what_was_talked_about() -> None:
    one = browser(pair().alex)
    path = "/starters/unheard.feels.1"
    refused = call(one, "PUT", f"{path}/talked")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_on_the_list")
    days = []
    for method, what in (("PUT", "saved"), ("PUT", "talked"), ("DELETE", "talked")):
        assert call(one, method, f"{path}/{what}").status_code == 204
        [entry] = call(one, "GET", "/starters?saved=true").json()["results"]
        days.append(entry["starters"][0]["talked_on"])
    assert days == [None, NOW.date().isoformat(), None]


def test_a_saved_starter_stays_on_the_list_after_the_library_retired_it() -> None:
    one = browser(pair().alex)
    retired = catalogue().starter("one-sided-labour.feels.2")
    assert retired.retired
    assert call(one, "PUT", f"/starters/{retired.key}/saved").status_code == 204
    [entry] = call(one, "GET", "/starters?saved=true").json()["results"]
    assert [found["text"] for found in entry["starters"]] == [retired.text]
    offered = call(one, "GET", "/starters").json()["results"]
    assert retired.key not in {found["key"] for entry in offered for found in entry["starters"]}


def test_a_week_over_http() -> None:
    us = pair()
    one, other = browser(us.alex), browser(us.bo)
    path = f"/check-ins/{us.check_in.pk}"
    draft = call(one, "PUT", f"{path}/draft", {"base_revision": 0, "answers": {ANCHOR: answer(2)}})
    assert draft.json() == {"revision": 1, "saved_at": "2026-05-03T19:00:00Z"}
    conflict = call(one, "PUT", f"{path}/draft", {"base_revision": 0, "answers": {}})
    assert conflict.status_code == 409
    assert conflict.json()["error"]["code"] == "draft_conflict"
    assert conflict.json()["error"]["answers"] == {ANCHOR: answer(2)}
    sent = {"submission_id": str(uuid.uuid4()), "base_revision": 1, "answers": document(us.check_in)}
    first = call(one, "POST", f"{path}/submit", sent)
    is_as_the_schema_says(first.json(), CheckInCard)
    assert (first.json()["state"], first.json()["mine"]) == ("open", "submitted")
    assert call(one, "POST", f"{path}/submit", sent).content == first.content
    assert call(one, "GET", "/home").json()["check_in"] == first.json()
    assert call(one, "GET", f"{path}/reveal").status_code == 404
    second = call(other, "POST", f"{path}/submit", {**sent, "base_revision": 0})
    assert second.json()["state"] == "revealed"
    home = call(one, "GET", "/home").json()
    assert home["latest_reveal"]["id"] == str(us.check_in.pk)
    assert home["check_in"]["state"] == "revealed"
    assert call(one, "GET", f"{path}/reveal").json()["partner"] == {"display_name": "Bo"}


def test_the_schedule_comes_back_as_it_was_set() -> None:
    one = browser(alone())
    rhythm = {
        "cadence_weeks": 2,
        "weekday": 0,
        "local_time": "09:30",
        "time_zone": "Asia/Tokyo",
        "window_hours": 48,
    }
    answered = call(one, "PUT", "/schedule", rhythm).json()
    assert answered == call(one, "GET", "/schedule").json()
    plain = {"paused": False, "resting": False, "changes": [], "next_opens_at": "2026-05-11T00:30:00Z"}
    assert answered == {**rhythm, **plain}


def test_home_of_somebody_without_a_couple_alone_and_left() -> None:
    kim = user("Kim")
    is_as_the_schema_says(call(browser(kim), "GET", "/home").json(), Home)
    sam = alone()
    home = call(browser(sam), "GET", "/home").json()
    is_as_the_schema_says(home, Home)
    assert (home["space"]["state"], home["check_in"]["state"]) == ("alone", "open")
    us = pair()
    people.leave(us.alex, now=NOW)
    assert call(browser(us.bo), "GET", "/home").json()["space"]["state"] == "closed"
    assert call(browser(us.alex), "GET", "/home").json()["space"]["state"] == "none"
    assert len(call(browser(kim), "GET", "/starters").json()["results"]) == 25


def test_the_hot_paths_ask_little_of_the_database() -> None:
    us = pair()
    for _ in range(4):
        reveal(us, now=us.check_in.opens_at + HOUR, values=(5, 4))
        actions.open_due(now=us.next_opens_at)
    one = browser(us.alex)
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        path = f"/check-ins/{us.check_in.pk}"
        sent = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": document(us.check_in)}
        call(one, "GET", "/home")  # the first request of an hour also records that the app was opened
        requests: list[tuple[int, str, str, Any]] = [
            (4, "GET", "/home", None),
            (4, "GET", path, None),
            (8, "POST", f"{path}/submit", sent),
        ]
        for most, method, where, body in requests:
            with CaptureQueriesContext(connection) as captured:
                assert call(one, method, where, body).status_code == 200
            asked = [
                query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))
            ]
            assert len(asked) <= most, "\n".join(asked)
