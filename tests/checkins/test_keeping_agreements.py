"""Each check-in asks both partners whether to keep their agreements.

The reveal shows only whether an agreement is kept. The partners' answers stay sealed, even after the reveal.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

import pytest

from checkins import actions, queries
from checkins.answering.answers import KEEP, LET_REST
from checkins.models import CheckIn
from checkins.queries.agreements import AgreementResult
from couples.errors import Invalid, NotFound
from couples.models import User
from tests.checkins.agreeing import agreed, asked_about, next_check_in, proposed, states
from tests.checkins.world import HOUR, answer, submit
from tests.factories import START, pair

pytestmark = pytest.mark.django_db

YES, NO = answer(KEEP), answer(LET_REST)
SKIP = {"status": "skipped", "value": None, "note": "", "sharing": "share"}


def test_the_next_check_in_asks_both_about_what_stands_and_stores_no_word_of_it() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    proposed(couple.bo, "This one waits.")
    first = couple.check_in
    assert not asked_about(first)
    check_in, now = next_check_in(couple)
    assert asked_about(check_in) == [f"agreement.{agreement_id}"]
    assert "walk" not in json.dumps(check_in.prompts)
    assert check_in.asked == len(check_in.prompts)
    for viewer in (couple.alex, couple.bo):
        last = queries.check_in(viewer, check_in.pk, now=now).prompts[-1]
        assert (last.kind, last.text) == ("agreement", "We walk on Sundays.")


@pytest.mark.parametrize(
    ("alex", "bo", "result"),
    [
        (YES, YES, "standing"),
        (YES, NO, "resting"),
        (NO, YES, "resting"),
        (YES, SKIP, "resting"),
        (YES, None, "resting"),
        (None, None, "resting"),
    ],
)
def test_two_yeses_keep_it_and_anything_else_lets_it_rest(alex: Any, bo: Any, result: str) -> None:
    couple = pair()
    agreed(couple)
    check_in, now = next_check_in(couple)
    answers = actions_answers(check_in, alex), actions_answers(check_in, bo)
    send(couple.alex, check_in, answers[0], now)
    assert states(couple) == ["standing"], "before the reveal, an answer changes nothing"
    send(couple.bo, check_in, answers[1], now)
    assert states(couple) == [result]
    seen = queries.agreement_list(couple.alex)
    assert seen == queries.agreement_list(couple.bo)
    assert [each.text for each in (seen.standing if result == "standing" else seen.resting)] == [
        "We walk on Sundays."
    ]
    after, _ = next_check_in(couple)
    assert len(asked_about(after)) == (result == "standing")
    assert states(couple) == ["standing" if result == "standing" else "ended"]
    assert queries.agreement_list(couple.alex).resting == []


def actions_answers(check_in: CheckIn, kept: Any) -> dict[str, Any]:
    given = {asked["id"]: answer(4) for asked in check_in.prompts if asked["kind"] == "anchor"}
    return given | {prompt_id: kept for prompt_id in asked_about(check_in) if kept is not None}


def send(actor: User, check_in: CheckIn, answers: Any, now: dt.datetime) -> None:
    actions.submit(
        actor,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers=answers,
        now=now,
    )


def test_the_reveal_says_the_same_to_both_what_is_kept_and_what_rests() -> None:
    couple = pair()
    agreed(couple)
    agreed(couple, "We read on Fridays.", START + HOUR)
    check_in, now = next_check_in(couple)
    walk, read = asked_about(check_in)
    agreed(couple, "This one was not asked about.", now)
    send(couple.alex, check_in, {walk: YES, read: YES}, now)
    with pytest.raises(NotFound):
        queries.reveal(couple.alex, check_in.pk)
    send(couple.bo, check_in, {walk: YES, read: NO}, now)
    kept, rests = (
        AgreementResult("We walk on Sundays.", kept=True),
        AgreementResult("We read on Fridays.", kept=False),
    )
    for viewer in (couple.alex, couple.bo):
        assert queries.reveal(viewer, check_in.pk).agreements == [kept, rests]
    # When the next check-in opens, the agreement that rests is deleted, and its line disappears from the reveal.
    next_check_in(couple)
    assert queries.reveal(couple.bo, check_in.pk).agreements == [kept]
    actions.end_agreement(couple.bo, agreement_id=uuid.UUID(walk.removeprefix("agreement.")))
    assert queries.reveal(couple.alex, check_in.pk).agreements == []


def test_an_answer_about_an_agreement_is_seen_by_its_author_alone() -> None:
    couple = pair()
    agreed(couple)
    check_in, now = next_check_in(couple)
    [asked] = asked_about(check_in)
    submit(couple.alex, check_in, now=now, overrides={"agreement": YES})
    submit(couple.bo, check_in, now=now, overrides={"agreement": {**NO, "sharing": "share"}})
    for viewer in (couple.alex, couple.bo):
        revealed = queries.reveal(viewer, check_in.pk)
        assert asked not in {row.prompt.id for row in revealed.answers}
    own = queries.own_past(couple.bo, check_in.pk, now=now)
    assert (own.answers[asked].value, own.answers[asked].sharing) == (LET_REST, "private")


def test_a_lapsed_check_in_changes_nothing_and_the_next_asks_again() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    check_in, now = next_check_in(couple)
    submit(couple.alex, check_in, now=now, overrides={"agreement": NO})
    actions.lapse_overdue(now=check_in.closes_at)
    assert states(couple) == ["standing"]
    after, _ = next_check_in(couple)
    assert asked_about(after) == [f"agreement.{agreement_id}"]


def test_ended_in_between_the_question_is_gone_for_both_and_answers_to_it_are_dropped() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    check_in, now = next_check_in(couple)
    [asked] = asked_about(check_in)
    actions.save_draft(couple.bo, check_in_id=check_in.pk, base_revision=0, answers={asked: YES}, now=now)
    submit(couple.alex, check_in, now=now, overrides={"agreement": YES})
    actions.end_agreement(couple.alex, agreement_id=agreement_id)
    left = couple.check_in
    assert (asked_about(left), left.asked) == ([], len(left.prompts))
    page = queries.check_in(couple.bo, check_in.pk, now=now)
    assert asked not in {prompt.id for prompt in page.prompts}
    actions.submit(
        couple.bo,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=1,
        answers={**actions_answers(left, None), asked: YES},
        now=now,
    )
    assert couple.check_in.state == CheckIn.State.REVEALED
    assert states(couple) == ["ended"]
    assert asked not in queries.own_past(couple.bo, check_in.pk, now=now).answers


def test_history_shows_an_own_answer_without_the_words_once_it_has_ended() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    check_in, now = next_check_in(couple)
    for person in (couple.alex, couple.bo):
        submit(person, check_in, now=now, overrides={"agreement": YES})
    texts = [prompt.text for prompt in queries.own_past(couple.bo, check_in.pk, now=now).prompts]
    assert "We walk on Sundays." in texts
    actions.end_agreement(couple.bo, agreement_id=agreement_id)
    texts = [prompt.text for prompt in queries.own_past(couple.bo, check_in.pk, now=now).prompts]
    assert "We walk on Sundays." not in texts
    assert "An agreement that has ended." in texts


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        (answer(3), "value", "out_of_range"),
        (answer(None), "value", "required"),
        (answer(KEEP, note="Because."), "note", "not_expected"),
        ({**SKIP, "status": "did_not_come_up"}, "status", "not_offered"),
    ],
)
def test_keep_it_takes_a_yes_a_no_or_a_skip(wrong: Any, field: str, code: str) -> None:
    couple = pair()
    agreed(couple)
    check_in, now = next_check_in(couple)
    [asked] = asked_about(check_in)
    with pytest.raises(Invalid) as refused:
        send(couple.alex, check_in, {asked: wrong}, now)
    assert refused.value.fields is not None
    assert refused.value.fields[f"answers.{asked}.{field}"][0]["code"] == code
