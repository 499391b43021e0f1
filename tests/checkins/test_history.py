"""The history shows a person all their own past answers, but the partner's only from revealed check-ins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from checkins import actions, queries
from checkins.models import CheckIn
from checkins.queries.levels import LevelPoint, Levels
from couples.models import User
from tests.checkins.world import HOUR, WEEK, answer, submit
from tests.factories import START, alone, joined, pair, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR
FELT = "anchor.connection.received"


def values(line: Sequence[LevelPoint]) -> list[int | None]:
    return [point.value for point in line]


def picture(viewer: User, now: dt.datetime) -> Levels:
    levels = queries.history(viewer, now=now).levels
    assert levels
    return levels


def test_history_draws_ones_own_line_and_the_partners_where_revealed() -> None:
    us = pair()
    first = us.check_in
    submit(us.alex, first, now=NOW, value=5)
    submit(us.bo, first, now=NOW, value=2, overrides={FELT: answer(1, sharing="private")})
    actions.open_due(now=us.next_opens_at)
    second = us.check_in
    submit(us.alex, second, now=second.opens_at + HOUR, value=3)
    now = second.opens_at + HOUR
    lines = picture(us.alex, now)
    assert values(lines.autonomy.mine) == [5, 3]
    assert values(lines.autonomy.theirs) == [2, None]
    assert lines.connection.theirs == []
    # Both may look at the picture, so a private answer is a gap in its author's own line as well.
    assert picture(us.bo, now).connection.mine == []
    rows = queries.history(us.bo, now=now).check_ins
    assert [(row.number, row.state, row.mine) for row in rows] == [
        (2, "open", "not_started"),
        (1, "revealed", "submitted"),
    ]


def test_a_missed_week_is_a_gap_in_both_lines() -> None:
    us = pair()
    for week in range(4):
        check_in = us.check_in
        if week != 1:
            submit(us.alex, check_in, now=check_in.opens_at + HOUR, value=4)
        if week != 2:
            submit(us.bo, check_in, now=check_in.opens_at + HOUR, value=2)
        actions.lapse_overdue(now=check_in.closes_at)
        if week < 3:
            actions.open_due(now=us.next_opens_at)
    now = us.check_in.closes_at
    for dimension in ("appreciation", "autonomy", "connection"):
        alex, bo = (getattr(picture(person, now), dimension) for person in (us.alex, us.bo))
        # Only Bo answered in week 2, and only Alex in week 3. Neither sees the other's answers of those weeks.
        assert (values(alex.mine), values(alex.theirs)) == ([4, None, 4, 4], [2, None, None, 2])
        assert (values(bo.mine), values(bo.theirs)) == ([2, 2, None, 2], [4, None, None, 4])
        assert [point.date for point in alex.mine] == [START.date() + i * WEEK for i in range(4)]


def test_a_picture_for_two_holds_nothing_that_was_answered_before_these_two() -> None:
    sam = alone()
    first = CheckIn.objects.get()
    submit(sam, first, now=NOW, value=1)
    then = NOW + HOUR
    assert values(picture(sam, then).connection.mine) == [1]
    with_somebody = joined(sam, user("Bo"), now=then).couple
    submit(sam, CheckIn.objects.get(couple=with_somebody), now=then + HOUR, value=5)
    past = queries.history(sam, now=then + HOUR)
    assert values(picture(sam, then + HOUR).connection.mine) == [5]
    assert first.pk in [row.id for row in past.check_ins]
