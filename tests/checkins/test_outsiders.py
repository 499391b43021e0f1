"""Strangers, people who are not signed in, and former partners can't reach a couple's data.

If two people separate and link again, they start without their earlier check-ins.
"""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from checkins import actions, queries
from checkins.answering.answers import Answer
from checkins.models import CheckIn, TalkingPoint
from checkins.queries import PointList
from couples import actions as people
from couples.errors import NotFound
from couples.models import User
from tests.checkins.world import HOUR, answer, browser, call, reveal, submit
from tests.factories import START, joined, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR
ANCHOR = "anchor.connection.received"


def save_draft(actor: User, check_in: CheckIn) -> None:
    actions.save_draft(actor, check_in_id=check_in.pk, base_revision=0, answers={}, now=NOW)


def test_strangers_and_exes_get_nothing() -> None:
    us = pair()
    check_in = reveal(us, now=NOW)
    point_id = TalkingPoint.objects.filter(check_in=check_in).values_list("pk", flat=True)[0]
    stranger, elsewhere = user("Kim"), pair()
    people.leave(us.alex, now=NOW + HOUR)
    for outsider in (stranger, elsewhere.alex, us.alex, us.bo):
        for attempt in (
            lambda viewer=outsider: queries.check_in(viewer, check_in.pk, now=NOW),
            lambda viewer=outsider: queries.reveal(viewer, check_in.pk),
            lambda viewer=outsider: queries.point(viewer, point_id),
            lambda viewer=outsider: save_draft(viewer, check_in),
            lambda viewer=outsider: submit(viewer, check_in, now=NOW),
            lambda viewer=outsider: actions.mark_talked(viewer, point_id=point_id, now=NOW),
        ):
            with pytest.raises(NotFound):
                attempt()
    for outsider in (stranger, elsewhere.alex):
        with pytest.raises(NotFound):
            queries.own_past(outsider, check_in.pk, now=NOW)
    # Alex can still read their own answers.
    assert queries.own_past(us.alex, check_in.pk, now=NOW).answers[ANCHOR] == Answer(**answer(4))
    past = queries.history(us.alex, now=NOW)
    assert [row.here for row in past.check_ins] == [False]
    assert past.levels
    assert past.levels.connection.theirs == []


def test_pairing_again_shows_nothing_of_before() -> None:
    us = pair()
    before = reveal(us, now=NOW)
    people.leave(us.bo, now=NOW + HOUR)
    joined(us.alex, us.bo, now=NOW + 2 * HOUR)
    with pytest.raises(NotFound):
        queries.reveal(us.alex, before.pk)
    home = queries.home(us.alex, now=NOW + 2 * HOUR)
    assert home.latest_reveal is None
    assert home.check_in
    assert home.check_in.number == 1
    assert queries.points(us.alex) == PointList([], None)


def test_an_open_check_in_lapses_when_somebody_leaves() -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    people.leave(us.bo, now=NOW)
    check_in.refresh_from_db()
    assert check_in.state == "lapsed"
    assert queries.own_past(us.alex, check_in.pk, now=NOW).mine == "submitted"


def test_visitors_and_strangers_find_nothing() -> None:
    us = pair()
    check_in = reveal(us, now=NOW)
    unknown = uuid.uuid4()
    visitor, stranger = Client(), browser(user("Kim"))
    paths = [
        ("GET", "/check-ins/{}"),
        ("PUT", "/check-ins/{}/draft"),
        ("POST", "/check-ins/{}/submit"),
        ("GET", "/check-ins/{}/reveal"),
        ("GET", "/history/{}"),
    ]
    body = {"base_revision": 0, "submission_id": str(uuid.uuid4()), "answers": {}}
    for method, path in paths:
        sent = None if method == "GET" else body
        assert call(visitor, method, path.format(check_in.pk), sent).status_code == 401
        theirs, nobodys = (
            call(stranger, method, path.format(its_id), sent) for its_id in (check_in.pk, unknown)
        )
        assert (theirs.status_code, theirs.content) == (404, nobodys.content)
