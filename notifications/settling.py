"""What to write down about a case once it was decided on or sent. Values in, a settlement out; no table, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from notifications import policy
from notifications.facts import Case
from notifications.models import Reminder
from notifications.outbox import Settlement
from notifications.sending import Outcome

State = Reminder.State


def decided(case: Case, decision: policy.Move | policy.Drop, now: dt.datetime) -> Settlement:
    """Of a case that is not to be sent now."""
    if isinstance(decision, policy.Drop):
        return _end(case, case.reminder.reached, decision.outcome, now)
    return Settlement(
        case.reminder.pk,
        State.PENDING,
        case.reminder.outcome,
        case.reminder.reached,
        due_at=decision.due_at,
        untried=True,
    )


def sent(outcome: Outcome, now: dt.datetime) -> Settlement:
    """Of a case that was sent, to one address or to several browsers, or that there was no time for."""
    case, row = outcome.case, outcome.case.reminder
    if outcome.results is None:
        return Settlement(row.pk, State.PENDING, row.outcome, row.reached, untried=True)
    reached = [
        *row.reached,
        *(str(browser) for browser, result in outcome.results if browser and result.answer == "accepted"),
    ]
    answers = [result for _each, result in outcome.results]
    later = [result for result in answers if result.answer == "later"]
    # Where nobody was reached yet, one who does not accept us is tried again: the operator may mend it in time.
    later += [result for result in answers if result.answer == "unwelcome" and not reached]
    if later:
        due_at = policy.retry_at(
            attempts=row.attempts,
            now=now,
            not_after=case.facts.not_after,
            asked=max((result.wait for result in later if result.wait), default=None),
        )
        if due_at is None:
            return _end(case, reached, "too_late", now)
        return Settlement(row.pk, State.PENDING, later[0].code, reached, due_at=due_at)
    if reached or any(result.answer == "accepted" for result in answers):
        return Settlement(row.pk, State.SENT, "", reached, settled_at=now)
    if refused := next((result for result in answers if result.answer == "refused"), None):
        return Settlement(row.pk, State.FAILED, refused.code, reached, settled_at=now)
    return Settlement(row.pk, State.DROPPED, "unreachable", reached, settled_at=now)


def _end(case: Case, reached: Sequence[str], outcome: str, now: dt.datetime) -> Settlement:
    """Nothing more to send. What some browser took counts as sent, even if another could not be reached."""
    state = State.SENT if reached else State.DROPPED
    return Settlement(case.reminder.pk, state, outcome, reached, settled_at=now)
