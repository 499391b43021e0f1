"""During a quiet break, a person gets no prompts and no reminders. The partner sees only a week without an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins import actions, queries, tasks
from checkins.models import CheckIn, Rest
from couples import actions as people
from couples.errors import NotFound
from notifications.models import Reminder
from tests.checkins.world import HOUR, WEEK, browser, call, reveal, submit
from tests.factories import START, Pair, alone, joined, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR
READ = (
    "/me", "/home", "/schedule", "/history", "/pairing", "/talking-points", "/starters",
    "/notifications/preferences", "/notifications/preview", "/notifications/subscriptions",
)  # fmt: skip


def received(client: Client, us: Pair) -> list[Any]:
    """Request every page as the person who is signed in on `client`, including all check-ins of the couple.

    Return the path, status, headers and body of each response, and the number of its database queries.
    """
    paths = list(READ)
    for pk in CheckIn.objects.filter(couple=us.couple).order_by("number").values_list("pk", flat=True):
        paths += [f"/check-ins/{pk}", f"/check-ins/{pk}/reveal", f"/history/{pk}"]
    got = []
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            answer = call(client, "GET", path)
        got.append((path, answer.status_code, dict(answer.headers), answer.content, len(asked)))
    return got


@pytest.mark.parametrize("weeks", [0.1, 0.7, 1.1, 2.1])
@pytest.mark.parametrize("bo_submits", [False, True])
def test_the_partner_receives_the_same_in_every_byte(weeks: float, bo_submits: bool) -> None:
    us = pair()
    reveal(us, now=NOW)
    actions.open_due(now=us.next_opens_at)
    began = us.check_in.opens_at
    if bo_submits:
        submit(us.bo, us.check_in, now=began + HOUR)
    with time_machine.travel(began + weeks * WEEK, tick=False):
        tasks.lapse_and_open_check_ins()
        client = browser(us.bo)
        received(client, us)  # the first requests need more queries than later ones
        before = received(client, us)
        assert call(browser(us.alex), "PUT", "/schedule/rest").json()["resting"] is True
        while_resting = received(client, us)
        assert while_resting == before
        assert b'"resting":false' in {row[0]: row[3] for row in before}["/schedule"]
        call(browser(us.alex), "DELETE", "/schedule/rest")
        assert received(client, us) == before


def test_check_ins_open_and_lapse_as_in_weeks_without_an_answer() -> None:
    resting, silent = pair(), pair()
    actions.rest(resting.alex)

    def lived(us: Pair) -> list[Any]:
        rows = CheckIn.objects.filter(couple=us.couple).order_by("number")
        reminded = Reminder.objects.filter(user=us.bo).order_by("due_at", "channel")
        return [
            list(rows.values_list("number", "state", "opens_at", "closes_at")),
            # Due times are left out, because each person's delay depends on their id.
            [(row.kind, row.channel, row.state, row.outcome) for row in reminded],
        ]

    for week in range(4):
        with time_machine.travel(START + week * WEEK + 12 * HOUR, tick=False):
            tasks.lapse_and_open_check_ins()
    assert lived(resting) == lived(silent)
    assert [row[1] for row in lived(resting)[0]] == ["lapsed", "lapsed", "lapsed", "open"]


def test_it_is_ones_own_and_ends_by_one_tap() -> None:
    us = pair()
    actions.rest(us.alex)
    actions.rest(us.alex)
    assert queries.schedule(us.alex).resting
    mine, theirs = (queries.home(person, now=NOW).schedule for person in (us.alex, us.bo))
    assert mine
    assert mine.resting
    assert theirs
    assert not theirs.resting
    # A break moves no check-in, unlike a pause, which both partners see.
    assert not queries.schedule(us.alex).paused
    assert queries.schedule(us.alex).next_opens_at == queries.schedule(us.bo).next_opens_at
    actions.end_rest(us.bo)
    assert queries.schedule(us.alex).resting
    actions.end_rest(us.alex)
    actions.end_rest(us.alex)
    assert not queries.schedule(us.alex).resting
    assert not Rest.objects.exists(), "since when, and how often, is kept nowhere"


def test_who_rests_may_answer_all_the_same() -> None:
    us = pair()
    actions.rest(us.alex)
    submit(us.bo, us.check_in, now=NOW)
    submit(us.alex, us.check_in, now=NOW)
    assert us.check_in.state == "revealed"
    assert queries.schedule(us.alex).resting, "only their own tap ends it"


def test_it_stays_behind_in_the_space_that_was_left() -> None:
    us = pair()
    actions.rest(us.alex)
    people.leave(us.bo, now=NOW)
    again = joined(us.alex, us.bo, now=NOW + dt.timedelta(days=1))
    assert not queries.schedule(again.alex).resting


def test_alone_one_may_rest_too_and_without_a_space_there_is_nothing_to_rest_from() -> None:
    sam, kim = alone(), user("Kim")
    actions.rest(sam)
    assert queries.schedule(sam).resting
    for act in (actions.rest, actions.end_rest):
        with pytest.raises(NotFound):
            act(kim)
