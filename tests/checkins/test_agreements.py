"""An agreement takes effect once both partners have said yes. Either partner can end an agreement alone."""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction

from checkins import actions, queries, sealing
from checkins.answering.answers import KEEP, LET_REST
from checkins.models import Agreement
from checkins.talking.agreements import WORDS_LIMIT
from couples import actions as people
from couples.encryption import keys
from couples.errors import Conflict, Invalid, NotFound
from couples.models import User
from tests.checkins.agreeing import agreed, next_check_in, proposed, states
from tests.checkins.world import HOUR, answer, browser, call, submit
from tests.factories import START, alone, pair

pytestmark = pytest.mark.django_db
YES, NO = answer(KEEP), answer(LET_REST)
SKIP = {"status": "skipped", "value": None, "note": "", "sharing": "share"}


def test_it_stands_only_after_the_second_yes() -> None:
    couple = pair()
    agreement_id = proposed(couple.alex)
    seen = queries.agreement_list(couple.bo)
    assert ([each.text for each in seen.waiting], seen.standing) == (["We walk on Sundays."], [])
    assert [each.mine for each in seen.waiting] == [False]
    assert [each.mine for each in queries.agreement_list(couple.alex).waiting] == [True]
    actions.say_yes(couple.alex, agreement_id=agreement_id, now=START)
    assert states(couple) == ["waiting"], "the proposer's second yes is not the partner's"
    actions.say_yes(couple.bo, agreement_id=agreement_id, now=START)
    for viewer in (couple.alex, couple.bo):
        [standing] = queries.agreement_list(viewer).standing
        assert (standing.text, standing.agreed_on) == ("We walk on Sundays.", START.date())


def test_once_it_stands_nothing_says_who_proposed_it() -> None:
    couple = pair()
    agreed(couple)
    assert queries.agreement_list(couple.alex) == queries.agreement_list(couple.bo)
    [row] = Agreement.objects.values()
    assert not {couple.alex.pk, couple.bo.pk} & set(row.values())


def test_the_day_is_the_couples_own() -> None:
    couple = pair()
    actions.set_schedule(
        couple.alex,
        cadence_weeks=1,
        weekday=6,
        local_time=dt.time(19),
        time_zone=ZoneInfo("Pacific/Auckland"),
        now=START,
    )
    agreed(couple, now=START)
    [standing] = queries.agreement_list(couple.bo).standing
    assert standing.agreed_on == START.date() + dt.timedelta(days=1)


def test_an_id_never_names_other_words() -> None:
    """The id of an agreement that has ended can't be used for new words.

    Otherwise, someone who says yes on a page that was loaded days ago would agree to words that they have not seen.
    """
    couple = pair()
    taken_back, ended = proposed(couple.alex), agreed(couple, "We cook on Mondays.")
    for agreement_id in (taken_back, ended):
        actions.end_agreement(couple.alex, agreement_id=agreement_id)
    rested = agreed(couple, "We read on Fridays.")
    check_in, now = next_check_in(couple)
    for person in (couple.alex, couple.bo):
        submit(person, check_in, now=now, overrides={"agreement": SKIP})
    _, later = next_check_in(couple)
    for agreement_id in (taken_back, ended, rested):
        with pytest.raises(Conflict) as refused:
            actions.propose(couple.alex, agreement_id=agreement_id, text="Other words.", now=later)
        assert refused.value.code == "agreement_ended"
        with pytest.raises(NotFound):
            actions.say_yes(couple.bo, agreement_id=agreement_id, now=later)
    assert queries.agreement_list(couple.bo) == queries.AgreementList([], [], [], room=True)
    assert not Agreement.objects.exclude(envelope=None)


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\u200d", "\u3164", "\u202e", "\u00ad", "\u2800", "\x85"])
def test_words_that_show_nothing_are_none(blank: str) -> None:
    couple = pair()
    with pytest.raises(Invalid):
        proposed(couple.alex, blank)


def test_words_read_as_they_were_written() -> None:
    couple = pair()
    proposed(couple.alex, "We \u202eon eb lliw\u202c \u2066free\u2069.")
    [waiting] = queries.agreement_list(couple.bo).waiting
    assert waiting.text == "We on eb lliw free."


def test_a_double_tap_and_a_late_repeat_change_nothing() -> None:
    couple = pair()
    agreement_id = proposed(couple.alex)
    actions.propose(couple.alex, agreement_id=agreement_id, text="Other words.", now=START)
    actions.say_yes(couple.bo, agreement_id=agreement_id, now=START)
    actions.say_yes(couple.bo, agreement_id=agreement_id, now=START + 9 * HOUR)
    actions.propose(couple.alex, agreement_id=agreement_id, text="We walk on Sundays.", now=START + HOUR)
    [standing] = queries.agreement_list(couple.bo).standing
    assert standing.text == "We walk on Sundays."
    for _ in range(2):
        actions.end_agreement(couple.bo, agreement_id=agreement_id)
    with pytest.raises(Conflict) as refused:
        actions.propose(couple.alex, agreement_id=agreement_id, text="We walk on Sundays.", now=START)
    assert refused.value.code == "agreement_ended"
    with pytest.raises(NotFound):
        actions.say_yes(couple.bo, agreement_id=agreement_id, now=START)
    assert states(couple) == ["ended"]


@pytest.mark.parametrize("second_yes", [False, True])
@pytest.mark.parametrize("ender", ["alex", "bo"])
def test_either_ends_it_alone_and_its_words_are_destroyed(ender: str, second_yes: bool) -> None:
    couple = pair()
    agreement_id = agreed(couple) if second_yes else proposed(couple.alex)
    actions.end_agreement(getattr(couple, ender), agreement_id=agreement_id)
    [row] = Agreement.objects.all()
    assert {row.envelope, row.proposed_by_id, row.agreed_on} == {None}
    for viewer in (couple.alex, couple.bo):
        seen = queries.agreement_list(viewer)
        assert (seen.standing, seen.waiting, seen.resting, seen.room) == ([], [], [], True)


def test_three_may_wait_and_three_may_stand() -> None:
    couple = pair()
    waiting = [proposed(couple.alex) for _ in range(2)] + [proposed(couple.bo)]
    with pytest.raises(Conflict) as refused:
        proposed(couple.bo)
    assert refused.value.code == "too_many_waiting"
    assert not queries.agreement_list(couple.bo).room
    for agreement_id in waiting:
        for viewer in (couple.alex, couple.bo):
            actions.say_yes(viewer, agreement_id=agreement_id, now=START)
    with pytest.raises(Conflict) as refused:
        proposed(couple.alex)
    assert refused.value.code == "too_many_agreements"
    assert not queries.agreement_list(couple.bo).room
    actions.end_agreement(couple.alex, agreement_id=waiting[0])
    agreed(couple)
    assert sorted(states(couple)) == ["ended", "standing", "standing", "standing"]


def test_a_fourth_does_not_stand_even_if_it_was_proposed_in_time() -> None:
    couple = pair()
    early = proposed(couple.alex)
    for _ in range(3):
        agreed(couple)
    with pytest.raises(Conflict) as refused:
        actions.say_yes(couple.bo, agreement_id=early, now=START)
    assert refused.value.code == "too_many_agreements"


def test_words_are_cleaned_and_measured_as_the_page_counts_them() -> None:
    couple = pair()
    proposed(couple.alex, "  No\x00 phones\n at \ud83d dinner ")
    [waiting] = queries.agreement_list(couple.bo).waiting
    assert waiting.text == "No phones at \ufffd dinner"
    proposed(couple.alex, "\N{GRINNING FACE}" * WORDS_LIMIT)
    for wrong, code in (("x" * (WORDS_LIMIT + 1), "too_long"), (" \n\x00", "required")):
        with pytest.raises(Invalid) as refused:
            proposed(couple.alex, wrong)
        assert refused.value.fields is not None
        assert refused.value.fields["text"][0]["code"] == code


def test_words_open_only_as_this_couples_and_this_agreement() -> None:
    couple = pair()
    row = Agreement.objects.get(pk=agreed(couple))
    key = keys.data_key(couple.couple.pk, None)
    assert row.envelope is not None
    assert b"walk" not in bytes(row.envelope)
    for couple_id, agreement_id in ((uuid.uuid4(), row.pk), (couple.couple.pk, uuid.uuid4())):
        with pytest.raises(keys.EnvelopeError):
            sealing.open_agreement(key, row.envelope, couple_id=couple_id, agreement_id=agreement_id)


def test_one_person_alone_has_none_and_proposes_none() -> None:
    sam = alone()
    seen = queries.agreement_list(sam)
    assert (seen.standing, seen.waiting, seen.room) == ([], [], False)
    with pytest.raises(NotFound):
        proposed(sam)
    with pytest.raises(NotFound):
        queries.agreement_list(User.objects.create_user("none@example.org"))


def test_another_couples_agreement_is_as_unknown_as_none() -> None:
    couple, others = pair(), pair()
    agreement_id = agreed(couple)
    for unknown in (agreement_id, uuid.uuid4()):
        with pytest.raises(NotFound):
            actions.say_yes(others.alex, agreement_id=unknown, now=START)
        with pytest.raises(NotFound):
            actions.end_agreement(others.alex, agreement_id=unknown)
    with pytest.raises(NotFound):
        actions.propose(others.alex, agreement_id=agreement_id, text="Mine.", now=START)
    assert states(couple) == ["standing"]


def test_the_database_refuses_an_author_once_it_stands() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    for wrong in (
        {"proposed_by": couple.alex},
        {"state": "waiting"},
        {"envelope": None},
        {"agreed_on": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=agreement_id).update(**wrong)


def test_leaving_takes_all_agreements_from_both() -> None:
    couple = pair()
    agreed(couple)
    proposed(couple.bo, "This one waits.")
    check_in, now = next_check_in(couple)
    submit(couple.alex, check_in, now=now, overrides={"agreement": YES})
    people.leave(couple.alex, now=now)
    assert not Agreement.objects.exists()
    for viewer in (couple.alex, couple.bo):
        with pytest.raises(NotFound):
            queries.agreement_list(viewer)
    own = queries.own_past(couple.alex, check_in.pk, now=now)
    assert own.prompts[-1].text == "An agreement that has ended."


def test_home_says_what_waits_for_my_yes_before_what_stands() -> None:
    couple = pair()

    def lines() -> list[str | None]:
        return [queries.home(viewer, now=START).agreements for viewer in (couple.alex, couple.bo)]

    assert lines() == [None, None]
    agreement_id = proposed(couple.alex)
    assert lines() == [None, "waiting"]
    actions.say_yes(couple.bo, agreement_id=agreement_id, now=START)
    assert lines() == ["standing", "standing"]
    proposed(couple.bo)
    assert lines() == ["waiting", "standing"]
    actions.end_agreement(couple.bo, agreement_id=agreement_id)
    assert lines() == ["waiting", None]


def test_phones_propose_agree_and_end() -> None:
    couple = pair()
    alex, bo = browser(couple.alex), browser(couple.bo)
    agreement_id = str(uuid.uuid4())
    made = call(alex, "POST", "/agreements", {"id": agreement_id, "text": "We walk on Sundays."})
    assert made.json()["waiting"] == [{"id": agreement_id, "text": "We walk on Sundays.", "mine": True}]
    assert len(call(bo, "POST", f"/agreements/{agreement_id}/yes").json()["standing"]) == 1
    assert call(alex, "DELETE", f"/agreements/{agreement_id}").json()["standing"] == []
    refused = call(alex, "POST", "/agreements", {"id": agreement_id, "text": "We walk on Sundays."})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "agreement_ended")
    refused = call(bo, "POST", "/agreements", {"id": str(uuid.uuid4()), "text": "x" * 201})
    assert (refused.status_code, refused.json()["error"]["fields"]["text"][0]["code"]) == (422, "too_long")


def test_proposals_are_limited_for_each_person_and_looking_is_not() -> None:
    couple = pair()
    alex, bo = browser(couple.alex), browser(couple.bo)
    with time_machine.travel(START, tick=False):
        for _ in range(20):
            made = str(uuid.uuid4())
            assert call(alex, "POST", "/agreements", {"id": made, "text": "We walk."}).status_code == 200
            assert call(alex, "DELETE", f"/agreements/{made}").status_code == 200
        body = {"id": str(uuid.uuid4()), "text": "We walk."}
        assert call(alex, "POST", "/agreements", body).status_code == 429
        assert call(alex, "GET", "/agreements").status_code == 200
        assert call(bo, "POST", "/agreements", body).status_code == 200
        assert call(alex, "POST", f"/agreements/{body['id']}/yes").status_code == 200
