"""Answers to "Did it help?" are private. They influence later topics only after their author has told the partner.

The tests use twin worlds: the same couple lives through the same weeks twice, with the same ids. In one of the two
worlds, Alex answers in private. The tests compare all responses to Bo in these weeks byte by byte.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import transaction

from checkins import actions, queries
from checkins.models import TalkingPointVoice
from tests.checkins.helping import (
    NOW,
    Choice,
    Helped,
    says,
    talked_about,
    tells,
    week,
    with_a_topic,
)
from tests.checkins.world import HOUR, browser, call
from tests.conversations import findings_in
from tests.factories import Pair

pytestmark = pytest.mark.django_db
Doing = Callable[[Pair, Any], None]
#: Number of weeks that are compared: one more than a topic rests after a conversation, so that it has come back.
WEEKS = 7


def nothing(us: Pair, point: Any) -> None:
    """Do nothing, as in the world in which Alex leaves "Did it help?" unanswered."""


def says_yes(us: Pair, point: Any) -> None:
    says(us, point, Helped.YES)


def says_a_little(us: Pair, point: Any) -> None:
    says(us, point, Helped.A_LITTLE)


def says_no(us: Pair, point: Any) -> None:
    says(us, point, Helped.NO)


def changes_their_mind(us: Pair, point: Any) -> None:
    says(us, point, Helped.NO)
    actions.say_helped(us.alex, point_id=point, helped=Helped.YES, now=NOW + 40 * HOUR)


def tells_and_takes_it_back(us: Pair, point: Any) -> None:
    tells(us, point, Helped.NO)
    actions.untell_helped(us.alex, point_id=point)


def tells_no(us: Pair, point: Any) -> None:
    tells(us, point, Helped.NO)


def tells_yes(us: Pair, point: Any) -> None:
    tells(us, point, Helped.YES)


def what_bo_sees(monkeypatch: pytest.MonkeyPatch, us: Pair, point: Any, doing: Doing) -> list[bytes]:
    """Let Alex act on the topic `point`, and return all responses that Bo receives in the next weeks.

    `doing` is the function that acts for Alex. Before returning, undo all changes in the database.
    """
    counter = itertools.count()
    client, seen = browser(us.bo), []

    def look(*paths: str) -> None:
        for path in paths:
            response = call(client, "GET", path)
            assert response.status_code == 200, path
            seen.append(response.content)

    with monkeypatch.context() as patch, transaction.atomic():
        first = us.check_in.pk
        doing(us, point)
        # Give both worlds the same ids, because the choice among a reason's experiments depends on them.
        twin = SimpleNamespace(urandom=lambda size: hashlib.shake_256(b"%d" % next(counter)).digest(size))
        patch.setattr("uuid.os", twin)
        # Compiling a query takes other ids, because only the first use of a query compiles it.
        patch.setattr("couples.compiled.uuid4", lambda: uuid.UUID(bytes=os.urandom(16), version=4))
        with time_machine.travel(NOW + 50 * HOUR, tick=False):
            look("/home", "/history", "/talking-points", "/starters", f"/check-ins/{first}/reveal")
        for _ in range(WEEKS):
            actions.open_due(now=us.next_opens_at)
            now = us.check_in.opens_at + HOUR
            with time_machine.travel(now, tick=False):
                look("/home", f"/check-ins/{us.check_in.pk}")
                week(us, now)
                look("/home", f"/check-ins/{us.check_in.pk}/reveal", "/talking-points", "/history")
        transaction.set_rollback(True)
    return seen


@pytest.mark.slow
def test_nothing_that_the_partner_receives_depends_on_what_was_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    us, point = talked_about()
    silent = what_bo_sees(monkeypatch, us, point, nothing)
    for doing in (says_yes, says_a_little, says_no, changes_their_mind, tells_and_takes_it_back):
        assert what_bo_sees(monkeypatch, us, point, doing) == silent, doing.__name__


@pytest.mark.slow
def test_nothing_that_the_partner_receives_depends_on_one_choice_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    us, point = with_a_topic()
    silent = what_bo_sees(monkeypatch, us, point, nothing)
    for choice in Choice:

        def chooses(us: Pair, point: Any, choice: TalkingPointVoice.Choice = choice) -> None:
            actions.speak(us.alex, point_id=point, choice=Choice.NOW, now=NOW)
            actions.speak(us.alex, point_id=point, choice=choice, now=NOW + 30 * HOUR)

        assert what_bo_sees(monkeypatch, us, point, chooses) == silent, choice


def test_what_was_told_changes_when_a_topic_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    us, point = talked_about()
    # A topic about an anchor is recognised by its dimension, because it may or may not name a reason.
    dimension = queries.point(us.bo, point).dimension

    def back_after(doing: Doing) -> int:
        """Let the function `doing` act for Alex. Return the number of weeks until the topic is shown again.

        Return `WEEKS + 1` if the topic is not shown again.
        """
        reveals = what_bo_sees(monkeypatch, us, point, doing)[5:][3::6]
        for number, seen in enumerate(map(json.loads, reveals), start=1):
            if dimension in {shown["dimension"] for shown in findings_in(seen)}:
                return number
        return WEEKS + 1

    assert back_after(tells_no) < back_after(nothing) < back_after(tells_yes)
