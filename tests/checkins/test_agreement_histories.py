"""Whatever the partners do, an agreement takes effect, or is kept, only if both partners have said yes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from checkins import actions, queries
from checkins.answering.answers import KEEP, LET_REST
from checkins.models import Agreement, CheckIn
from checkins.talking.agreements import MOST_STANDING, MOST_WAITING
from couples.errors import DomainError
from tests.checkins.world import HOUR, answer
from tests.factories import START, pair

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WHO = st.sampled_from([0, 1])
#: Only twelve ids, so that the same agreement is proposed, answered and ended again and again.
IDS = st.integers(1, 12).map(lambda number: uuid.UUID(int=number))
ANSWERS = st.sampled_from([KEEP, LET_REST, None])


def refusal(act: Callable[[], None]) -> str:
    """Call `act`. Return the error code if the app refuses the action, and "" if the action succeeds."""
    try:
        act()
    except DomainError as error:
        return error.code
    return ""


class Agreements(RuleBasedStateMachine):
    """Random actions on a couple's agreements, compared with a simple record of who has said yes to which agreement."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.couple = pair(START)
        self.people = (self.couple.alex, self.couple.bo)
        self.now = START
        #: The seats that said yes, by agreement id. Agreements that have ended are left out.
        self.yeses: dict[uuid.UUID, set[int]] = {}
        self.submitted: dict[int, dict[str, Any]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(who=WHO, agreement_id=IDS)
    def propose(self, who: int, agreement_id: uuid.UUID) -> None:
        code = refusal(
            lambda: actions.propose(self.people[who], agreement_id=agreement_id, text="A walk.", now=self.now)
        )
        assert code in {"", "too_many_waiting", "too_many_agreements", "agreement_ended"}
        if not code:
            self.yeses.setdefault(agreement_id, {who})

    @rule(who=WHO, agreement_id=IDS)
    def say_yes(self, who: int, agreement_id: uuid.UUID) -> None:
        code = refusal(lambda: actions.say_yes(self.people[who], agreement_id=agreement_id, now=self.now))
        assert code in {"", "not_found", "too_many_agreements"}
        assert (code == "not_found") == (agreement_id not in self.yeses)
        if not code:
            self.yeses[agreement_id].add(who)

    @rule(who=WHO, agreement_id=IDS)
    def end(self, who: int, agreement_id: uuid.UUID) -> None:
        code = refusal(lambda: actions.end_agreement(self.people[who], agreement_id=agreement_id))
        # Only an id that is not in the record may be refused. An agreement that has ended may be ended again.
        assert not code or agreement_id not in self.yeses
        self.yeses.pop(agreement_id, None)

    @rule(who=WHO, kept=st.lists(ANSWERS, min_size=MOST_STANDING, max_size=MOST_STANDING))
    def submit(self, who: int, kept: list[int | None]) -> None:
        check_in = self.couple.check_in
        if check_in.state != CheckIn.State.OPEN or who in self.submitted:
            return
        asked = [prompt["id"] for prompt in check_in.prompts if prompt["kind"] == "agreement"]
        given = {prompt_id: answer(value) for prompt_id, value in zip(asked, kept, strict=False) if value}
        first = next(prompt["id"] for prompt in check_in.prompts if prompt["kind"] == "anchor")
        actions.submit(
            self.people[who],
            check_in_id=check_in.pk,
            submission_id=uuid.uuid4(),
            base_revision=0,
            answers={first: answer(4), **given},
            now=self.now + HOUR,
        )
        self.submitted[who] = given
        if len(self.submitted) < 2:
            return
        for prompt_id in asked:
            both = [self.submitted[seat].get(prompt_id, {}).get("value") for seat in (0, 1)]
            agreement = Agreement.objects.get(pk=prompt_id.removeprefix("agreement."))
            assert (agreement.state == "standing") == (both == [KEEP, KEEP])

    @rule(lapses=st.booleans())
    def next_check_in(self, lapses: bool) -> None:
        before = set(Agreement.objects.filter(state="standing").values_list("pk", flat=True))
        if lapses:
            actions.lapse_overdue(now=self.couple.check_in.closes_at)
        self.now = self.couple.next_opens_at
        actions.open_due(now=self.now)
        self.submitted = {}
        ended = set(Agreement.objects.filter(state="ended").values_list("pk", flat=True))
        self.yeses = {pk: said for pk, said in self.yeses.items() if pk not in ended}
        asked = {prompt["id"] for prompt in self.couple.check_in.prompts if prompt["kind"] == "agreement"}
        assert asked == {f"agreement.{pk}" for pk in before}, "a lapsed check-in changes nothing"

    @invariant()
    def nothing_stands_by_one_yes(self) -> None:
        rows = list(Agreement.objects.all())
        for row in rows:
            if row.state in {"standing", "resting"}:
                assert self.yeses[row.pk] == {0, 1}
            assert (row.proposed_by_id is not None) == (row.state == "waiting")
            assert (row.envelope is None) == (row.state == "ended")
        assert sum(row.state == "standing" for row in rows) <= MOST_STANDING
        assert sum(row.state == "waiting" for row in rows) <= MOST_WAITING
        one, other = (queries.agreement_list(person) for person in self.people)
        assert (one.standing, one.resting) == (other.standing, other.resting)


def test_no_order_of_actions_makes_one_stand_without_both_yeses() -> None:
    run_state_machine_as_test(
        Agreements,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
