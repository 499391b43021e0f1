"""The server and the page count the length of a long note alike.

A page that is being closed can send only small requests, so it saves a long draft in several requests. Each request
replaces only the answers that it contains.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.checkins.world import HOUR, Json, answer, browser, call, document
from tests.factories import START, Pair, pair

pytestmark = pytest.mark.django_db
#: `frontend/tests/drafts/send.test.ts` reads the same file.
LENGTHS = json.loads((Path(__file__).parent / "note_lengths.json").read_text())


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(START + HOUR, tick=False):
        yield


def save(us: Pair, method: str, base: int, answers: Json) -> Any:
    body = {"base_revision": base, "answers": answers}
    return call(browser(us.alex), method, f"/check-ins/{us.check_in.pk}/draft", body)


def kept(us: Pair) -> Json:
    found: Json = call(browser(us.alex), "GET", f"/check-ins/{us.check_in.pk}").json()["answers"]
    return found


def rated(us: Pair) -> list[str]:
    return [asked["id"] for asked in us.check_in.prompts if asked["kind"] == "anchor"]


@pytest.mark.parametrize("case", LENGTHS, ids=[case["what"] for case in LENGTHS])
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_note_is_as_long_as_the_page_says(case: Json, method: str) -> None:
    us = pair()
    [prompt_id, *_] = rated(us)
    saved = save(us, method, 0, {prompt_id: answer(note=case["text"] * case["times"])})
    if case["fits"]:
        assert saved.status_code == 200
    else:
        assert saved.status_code == 422
        [problem] = saved.json()["error"]["fields"][f"answers.{prompt_id}.note"]
        assert problem["code"] == "too_long"
        assert kept(us) == {}


def test_a_part_replaces_what_it_names_and_keeps_the_rest() -> None:
    us = pair()
    one, two, three, *_ = rated(us)
    assert save(us, "PATCH", 0, {one: answer(note="sea")}).json()["revision"] == 1
    assert save(us, "PATCH", 1, {two: answer(1), three: answer(2)}).json()["revision"] == 2
    assert save(us, "PATCH", 2, {two: None, three: answer(5)}).status_code == 200
    assert kept(us) == {one: answer(note="sea"), three: answer(5)}
    assert save(us, "PATCH", 3, {}).status_code == 200
    assert kept(us) == {one: answer(note="sea"), three: answer(5)}


def test_words_that_were_cleared_are_gone_though_only_a_part_was_sent() -> None:
    us = pair()
    words = next(asked["id"] for asked in us.check_in.prompts if asked["kind"] == "wish")
    assert save(us, "PUT", 0, {**document(us.check_in), words: answer(None, note="talk")}).status_code == 200
    assert save(us, "PATCH", 1, {words: answer(None, note="")}).status_code == 200
    assert kept(us) == document(us.check_in)


@pytest.mark.parametrize(
    ("base", "answers", "status", "code"),
    [
        (0, {}, 409, "draft_conflict"),
        (1, {"nothing.like.it": None}, 422, "invalid_answers"),
        (1, {"nothing.like.it": answer()}, 422, "invalid_answers"),
        (1, None, 422, "invalid"),
        (1, [], 422, "invalid"),
    ],
)
def test_a_part_that_is_refused_changes_nothing(base: int, answers: Any, status: int, code: str) -> None:
    us = pair()
    save(us, "PUT", 0, document(us.check_in))
    refused = save(us, "PATCH", base, answers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    assert kept(us) == document(us.check_in)


def test_what_is_final_takes_no_part() -> None:
    us = pair()
    sent = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": document(us.check_in)}
    assert call(browser(us.alex), "POST", f"/check-ins/{us.check_in.pk}/submit", sent).status_code == 200
    refused = save(us, "PATCH", 1, {})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "already_submitted")


def test_twelve_long_notes_come_back_whole_from_two_parts() -> None:
    us = pair()
    ids = [asked["id"] for asked in us.check_in.prompts if asked["kind"] in ("anchor", "reason")]
    notes = {prompt_id: answer(note="愛" * 2000) for prompt_id in ids}
    assert save(us, "PATCH", 0, dict(list(notes.items())[:9])).status_code == 200
    assert save(us, "PATCH", 1, dict(list(notes.items())[9:])).status_code == 200
    assert kept(us) == notes
