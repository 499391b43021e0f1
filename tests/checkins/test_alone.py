"""A person answers check-ins alone, and may later use these answers as the draft of the first check-in for two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import convert, to_builtins

from checkins import actions, queries
from checkins.models import CheckIn
from checkins.queries import CheckInPage
from couples import actions as people
from couples.models import User
from tests.checkins.whole_set import ask_everything
from tests.checkins.world import HOUR, answer, browser, call, document, submit
from tests.factories import START, alone, joined, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR
ANCHOR = "anchor.connection.received"


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def own(person: User) -> CheckIn:
    """Return the check-in that this person answers without a partner."""
    return CheckIn.objects.get(couple__memberships__user=person, couple__kind="solo")


def save(person: User, check_in: CheckIn, answers: Any, *, base: int = 0) -> None:
    actions.save_draft(person, check_in_id=check_in.pk, base_revision=base, answers=answers, now=NOW)


def start_from(person: User, check_in: CheckIn) -> Any:
    body = call(browser(person), "GET", f"/check-ins/{check_in.pk}").json()
    assert to_builtins(convert(body, CheckInPage)) == body
    return body["start_from"]


def test_alone_nobody_is_guessed_about() -> None:
    sam = alone()
    body = call(browser(sam), "GET", f"/check-ins/{own(sam).pk}").json()
    kinds = [prompt["kind"] for prompt in body["prompts"]]
    assert "guess" not in kinds
    home = call(browser(sam), "GET", "/home").json()
    assert home["check_in"]["prompts"] == len(kinds)


@pytest.mark.parametrize("submitted", [True, False], ids=["submitted", "draft"])
def test_the_first_check_in_together_starts_from_ones_own_answers(*, submitted: bool) -> None:
    sam, bo = alone(), user("Bo")
    before = own(sam)
    if submitted:
        submit(sam, before, now=NOW)
    else:
        save(sam, before, {ANCHOR: answer(4)})
    us = joined(sam, bo, now=NOW)
    assert start_from(sam, us.check_in) == str(before.pk)
    past = call(browser(sam), "GET", f"/history/{before.pk}").json()
    assert past["answers"][ANCHOR]["value"] == 4
    # Bo answered nothing alone, and can't see what Sam answered alone.
    assert start_from(bo, us.check_in) is None
    assert call(browser(bo), "GET", f"/history/{before.pk}").status_code == 404


def test_each_starts_from_their_own() -> None:
    sam, bo = alone(), alone()
    for person in (sam, bo):
        submit(person, own(person), now=NOW)
    us = joined(sam, bo, now=NOW)
    for person in (sam, bo):
        assert start_from(person, us.check_in) == str(own(person).pk)
        # A past check-in, such as the one that was answered alone, offers no answers to start from.
        past = call(browser(person), "GET", f"/history/{own(person).pk}").json()
        assert past["start_from"] is None


def test_what_is_begun_does_not_start_again() -> None:
    sam = alone()
    submit(sam, own(sam), now=NOW)
    us = joined(sam, user("Bo"), now=NOW)
    save(sam, us.check_in, {ANCHOR: answer(2)})
    assert start_from(sam, us.check_in) is None
    call(browser(sam), "DELETE", f"/check-ins/{us.check_in.pk}/draft")
    assert start_from(sam, us.check_in) == str(own(sam).pk)
    submit_again = document(us.check_in)
    save(sam, us.check_in, submit_again, base=2)
    assert start_from(sam, us.check_in) is None


def test_the_second_check_in_starts_from_nothing() -> None:
    sam = alone()
    submit(sam, own(sam), now=NOW)
    us = joined(sam, user("Bo"), now=NOW)
    actions.open_due(now=us.next_opens_at)
    second = us.check_in
    assert second.number == 2
    with time_machine.travel(second.opens_at + HOUR, tick=False):
        assert start_from(sam, second) is None


@pytest.mark.parametrize(("days", "offered"), [(6.9, True), (7.1, False)])
def test_old_answers_are_not_offered(days: float, *, offered: bool) -> None:
    sam = alone()
    submit(sam, own(sam), now=NOW)
    later = START + dt.timedelta(days=days)
    us = joined(sam, user("Bo"), now=later)
    with time_machine.travel(later + HOUR, tick=False):
        assert (start_from(sam, us.check_in) is not None) is offered


def test_a_closed_check_in_and_an_empty_one_are_no_start() -> None:
    sam, kim = alone(), alone()
    submit(sam, own(sam), now=NOW)
    save(kim, own(kim), {})
    us = joined(sam, kim, now=NOW)
    assert start_from(kim, us.check_in) is None
    with time_machine.travel(us.check_in.closes_at, tick=False):
        assert start_from(sam, us.check_in) is None


def test_answers_of_two_are_no_start_for_another_two() -> None:
    sam, bo, cleo = user("Sam"), user("Bo"), user("Cleo")
    first = joined(sam, bo, now=NOW)
    submit(sam, first.check_in, now=NOW)
    people.leave(sam, now=NOW)
    assert start_from(sam, joined(sam, cleo, now=NOW).check_in) is None


def test_only_an_unbegun_first_check_in_looks_for_what_was_answered_alone() -> None:
    sam = alone()
    submit(sam, own(sam), now=NOW)
    us = joined(sam, user("Bo"), now=NOW)

    def looks() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.check_in(sam, us.check_in.pk, now=NOW)
        return sum("'solo'" in query["sql"] for query in captured)

    assert looks() == 1
    save(sam, us.check_in, {ANCHOR: answer(2)})
    assert looks() == 0


def test_an_upgrade_takes_the_guess_out_of_what_is_open_and_not_begun() -> None:
    upgrade = import_module("checkins.migrations.0008_no_guess_alone").leave_out_the_guess
    sam, kim, us = alone(), alone(), joined(user("Alex"), user("Bo"), now=NOW)
    ask_everything(us.couple.pk)
    before = us.check_in.prompts
    guess = next(asked for asked in before if asked["kind"] == "guess")
    for person in (sam, kim):
        asked = [*own(person).prompts, guess]
        CheckIn.objects.filter(pk=own(person).pk).update(prompts=asked, asked=len(asked))
    save(kim, own(kim), {guess["id"]: answer(3)})
    upgrade(apps, SimpleNamespace(connection=connection))
    assert guess not in own(sam).prompts
    assert own(sam).asked == len(own(sam).prompts)
    # A check-in that has answers, or that two people answer, still asks the same prompts.
    assert guess in own(kim).prompts
    assert us.check_in.prompts == before
