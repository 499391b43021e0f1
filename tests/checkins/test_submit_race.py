"""Both partners submit at the same moment, hundreds of times, on real database connections.

Every check-in is revealed exactly once. Without a lock, 387 of 400 couples waited for ever on PostgreSQL, because
neither of the two transactions saw the other's response (READ COMMITTED).
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Lock
from typing import Any

import pytest
from django.db import connection

from checkins import actions, sealing
from checkins.models import CheckIn, Response, TalkingPoint
from checkins.signals import check_in_revealed
from couples import actions as people
from couples.encryption import keys
from couples.errors import DomainError
from tests.checkins.world import HOUR, answer, document, submit
from tests.factories import START, Pair, pair

pytestmark = pytest.mark.django_db(transaction=True)
NOW = START + HOUR
LANES = 4


@contextmanager
def counted_reveals() -> Iterator[Counter[uuid.UUID]]:
    """Count the signals "check-in revealed" during the `with` block, by the check-in's id."""
    counts: Counter[uuid.UUID] = Counter()
    lock = Lock()

    def count(sender: Any, check_in: CheckIn, **_: Any) -> None:
        with lock:
            counts[check_in.pk] += 1

    check_in_revealed.connect(count)
    try:
        yield counts
    finally:
        check_in_revealed.disconnect(count)


def at_once(*attempts: Callable[[], object], barrier: Barrier | None = None) -> list[str]:
    """Call all `attempts` at the same moment, each with its own database connection.

    Return the result of each attempt, in the same order: "done", or the code of the error that the attempt raised.
    All attempts wait for each other at `barrier`, or at a new barrier if `barrier` is None.
    """
    barrier = barrier or Barrier(len(attempts))

    def run(attempt: Callable[[], object]) -> str:
        try:
            connection.ensure_connection()
            barrier.wait(60)
            attempt()
        except DomainError as error:
            return error.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


def word(couple: Pair, seat: int) -> str:
    """Return the note (words added to an answer) of the partner in this seat. No two people write the same note."""
    return f"{couple.couple.pk}/{seat}"


def race(pairs: int) -> None:
    """Make `pairs` couples, and let both partners of each couple submit at the same moment.

    Each partner adds a note (a few words) to an answer. Fail if a check-in is not revealed, if a check-in is revealed
    twice, or if a stored response lacks its author's note.
    """
    couples = [pair() for _ in range(pairs)]
    open_ones = {check_in.couple_id: check_in for check_in in CheckIn.objects.all()}

    def lane(mine: list[Pair], seat: int, barrier: Barrier) -> None:
        """Submit once for each of these couples, as the partner in this seat.

        At `barrier`, wait each time until the thread of the other seat is ready to submit for the same couple.
        """
        try:
            for couple in mine:
                check_in = open_ones[couple.couple.pk]
                barrier.wait(60)
                words = {"words.wish": answer(None, note=word(couple, seat))}
                submit(couple.alex if seat == 0 else couple.bo, check_in, now=NOW, overrides=words)
        finally:
            connection.close()

    with counted_reveals() as reveals, ThreadPoolExecutor(2 * LANES) as pool:
        running = []
        for number in range(LANES):
            barrier = Barrier(2)
            running += [pool.submit(lane, couples[number::LANES], seat, barrier) for seat in (0, 1)]
        for lane_done in running:
            lane_done.result()
    assert CheckIn.objects.filter(state="open").count() == 0, "stuck"
    assert CheckIn.objects.filter(state="revealed").count() == pairs
    assert len(reveals) == pairs
    assert set(reveals.values()) == {1}, "revealed twice"
    positions = TalkingPoint.objects.values_list("check_in_id", "position")
    assert len(positions) == len(set(positions))
    assert lost(couples, open_ones) == [], "lost words"


def lost(couples: list[Pair], check_ins: Mapping[uuid.UUID, CheckIn]) -> list[str]:
    """Return the submitted notes that are missing from their author's stored response.

    `check_ins` holds each couple's check-in, by the couple's id.
    """
    missing = []
    responses = {
        (response.check_in_id, response.author_id): response for response in Response.objects.iterator(500)
    }
    for couple in couples:
        check_in, couple_keys = check_ins[couple.couple.pk], keys.data_keys(couple.couple.pk)
        for seat, author in enumerate((couple.alex, couple.bo)):
            response = responses.get((check_in.pk, author.pk))
            said = {} if response is None or response.submitted_at is None else sealing.open_answers(
                couple_keys[author.pk],
                response.envelope,
                couple_id=couple.couple.pk,
                author_id=author.pk,
                check_in_id=check_in.pk,
            )  # fmt: skip
            wish = said.get("words.wish")
            if wish is None or wish.note != word(couple, seat):
                missing.append(word(couple, seat))
    return missing


@pytest.mark.slow
def test_hundreds_of_pairs_submit_at_the_same_moment() -> None:
    """Use 200 couples on PostgreSQL, and only 100 on SQLite, which writes one transaction at a time."""
    race(200 if connection.vendor == "postgresql" else 100)


@pytest.mark.long
def test_thousands_of_pairs_submit_at_the_same_moment(
    record_property: Callable[[str, object], None],
) -> None:
    """Use 10,000 couples on PostgreSQL, and only 2,000 on SQLite, which writes one transaction at a time."""
    pairs = 10_000 if connection.vendor == "postgresql" else 2_000
    race(pairs)
    counted = f"{pairs:,} pairs at once on {connection.vendor}: 0 stuck, 0 revealed twice, 0 words lost"
    record_property("counted", counted)


def test_the_same_submission_sent_ten_times_at_once_is_one() -> None:
    us = pair()
    check_in, submission_id = us.check_in, uuid.uuid4()
    send = lambda: actions.submit(  # noqa: E731
        us.alex,
        check_in_id=check_in.pk,
        submission_id=submission_id,
        base_revision=0,
        answers=document(check_in),
        now=NOW,
    )
    assert set(at_once(*[send] * 10)) == {"done"}
    assert Response.objects.count() == 1


def test_of_two_submissions_from_two_tabs_one_wins() -> None:
    us = pair()
    check_in = us.check_in
    outcome = at_once(*[lambda: submit(us.alex, check_in, now=NOW)] * 4)
    assert sorted(outcome) == ["already_submitted"] * 3 + ["done"]


@pytest.mark.parametrize("_", range(10))
def test_a_first_draft_beside_a_submission_loses_nothing(_: int) -> None:
    us = pair()
    check_in = us.check_in
    save = lambda: actions.save_draft(  # noqa: E731
        us.alex,
        check_in_id=check_in.pk,
        base_revision=0,
        answers={"words.wish": answer(None, note="x")},
        now=NOW,
    )
    draft, final = at_once(save, lambda: submit(us.alex, check_in, now=NOW))
    assert (draft, final) in {
        ("done", "draft_conflict"),
        ("already_submitted", "done"),
        ("draft_conflict", "done"),
    }
    assert Response.objects.filter(check_in=check_in).count() == 1


@pytest.mark.parametrize("_", range(10))
def test_leaving_while_the_other_submits_reveals_before_or_not_at_all(_: int) -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    submitted, left = at_once(
        lambda: submit(us.bo, check_in, now=NOW), lambda: people.leave(us.alex, now=NOW)
    )
    assert left == "done"
    check_in.refresh_from_db()
    assert (submitted, check_in.state) in {
        ("done", "revealed"),
        ("not_found", "lapsed"),
        ("check_in_closed", "lapsed"),
    }


@pytest.mark.parametrize("_", range(10))
def test_lapsing_while_the_second_submits_is_one_or_the_other(_: int) -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    submitted, _lapsed = at_once(
        lambda: submit(us.bo, check_in, now=NOW), lambda: actions.lapse_overdue(now=check_in.closes_at)
    )
    check_in.refresh_from_db()
    # If the task finds the row locked, it skips it, and a later run closes the check-in.
    assert (submitted, check_in.state) in {("done", "revealed"), ("check_in_closed", "lapsed")}


def test_two_ticks_at_once_open_one() -> None:
    us = pair()
    due = us.couple.schedule.next_opens_at
    assert due is not None
    at_once(*[lambda: actions.open_due(now=due)] * 4)
    assert CheckIn.objects.filter(couple=us.couple).count() == 2
