"""Set up a couple that talked about a topic, and answer "Did it help?" for one partner, Alex."""

from __future__ import annotations

import datetime as dt
from typing import Any

from checkins import actions, queries
from checkins.models import TalkingPointVoice
from tests.checkins.world import HOUR, answer, submit
from tests.conversations import offered
from tests.factories import START, Pair, pair

NOW = START + HOUR
FELT = "anchor.connection.received"
SKIPPED = {"status": "skipped"}
Choice, Helped = TalkingPointVoice.Choice, TalkingPointVoice.Helped


def with_a_topic() -> tuple[Pair, Any]:
    """Return a couple, and the id of the main topic of its first reveal. The topic is that Bo felt no closeness."""
    us = pair()
    week(us, NOW)
    main = offered(queries.reveal(us.alex, us.check_in.pk))
    assert main is not None
    return us, main.id


def week(us: Pair, now: dt.datetime) -> None:
    """Submit this week's check-in for both partners, with a low answer from Bo about closeness."""
    submit(us.alex, us.check_in, now=now, value=5, overrides={"guess": SKIPPED})
    submit(us.bo, us.check_in, now=now, value=4, overrides={FELT: answer(1), "guess": SKIPPED})


def talked_about() -> tuple[Pair, Any]:
    """Return a couple that has talked about the main topic of its first reveal, and the topic's id."""
    us, point = with_a_topic()
    actions.mark_talked(us.bo, point_id=point, now=NOW)
    return us, point


def says(us: Pair, point: Any, helped: TalkingPointVoice.Helped) -> None:
    """Answer "Did it help?" about a topic as Alex. The answer stays private."""
    actions.say_helped(us.alex, point_id=point, helped=helped, now=NOW + HOUR)


def tells(us: Pair, point: Any, helped: TalkingPointVoice.Helped) -> None:
    """Answer "Did it help?" about a topic as Alex, and show Bo the answer."""
    says(us, point, helped)
    actions.tell_helped(us.alex, point_id=point)
