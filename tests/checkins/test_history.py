"""What has been: one's own past, and the partner's where it was revealed."""

from __future__ import annotations

import pytest

from checkins import actions, queries
from tests.checkins.world import HOUR, START, answer, pair, submit

pytestmark = pytest.mark.django_db
NOW = START + HOUR
FELT = "anchor.connection.received"


def test_history_draws_ones_own_line_and_the_partners_where_revealed() -> None:
    us = pair()
    first = us.check_in
    submit(us.alex, first, now=NOW, value=5)
    submit(us.bo, first, now=NOW, value=2, overrides={FELT: answer(1, sharing="private")})
    actions.open_due(now=us.next_opens_at)
    second = us.check_in
    submit(us.alex, second, now=second.opens_at + HOUR, value=3)
    lines = queries.history(us.alex, now=NOW)["levels"]
    assert [point["value"] for point in lines["autonomy"]["mine"]] == [5, 3]
    assert [point["value"] for point in lines["autonomy"]["theirs"]] == [2]
    assert lines["connection"]["theirs"] == []
    assert [point["value"] for point in queries.history(us.bo, now=NOW)["levels"]["connection"]["mine"]] == [
        1
    ]
    rows = queries.history(us.bo, now=NOW)["check_ins"]
    assert [(row["number"], row["state"], row["mine"]) for row in rows] == [
        (2, "open", "not_started"),
        (1, "revealed", "submitted"),
    ]
