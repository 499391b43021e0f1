"""Test that the reader's requests take the same work in both worlds.

Time itself is not compared, only its causes: the SQL statements and the sizes of the encrypted texts.
"""

from __future__ import annotations

import json

import pytest

from tests.seal import responses
from tests.seal.asking import questions
from tests.seal.conftest import Make
from tests.seal.lives import Lives
from tests.seal.world import Answer, World

Requests = list[tuple[str, str, object]]


@pytest.fixture
def us(twins: Make) -> Lives:
    """Twin worlds: the author has submitted nothing in the first world, and the longest response in the second."""
    us = twins("young", True)
    week = us.week()
    assert week is not None
    much = {prompt["id"]: {**responses.SKIP, "note": "é" * 2_000} for prompt in week.asked}
    submission = us.submission("author", us.worlds[1], week, much)
    assert us.author(us.worlds[1], "POST", f"/check-ins/{week.id}/submit", submission).status == 200
    return us


def _work(
    us: Lives, world: World, asked: Requests
) -> list[tuple[int, tuple[str, ...], tuple[tuple[str, int], ...]]]:
    with us.acting(world, "work"):
        answers: list[Answer] = [
            world.ask("reader", method, f"/api/v1{path}", body) for method, path, body in asked
        ]
    return [(each.status, each.statements, each.envelopes) for each in answers]


def test_reading_takes_the_same_work_beside_nothing_and_beside_all_that_fits(us: Lives) -> None:
    asked: Requests = list(questions(us))
    first, second = (_work(us, world, asked) for world in us.worlds)
    assert first == second
    assert sum(len(statements) for _status, statements, _envelopes in first) > len(asked)


def test_writing_takes_the_same_work_and_an_envelope_of_ones_own_size(us: Lives) -> None:
    week = us.week()
    assert week is not None
    draft = {"base_revision": 0, "answers": {week.asked[1]["id"]: {**responses.SKIP, "note": "a short one"}}}
    asked: Requests = [("PUT", f"/check-ins/{week.id}/draft", draft), ("GET", f"/check-ins/{week.id}", None)]
    first, second = (_work(us, world, asked) for world in us.worlds)
    assert first == second
    (sealed,), *_ = [envelopes for _status, _statements, envelopes in first]
    assert sealed[0] == "sealed"
    assert sealed[1] < 2_000  # the author's envelope in the second world is sixty times as large
    assert json.loads(us.reader("GET", f"/check-ins/{week.id}").body)["mine"] == "draft"
