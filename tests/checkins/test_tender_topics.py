"""When one partner no longer wants tender topics, shared pages show neither partner a tender topic any more.

The other partner still gets private cards about tender topics.
"""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from checkins import tasks
from checkins.asking import prompts, selection
from checkins.models import CheckIn, Schedule
from content.catalogue import catalogue
from tests.checkins.world import HOUR, answer, browser, call, submit
from tests.factories import START, Pair, pair

TENDER = "faded-touch.affection"
REASON = "faded-touch"

pytestmark = pytest.mark.django_db


def _want(client: Any, yes: bool) -> None:
    assert call(client, "PATCH", "/me/privacy", {"tender_topics": yes}).status_code == 200


def _both_want() -> tuple[Pair, Any, Any]:
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        _want(alex, True)
        _want(bo, True)
    Schedule.objects.filter(couple=us.couple).update(tender_starts=1)
    return us, alex, bo


def _ask(us: Pair) -> CheckIn:
    """Let the open check-in ask one prompt about a tender topic, and the six prompts that every check-in asks."""
    library = catalogue()
    asked = prompts.freeze(library, [*(anchor.id for anchor in library.anchors), TENDER])
    CheckIn.objects.filter(pk=us.check_in.pk).update(prompts=asked, asked=len(asked), tender_asked=1)
    return us.check_in


def _week(us: Pair, *, alex: dict[str, Any], bo: dict[str, Any], back: Any = None) -> CheckIn:
    """Let the open check-in ask about a tender topic, submit it for both partners, and open the next check-in.

    `alex` and `bo` hold answers that differ from the partner's usual good answer, by prompt id. `back` is the client of
    a partner who refuses tender topics just before both submit, or None. Return the submitted check-in.
    """
    check_in = _ask(us)
    with time_machine.travel(check_in.opens_at + HOUR, tick=False):
        if back:
            _want(back, False)
        submit(us.alex, check_in, now=check_in.opens_at + HOUR, overrides=alex)
        submit(us.bo, check_in, now=check_in.opens_at + HOUR, overrides=bo)
    with time_machine.travel(us.next_opens_at, tick=False):
        tasks.lapse_and_open_check_ins()
    return check_in


def _points(client: Any, check_in: CheckIn) -> dict[str, list[str]]:
    """Return the reasons of the topics and strengths that this client sees for the check-in.

    The keys of the dictionary are the roles of a topic, such as "private" or "strength".
    """
    found: dict[str, list[str]] = {}
    own = call(client, "GET", f"/talking-points?own={check_in.pk}").json()["results"]
    for point in [*call(client, "GET", f"/check-ins/{check_in.pk}/reveal").json()["strengths"], *own]:
        found.setdefault(point["role"], []).append(point["reason"]["key"] if point["reason"] else "")
    return found


def test_what_went_well_names_no_tender_topic_once_one_has_taken_it_back() -> None:
    us, alex, bo = _both_want()
    low, high = {TENDER: answer(2)}, {TENDER: answer(5)}
    for _ in range(3):
        _week(us, alex=low, bo=low)
    check_in = _week(us, alex=high, bo=high, back=alex)
    assert REASON not in _points(alex, check_in).get("strength", [])
    assert REASON not in _points(bo, check_in).get("strength", [])


def test_what_went_well_names_a_tender_topic_where_both_want_them() -> None:
    us, alex, _bo = _both_want()
    low, high = {TENDER: answer(2)}, {TENDER: answer(5)}
    for _ in range(3):
        _week(us, alex=low, bo=low)
    assert REASON in _points(alex, _week(us, alex=high, bo=high))["strength"]


def _drifting(us: Pair, *, back: Any) -> CheckIn:
    """Submit ten check-ins for both partners, and return the last check-in.

    After the sixth check-in, both partners give lower answers about closeness. `back` is the client of a partner who
    refuses tender topics before the last check-in is submitted, or None.
    """
    anchors = ("anchor.connection.received", "anchor.connection.given")
    for week in range(10):
        said = {**{key: answer(5 if week < 6 else 2) for key in anchors}, TENDER: answer(1)}
        check_in = _week(us, alex=said, bo=said, back=back if week == 9 else None)
    return check_in


def test_the_other_still_gets_their_own_card_and_it_does_not_tell() -> None:
    us, _alex, bo = _both_want()
    assert _points(bo, _drifting(us, back=None))["private"] == [REASON]
    others, alex, bo = _both_want()
    check_in = _drifting(others, back=alex)
    assert _points(bo, check_in)["private"] == [REASON]
    assert REASON not in _points(alex, check_in)["private"]


def test_what_is_asked_again_does_not_tell_who_has_taken_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    select, suspected = selection.select, []

    def noting(**given: Any) -> Any:
        suspected.append(given["suspicions"])
        return select(**given)

    monkeypatch.setattr(selection, "select", noting)
    # Use the longest delay before a refusal ends the tender prompts.
    monkeypatch.setattr("checkins.asking.tender.chance", lambda *_: 3)
    for takes_back in (False, True):
        us, alex, _bo = _both_want()
        check_in, now = _ask(us), START + HOUR
        for person in (us.alex, us.bo):
            submit(person, check_in, now=now, overrides={TENDER: answer(2)})
        with time_machine.travel(now + HOUR, tick=False):
            _want(alex, not takes_back)
        with time_machine.travel(us.next_opens_at, tick=False):
            tasks.lapse_and_open_check_ins()
        assert REASON in suspected[-1], takes_back
