"""A couple's very first check-in is short, and asks both partners the same prompts.

Even so, the first nine check-ins ask about every reason in the library. What the first reveal showed counts when the
second check-in is chosen.
"""

from __future__ import annotations

import pytest

from checkins import actions, queries
from checkins.actions.opening import open_if_due
from checkins.asking import prompts
from checkins.asking.coverage_simulation import simulate_coverage
from checkins.asking.selection import APPRECIATION, CYCLE, ROTATING
from checkins.engine import primary_reason
from checkins.models import CheckIn, TalkingPointVoice
from content.catalogue import catalogue
from tests.checkins.world import answer, browser, call, reveal, submit
from tests.conversations import offered
from tests.factories import START, Pair, alone, joined, user

pytestmark = pytest.mark.django_db

FIRST = ["appreciation", *["anchor"] * 6, "reason"]


def new_couple() -> Pair:
    return joined(user("Alex"), user("Bo"))


def test_the_first_check_in_asks_for_kind_words_six_anchors_and_one_more() -> None:
    us = new_couple()
    path = f"/check-ins/{us.check_in.pk}"
    bodies = [call(browser(person), "GET", path).json() for person in (us.alex, us.bo)]
    assert [prompt["kind"] for prompt in bodies[0]["prompts"]] == FIRST
    assert bodies[0]["prompts"] == bodies[1]["prompts"]
    cards = [call(browser(person), "GET", "/home").json()["check_in"] for person in (us.alex, us.bo)]
    assert [card["prompts"] for card in cards] == [len(FIRST)] * 2


def test_the_first_check_in_can_be_revealed_and_the_second_asks_everything() -> None:
    us = new_couple()
    first = reveal(us, now=START)
    assert first.state == first.State.REVEALED
    assert open_if_due(us.couple.pk, now=us.next_opens_at)
    kinds = [asked["kind"] for asked in us.check_in.prompts]
    assert kinds == ["appreciation", *["anchor"] * 6, *["reason"] * 5, "guess", "wish"]


def test_the_second_asks_everything_also_if_the_first_was_missed() -> None:
    us = new_couple()
    assert open_if_due(us.couple.pk, now=us.next_opens_at)
    assert len(us.check_in.prompts) > len(FIRST)


@pytest.mark.parametrize("then", ["shown", "not_for_us", "talked"])
def test_the_second_check_in_does_not_ask_again_about_the_first_ones_topic(then: str) -> None:
    us = new_couple()
    library = catalogue()
    ids = [APPRECIATION, *(anchor.id for anchor in library.anchors), "unheard.dialogue"]
    CheckIn.objects.filter(pk=us.check_in.pk).update(prompts=prompts.freeze(library, ids))
    for person in (us.alex, us.bo):
        submit(person, us.check_in, now=START, overrides={"unheard.dialogue": answer(1)})
    topic = offered(queries.reveal(us.alex, us.check_in.pk))
    assert topic is not None
    assert topic.reason is not None
    assert topic.reason.key == "unheard"
    if then == "not_for_us":
        for person in (us.alex, us.bo):
            actions.speak(person, point_id=topic.id, choice=TalkingPointVoice.Choice.NOT_FOR_US, now=START)
    if then == "talked":
        actions.mark_talked(us.alex, point_id=topic.id, now=START)
    assert open_if_due(us.couple.pk, now=us.next_opens_at)
    asked = [prompt for prompt in us.check_in.prompts if prompt["kind"] == "reason"]
    assert len(asked) == ROTATING
    assert "unheard" not in {primary_reason(prompt["reasons"]) for prompt in asked}


def test_alone_the_first_is_as_long_as_any() -> None:
    home = call(browser(alone()), "GET", "/home").json()
    assert home["check_in"]["prompts"] > len(FIRST)


def test_every_reason_of_the_library_is_reached_within_nine_though_the_first_is_short() -> None:
    found = simulate_coverage(catalogue())
    assert found.keys() == catalogue().reasons.keys()
    late = {key: one for key, one in found.items() if one.first is None or one.first > CYCLE}
    again = {key: one for key, one in found.items() if one.again is None or one.again > CYCLE}
    assert not late
    assert not again
