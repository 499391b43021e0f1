"""In a guided conversation, two devices show whose turn it is. The turns are stored only in the cache."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins import actions
from checkins.models import TalkingPoint, TalkingPointVoice
from checkins.talking.turns import KEPT_FOR, LONGEST, Turns, may_follow, shown, stored
from couples import actions as people
from tests.checkins.world import HOUR, answer, browser, call, submit
from tests.factories import START, Pair, alone, pair

pytestmark = pytest.mark.django_db
NOW = START + HOUR
SPEAKING = {"phase": "speak", "turn": 1, "speaks": "me", "left": 300, "pause": None}


def with_a_point() -> tuple[Pair, str]:
    """Return a couple, and the API path for the turns of the conversation about its first topic."""
    us = pair()
    low = {"anchor.connection.received": answer(1), "guess": {"status": "skipped"}}
    submit(us.alex, us.check_in, now=NOW, value=5, overrides={"guess": {"status": "skipped"}})
    submit(us.bo, us.check_in, now=NOW, value=4, overrides=low)
    point = TalkingPoint.objects.filter(audience=None).exclude(role="strength").earliest("position")
    return us, f"/talking-points/{point.pk}/turns"


def move(person: Any, path: str, base: int, **changes: Any) -> Any:
    return call(browser(person), "PUT", path, {"base_revision": base, **SPEAKING, **changes})


def at(moment: dt.datetime) -> Any:
    return time_machine.travel(moment, tick=False)


def test_both_see_whose_turn_it_is_and_how_much_time_is_left() -> None:
    us, path = with_a_point()
    with at(NOW):
        assert call(browser(us.bo), "GET", path).json() == {"revision": 0, "turns": None}
        assert move(us.alex, path, 0).json() == {"revision": 1, "turns": SPEAKING}
    with at(NOW + dt.timedelta(seconds=100)):
        theirs = call(browser(us.bo), "GET", path).json()
        assert theirs == {"revision": 1, "turns": {**SPEAKING, "speaks": "partner", "left": 200}}
        moved = move(us.bo, path, 1, phase="heard", speaks="partner", left=120).json()
        assert moved["revision"] == 2
        mine = call(browser(us.alex), "GET", path).json()["turns"]
        assert mine == {**SPEAKING, "phase": "heard", "left": 120}
    with at(NOW + HOUR):
        assert call(browser(us.alex), "GET", path).json()["turns"]["left"] == 0


def test_a_pause_stops_the_step_and_counts_by_itself() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
        move(us.bo, path, 1, speaks="partner", left=250, pause=1200)
    with at(NOW + dt.timedelta(minutes=15)):
        paused = call(browser(us.alex), "GET", path).json()["turns"]
        assert (paused["left"], paused["pause"]) == (250, 300)


def test_of_two_changes_from_the_same_revision_one_is_kept() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
        assert move(us.alex, path, 1, phase="heard").status_code == 200
        refused = move(us.bo, path, 1, phase="close", left=None)
        assert refused.status_code == 409
        assert refused.json()["error"]["code"] == "turns_moved"
        assert call(browser(us.bo), "GET", path).json()["turns"]["phase"] == "heard"


def test_a_change_at_the_very_same_moment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    us, path = with_a_point()
    read = cache.get

    def overtaken(key: str, *rest: Any, **named: Any) -> Any:
        """Read a value from the cache. Before the caller gets this value, let Bo's request change the stored turns."""
        found = read(key, *rest, **named)
        if key.startswith("turns:"):
            monkeypatch.undo()
            assert move(us.bo, path, 1, phase="heard").status_code == 200
        return found

    with at(NOW):
        move(us.alex, path, 0)
        monkeypatch.setattr(cache, "get", overtaken)
        assert move(us.alex, path, 1, phase="close", left=None).status_code == 409
        kept = call(browser(us.alex), "GET", path).json()
    assert (kept["revision"], kept["turns"]["phase"]) == (2, "heard")


def test_two_hours_after_the_last_change_nothing_is_kept() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
    with at(NOW + KEPT_FOR - dt.timedelta(seconds=1)):
        assert call(browser(us.bo), "GET", path).json()["revision"] == 1
    with at(NOW + KEPT_FOR):
        assert call(browser(us.bo), "GET", path).json() == {"revision": 0, "turns": None}


def test_with_the_cache_emptied_either_phone_goes_on_from_its_own_state() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
        move(us.bo, path, 1, phase="heard", speaks="partner")
        cache.clear()
        assert call(browser(us.alex), "GET", path).json()["turns"] is None
        again = move(us.alex, path, 2, phase="heard")
        assert (again.status_code, again.json()["revision"]) == (200, 3)
        assert move(us.bo, path, 2).status_code == 409
        assert call(browser(us.bo), "GET", path).json()["turns"]["speaks"] == "partner"


def test_turns_are_written_to_no_table() -> None:
    us, path = with_a_point()
    with (
        at(NOW),
        CaptureQueriesContext(
            connection,
        ) as sent,
    ):
        client = browser(us.alex)
        sent_before = len(sent)
        call(client, "PUT", path, {"base_revision": 0, **SPEAKING})
        call(client, "GET", path)
    statements = [each["sql"] for each in sent.captured_queries[sent_before:]]
    assert statements
    assert not [sql for sql in statements if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "BEGIN"))]


def test_looking_leaves_no_trace_for_the_partner() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
        before = call(browser(us.alex), "GET", path).content
        for _ in range(3):
            call(browser(us.bo), "GET", path)
        assert call(browser(us.alex), "GET", path).content == before


def test_after_a_couple_has_ended_neither_finds_the_turns() -> None:
    us, path = with_a_point()
    with at(NOW):
        move(us.alex, path, 0)
        people.leave(us.bo, now=NOW)
        for person in (us.alex, us.bo):
            assert call(browser(person), "GET", path).status_code == 404
            assert move(person, path, 1).status_code == 404


def test_only_a_topic_that_both_may_see_has_turns() -> None:
    us, path = with_a_point()
    sam = alone()
    with at(NOW):
        assert call(browser(sam), "GET", path).status_code == 404
        unknown = f"/talking-points/{uuid.uuid4()}/turns"
        assert move(us.alex, unknown, 0).status_code == 404
        card = TalkingPoint.objects.latest("position")
        TalkingPoint.objects.filter(pk=card.pk).update(audience=us.alex, role="private")
        assert move(us.alex, f"/talking-points/{card.pk}/turns", 0).status_code == 404
        assert call(browser(us.alex), "GET", f"/talking-points/{card.pk}").status_code == 404


def test_one_topic_is_read_as_a_page_for_two_shows_it() -> None:
    us, path = with_a_point()
    point_id = path.split("/")[2]
    with at(NOW):
        actions.mark_talked(us.alex, point_id=uuid.UUID(point_id), now=NOW)
        helped = TalkingPointVoice.Helped.NO
        actions.say_helped(us.alex, point_id=uuid.UUID(point_id), helped=helped, now=NOW)
        read = call(browser(us.alex), "GET", f"/talking-points/{point_id}").json()
    assert (read["id"], read["voice"]["helped"], read["another_way"]) == (point_id, None, None)
    assert read["voice"]["talked_on"]


@pytest.mark.parametrize(
    "changes",
    [
        {"phase": "shout"},
        {"turn": 3},
        {"speaks": "nobody"},
        {"left": -1},
        {"left": LONGEST + 1},
        {"pause": "soon"},
    ],
)
def test_anything_else_is_refused(changes: dict[str, Any]) -> None:
    us, path = with_a_point()
    with at(NOW):
        assert move(us.alex, path, 0, **changes).status_code == 422
        assert call(browser(us.alex), "GET", path).json()["turns"] is None


def test_what_is_kept_is_the_same_from_both_seats() -> None:
    mine = Turns("speak", 2, "me", 300, None)
    kept = stored(mine, revision=4, seat=1, now=NOW)
    assert shown(kept, seat=1, now=NOW).turns == mine
    assert shown(kept, seat=0, now=NOW).turns == Turns("speak", 2, "partner", 300, None)
    assert may_follow(kept, base_revision=4, now=NOW)
    assert not may_follow(kept, base_revision=3, now=NOW)
    assert may_follow(kept, base_revision=3, now=NOW + KEPT_FOR)
    assert may_follow(None, base_revision=9, now=NOW)
