"""The prompts about tender topics don't disclose which partner wants them. Refusing them takes effect at once."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from checkins import tasks
from checkins.asking import tender
from checkins.asking.tender import LONGEST_WAIT, Consent, at_opening
from checkins.models import Schedule
from tests.checkins.world import HOUR, answer, browser, call, document
from tests.factories import START, Pair, pair

CANARY = "tendercanary"


def _want(client: Any, yes: bool) -> None:
    assert call(client, "PATCH", "/me/privacy", {"tender_topics": yes}).status_code == 200


def _prompts(client: Any) -> tuple[str, list[dict[str, Any]]]:
    check_in = call(client, "GET", "/home").json()["check_in"]["id"]
    return check_in, call(client, "GET", f"/check-ins/{check_in}").json()["prompts"]


def _tender(prompts: list[dict[str, Any]]) -> list[str]:
    return [prompt["id"] for prompt in prompts if prompt["tender"]]


def _submit(client: Any, check_in: str, answers: Any) -> Any:
    body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
    return call(client, "POST", f"/check-ins/{check_in}/submit", body)


def _week(us: Pair, *clients: Any) -> None:
    """Submit the open check-in for each of these signed-in partners, then open the next check-in."""
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        for client in clients:
            assert _submit(client, str(us.check_in.pk), document(us.check_in)).status_code == 200
    with time_machine.travel(us.next_opens_at, tick=False):
        tasks.lapse_and_open_check_ins()


@pytest.fixture
def asked(db: None) -> tuple[Pair, Any, Any]:
    """A couple whose open check-in asks about a tender topic, and a signed-in client for each partner."""
    us = pair()
    alex, bo = browser(us.alex), browser(us.bo)
    with time_machine.travel(START + HOUR, tick=False):
        _want(alex, True)
        _want(bo, True)
    for _ in range(LONGEST_WAIT + 9):
        if _tender(_prompts(bo)[1]):
            return us, alex, bo
        _week(us, alex, bo)
    raise AssertionError("no tender prompt was ever asked")


def test_a_yes_of_both_starts_the_prompts_after_a_number_of_check_ins_that_differs() -> None:
    begins = Counter(at_opening(Consent(), number=7, both=True, chance=chance).starts for chance in range(40))
    assert begins == {8: 10, 9: 10, 10: 10, 11: 10}
    waits = {tender.chance(uuid.UUID(int=couple), 7) % LONGEST_WAIT for couple in range(100)}
    assert waits == set(range(LONGEST_WAIT))


@given(
    choices=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40),
    chances=st.lists(st.integers(0, 10**6), min_size=40, max_size=40),
)
def test_nobody_is_asked_sooner_or_longer_than_the_waits_say(
    choices: list[tuple[bool, bool]], chances: list[int]
) -> None:
    consent, since_no, yes_in_a_row = Consent(), 99, 0
    for number, (mine, theirs) in enumerate(choices, start=1):
        both = mine and theirs
        before = consent
        consent = at_opening(consent, number=number, both=both, chance=chances[number - 1])
        since_no = 0 if both else since_no + 1
        yes_in_a_row = yes_in_a_row + 1 if both else 0
        if consent.asks(number):
            assert since_no < LONGEST_WAIT
            assert before.starts is not None
            assert before.starts <= number
        elif yes_in_a_row > LONGEST_WAIT:
            raise AssertionError("both want it for long, and nobody is asked")


@pytest.mark.django_db
def test_the_second_yes_changes_nothing_in_the_check_in_that_opens_next() -> None:
    seen = set()
    for _ in range(3):
        us = pair()
        alex, bo = browser(us.alex), browser(us.bo)
        with time_machine.travel(START + HOUR, tick=False):
            _want(alex, True)
            _want(bo, True)
        _week(us, alex, bo)
        assert _tender(_prompts(bo)[1]) == []
        seen.add(Schedule.objects.get(couple=us.couple).tender_starts)
    assert all(first is not None and 2 < first <= 2 + LONGEST_WAIT for first in seen)


def test_a_tender_prompt_is_marked_and_shared_only_where_its_author_says_so(
    asked: tuple[Pair, Any, Any],
) -> None:
    us, alex, bo = asked
    check_in, prompts = _prompts(alex)
    (tender_prompt, *_others) = _tender(prompts)
    plain = next(p["id"] for p in prompts if p["kind"] == "anchor")
    unsaid = {"status": "answered", "value": 2, "note": CANARY}
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        body = {"base_revision": 0, "answers": {tender_prompt: unsaid, plain: unsaid}}
        assert call(alex, "PUT", f"/check-ins/{check_in}/draft", body).status_code == 200
        kept = call(alex, "GET", f"/check-ins/{check_in}").json()["answers"]
        assert (kept[tender_prompt]["sharing"], kept[plain]["sharing"]) == ("private", "share")
        said = document(us.check_in, overrides={tender_prompt: answer(2, note=CANARY)})
        assert _submit(bo, check_in, said).status_code == 200
        assert call(bo, "GET", f"/history/{check_in}").json()["answers"][tender_prompt]["sharing"] == "share"


def test_taken_back_it_holds_at_once_and_the_other_sees_a_skip(asked: tuple[Pair, Any, Any]) -> None:
    us, alex, bo = asked
    check_in, prompts = _prompts(alex)
    hidden = _tender(prompts)
    noon = us.check_in.opens_at + 3 * HOUR

    def seen() -> dict[str, bytes]:
        with time_machine.travel(noon, tick=False):
            paths = ("/home", f"/check-ins/{check_in}", "/me", "/schedule", "/history")
            return {path: call(bo, "GET", path).content for path in paths}

    before = seen()
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        written = document(us.check_in, overrides={hidden[0]: answer(1, note=CANARY)})
        draft = {"base_revision": 0, "answers": written}
        assert call(alex, "PUT", f"/check-ins/{check_in}/draft", draft).status_code == 200
        _want(alex, False)
        shown = call(alex, "GET", f"/check-ins/{check_in}").json()
        card = call(alex, "GET", "/home").json()["check_in"]
        assert _tender(shown["prompts"]) == []
        assert len(shown["prompts"]) == len(prompts) - len(hidden) == card["prompts"]
        assert card["answered"] <= card["prompts"]
        # The written answers are kept in case this person wants tender topics again.
        assert shown["answers"][hidden[0]]["note"] == CANARY
        # A device may still send the tender answers that it has stored. They stay with their author.
        body = {"submission_id": str(uuid.uuid4()), "base_revision": 1, "answers": written}
        submitted = call(alex, "POST", f"/check-ins/{check_in}/submit", body)
        assert submitted.json()["prompts"] == card["prompts"]
    assert seen() == before
    with time_machine.travel(noon, tick=False):
        assert _tender(_prompts(bo)[1]) == hidden
    with time_machine.travel(us.check_in.opens_at + 4 * HOUR, tick=False):
        assert _submit(bo, check_in, document(us.check_in)).json()["state"] == "revealed"
        revealed = call(bo, "GET", f"/check-ins/{check_in}/reveal").json()
        theirs = {row["prompt"]["id"]: row["theirs"] for row in revealed["answers"]}
        assert theirs[hidden[0]] == {
            "status": "skipped",
            "value": None,
            "note": "",
            "sharing": "share",
            "talk": False,
        }
        assert CANARY not in json.dumps(revealed)
        own = call(alex, "GET", f"/history/{check_in}").json()
        assert own["answers"][hidden[0]] == answer(1, note=CANARY, sharing="private")


def test_who_was_not_asked_does_not_find_the_prompt_in_their_history(asked: tuple[Pair, Any, Any]) -> None:
    us, alex, _bo = asked
    check_in, prompts = _prompts(alex)
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        _want(alex, False)
        _submit(alex, check_in, {prompts[1]["id"]: answer(4)})
        own = call(alex, "GET", f"/history/{check_in}").json()["prompts"]
    assert [prompt["id"] for prompt in own] == [p["id"] for p in prompts if not p["tender"]]


def test_no_tender_topic_comes_up_once_one_has_taken_it_back(asked: tuple[Pair, Any, Any]) -> None:
    us, alex, bo = asked
    reasons = {reason for p in us.check_in.prompts for reason in p["reasons"]}
    with time_machine.travel(us.check_in.opens_at + HOUR, tick=False):
        check_in, prompts = _prompts(alex)
        low = {prompt_id: answer(1) for prompt_id in _tender(prompts)}
        _submit(bo, check_in, document(us.check_in, overrides=low))
        _want(alex, False)
        _submit(alex, check_in, document(us.check_in, overrides=low))
        revealed = call(alex, "GET", f"/check-ins/{check_in}/reveal").json()
    told = [*revealed["conversations"], *revealed["strengths"]]
    assert reasons & _TENDER
    assert not {point["reason"]["key"] for point in told if point["reason"]} & _TENDER


_TENDER = {
    "changed-feelings",
    "damaged-trust",
    "different-future",
    "faded-touch",
    "pulled-elsewhere",
    "support-elsewhere",
}


@pytest.mark.django_db
def test_the_partners_prompts_end_after_a_number_of_check_ins_that_differs() -> None:
    lasted = set()
    for _ in range(12):
        us = pair()
        alex, bo = browser(us.alex), browser(us.bo)
        with time_machine.travel(START + HOUR, tick=False):
            _want(bo, True)
        Schedule.objects.filter(couple=us.couple).update(tender_starts=1)
        _week(us, alex, bo)
        row = Schedule.objects.get(couple=us.couple)
        lasted.add(0 if row.tender_ends is None else row.tender_ends - 2)
    assert len(lasted) > 1
    assert lasted <= set(range(LONGEST_WAIT))
