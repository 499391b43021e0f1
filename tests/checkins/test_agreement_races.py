"""If both partners change agreements at the same moment, the result is as if they had done so one after the other."""

from __future__ import annotations

import pytest

from checkins import actions
from checkins.answering.answers import KEEP
from checkins.models import CheckIn
from tests.checkins.agreeing import agreed, next_check_in, proposed, states
from tests.checkins.test_submit_race import at_once
from tests.checkins.world import answer, submit
from tests.factories import START, pair

pytestmark = pytest.mark.django_db(transaction=True)
YES = answer(KEEP)


def test_the_last_place_goes_to_one_of_two_that_get_their_yes_at_once() -> None:
    couple = pair()
    for _ in range(2):
        agreed(couple)
    by_alex, by_bo = proposed(couple.alex), proposed(couple.bo)
    results = at_once(
        lambda: actions.say_yes(couple.bo, agreement_id=by_alex, now=START),
        lambda: actions.say_yes(couple.alex, agreement_id=by_bo, now=START),
    )
    assert sorted(results) == ["done", "too_many_agreements"]
    assert sorted(states(couple)) == ["standing", "standing", "standing", "waiting"]


def test_a_yes_and_the_end_at_once_leave_it_ended() -> None:
    couple = pair()
    agreement_id = proposed(couple.alex)
    results = at_once(
        lambda: actions.say_yes(couple.bo, agreement_id=agreement_id, now=START),
        lambda: actions.end_agreement(couple.alex, agreement_id=agreement_id),
    )
    assert set(results) <= {"done", "not_found"}
    assert states(couple) == ["ended"]


def test_ending_it_while_the_last_answer_reveals_neither_blocks_nor_keeps_it() -> None:
    couple = pair()
    agreement_id = agreed(couple)
    check_in, now = next_check_in(couple)
    submit(couple.alex, check_in, now=now, overrides={"agreement": YES})
    results = at_once(
        lambda: submit(couple.bo, check_in, now=now, overrides={"agreement": YES}),
        lambda: actions.end_agreement(couple.alex, agreement_id=agreement_id),
    )
    assert results == ["done", "done"]
    assert couple.check_in.state == CheckIn.State.REVEALED
    assert states(couple) == ["ended"]
