"""Before the reveal, a person receives the same bytes whatever the partner has done.

The clock stands still. Alex requests everything in several worlds: Bo has done nothing, has a short or a long draft,
or has submitted. The tests compare status, headers, body and number of database queries of the responses.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins import actions, queries
from checkins.models import CheckIn
from couples.models import Membership
from tests.checkins.world import HOUR, answer, browser, call, document, reveal, submit
from tests.factories import START, Pair, pair

pytestmark = pytest.mark.django_db
NOW = START + 9 * HOUR
ANCHOR = "anchor.connection.received"
Seen = list[tuple[str, int, dict[str, str], bytes, int]]


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def everything(client: Client, check_in: CheckIn) -> Seen:
    """Send many valid and invalid requests about the present week, none of which changes anything.

    Return the response to each request, with the number of its database queries.
    """
    one = f"/check-ins/{check_in.pk}"
    requests: list[tuple[str, str, Any]] = [
        ("GET", "/me", None),
        ("GET", "/home", None),
        ("GET", one, None),
        ("HEAD", one, None),
        ("OPTIONS", one, None),
        ("GET", f"{one}/reveal", None),
        ("GET", "/history", None),
        ("GET", f"/history/{check_in.pk}", None),
        ("GET", "/talking-points", None),
        ("GET", "/starters", None),
        ("GET", "/schedule", None),
        ("GET", "/notifications/preferences", None),
        ("PUT", f"{one}/draft", {"base_revision": 9, "answers": {}}),
        ("PUT", f"{one}/draft", {"base_revision": 0, "answers": {ANCHOR: answer(9)}}),
        (
            "POST",
            f"{one}/submit",
            {"submission_id": str(uuid.uuid4()), "base_revision": 9, "answers": document(check_in)},
        ),
        ("POST", f"{one}/submit", {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": {}}),
    ]
    # Once an hour, a request also records that the device was used. Do this now, so that it can't make a difference.
    call(client, "GET", "/me", None)
    seen: Seen = []
    for method, path, body in requests:
        with CaptureQueriesContext(connection) as captured:
            response = call(client, method, path, body)
        headers = dict(response.headers.items())
        seen.append((f"{method} {path}", response.status_code, headers, response.content, len(captured)))
    return seen


def in_a_branch(world: Callable[[], Seen]) -> Seen:
    """Call `world` and return its result, but roll back all that it changed in the database.

    Each world begins with an empty cache.
    """
    cache.clear()
    with transaction.atomic():
        seen = world()
        transaction.set_rollback(True)
    return seen


def bo_does_nothing(us: Pair) -> None:
    """Leave Bo without a draft and without a submission."""


def bo_drafts(us: Pair) -> None:
    actions.save_draft(
        us.bo, check_in_id=us.check_in.pk, base_revision=0, answers={ANCHOR: answer(1)}, now=NOW - HOUR
    )


def bo_writes_a_lot(us: Pair) -> None:
    bo_drafts(us)
    long = document(
        us.check_in,
        overrides={ANCHOR: answer(1, note="x" * 2000), "words.wish": answer(None, note="y" * 2000)},
    )
    actions.save_draft(us.bo, check_in_id=us.check_in.pk, base_revision=1, answers=long, now=NOW)


def bo_submits(us: Pair) -> None:
    submit(us.bo, us.check_in, now=NOW - HOUR, overrides={ANCHOR: answer(1, note="secret words")})


def bo_submits_in_private(us: Pair) -> None:
    submit(us.bo, us.check_in, now=NOW, value=1, overrides={"reason": answer(1, sharing="private")})


DOINGS = [bo_drafts, bo_writes_a_lot, bo_submits, bo_submits_in_private]


@pytest.fixture(params=["first week", "after a reveal"])
def us(request: pytest.FixtureRequest) -> Pair:
    found = pair()
    if request.param == "after a reveal":
        reveal(found, now=START + HOUR, values=(5, 1))
        actions.open_due(now=found.next_opens_at)
        CheckIn.objects.filter(couple=found.couple, number=2).update(opens_at=START + 8 * HOUR)
    return found


@pytest.mark.parametrize("drafted", [False, True])
def test_before_i_submit_nothing_depends_on_my_partner(us: Pair, drafted: bool) -> None:
    check_in, client = us.check_in, browser(us.alex)

    def world(act: Callable[[Pair], None]) -> Seen:
        act(us)
        return everything(client, check_in)

    if drafted:
        actions.save_draft(
            us.alex, check_in_id=check_in.pk, base_revision=0, answers={ANCHOR: answer(2)}, now=NOW
        )
    nothing = in_a_branch(lambda: world(bo_does_nothing))
    assert {status for _, status, *_ in nothing} == {200, 404, 409, 422}
    for doing in DOINGS:
        assert in_a_branch(lambda: world(doing)) == nothing, doing.__name__  # noqa: B023 - called at once


def test_between_my_submission_and_the_reveal_i_learn_only_not_yet(us: Pair) -> None:
    check_in, client = us.check_in, browser(us.alex)
    mine = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": document(check_in)}

    def world(act: Callable[[Pair], None]) -> Seen:
        act(us)
        with CaptureQueriesContext(connection) as captured:
            sent = call(client, "POST", f"/check-ins/{check_in.pk}/submit", mine)
        assert sent.json()["state"] == "open"
        submitted = ("submit", sent.status_code, dict(sent.headers), sent.content, len(captured))
        return [submitted, *everything(client, check_in)]

    nothing = in_a_branch(lambda: world(bo_does_nothing))
    for doing in (bo_drafts, bo_writes_a_lot):
        assert in_a_branch(lambda: world(doing)) == nothing, doing.__name__  # noqa: B023 - called at once


def test_a_lapsed_check_in_tells_nothing_of_the_other_half(us: Pair) -> None:
    check_in, client = us.check_in, browser(us.alex)

    def world(act: Callable[[Pair], None]) -> Seen:
        act(us)
        with time_machine.travel(check_in.closes_at, tick=False):
            unticked = everything(client, check_in)
            actions.lapse_overdue(now=check_in.closes_at)
            return [*unticked, *everything(client, check_in)]

    nothing = in_a_branch(lambda: world(bo_does_nothing))
    for doing in DOINGS:
        assert in_a_branch(lambda: world(doing)) == nothing, doing.__name__  # noqa: B023 - called at once


def test_drafts_of_one_are_saved_alike_beside_whatever_the_other_has(us: Pair) -> None:
    check_in, client = us.check_in, browser(us.alex)

    def world(act: Callable[[Pair], None]) -> Seen:
        act(us)
        seen: Seen = []
        for revision in range(3):
            with CaptureQueriesContext(connection) as captured:
                body = {"base_revision": revision, "answers": {ANCHOR: answer(2)}}
                sent = call(client, "PUT", f"/check-ins/{check_in.pk}/draft", body)
            seen.append(("draft", sent.status_code, dict(sent.headers), sent.content, len(captured)))
        return seen

    nothing = in_a_branch(lambda: world(bo_does_nothing))
    assert [json.loads(body)["revision"] for *_, body, _ in nothing] == [1, 2, 3]
    for doing in DOINGS:
        assert in_a_branch(lambda: world(doing)) == nothing  # noqa: B023 - called at once


def test_the_one_bit_is_the_partners_own_choice() -> None:
    us = pair()
    Membership.objects.filter(user=us.bo).update(tell_when_finished=True)

    def bit() -> object:
        card = queries.home(us.alex, now=NOW).check_in
        return card and card.partner_finished

    assert bit() is None
    bo_drafts(us)
    assert bit() is None
    actions.submit(
        us.bo,
        check_in_id=us.check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=1,
        answers=document(us.check_in),
        now=NOW,
    )
    assert bit() is True
    assert queries.check_in(us.alex, us.check_in.pk, now=NOW).partner_finished is True
    # Bo's setting doesn't tell Bo whether Alex has finished.
    theirs = queries.home(us.bo, now=NOW).check_in
    assert theirs
    assert theirs.partner_finished is None


def test_nothing_written_lies_readable_in_the_database() -> None:
    us = pair()
    canary = "kakapo-7d1f"
    note = answer(1, note=canary)
    submit(us.alex, us.check_in, now=NOW, overrides={"anchor": note, "words.wish": answer(None, note=canary)})
    submit(us.bo, us.check_in, now=NOW, value=5)
    assert canary in repr(queries.reveal(us.bo, us.check_in.pk))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
                assert canary not in repr(cells)
