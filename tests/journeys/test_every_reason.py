"""If one partner's answers about a reason stay bad, a reveal offers a conversation about that reason.

The test checks this for each of the 25 reasons, and uses only the API.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from content.catalogue import catalogue
from tests.conversations import offered_in
from tests.journeys.people import SKIPPED, Answer, Person, next_week, pair, value

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Nine check-ins ask about every reason. A follow-up prompt in other words may need a few more.
WEEKS = 12
SUNDAY = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)


def _good(prompt: Any) -> Answer:
    """Return the answer of a good week: "Most of the time" (4), or "Not at all" (1) if a low value is the good one.

    Prompts for kind words and for a wish to talk are skipped. A guess of the partner's answer is always 4.
    """
    if prompt["kind"] in {"appreciation", "wish"}:
        return SKIPPED
    return (
        value(1 if catalogue().prompt(prompt["id"]).reverse else 4) if prompt["kind"] != "guess" else value(4)
    )


@pytest.mark.parametrize("reason", sorted(catalogue().reasons))
def test_low_answers_of_one_partner_bring_the_reason_up_as_the_main_talking_point(reason: str) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock:
        ana, ben = Person("Ana"), Person("Ben")
        pair(ana, ben)
        if catalogue().reasons[reason].tender:
            for person in (ana, ben):
                person.call("PATCH", "/me/privacy", {"tender_topics": True})

        def missing_it(prompt: Any) -> Answer:
            if prompt["kind"] == "reason" and reason in catalogue().prompt(prompt["id"]).reasons:
                known = catalogue().prompt(prompt["id"])
                if known.reasons[reason] >= 1:
                    return value(5 if known.reverse else 1)
            return _good(prompt)

        mains: list[str] = []
        for _ in range(WEEKS):
            check_in = ana.open_check_in()
            ana.submit(check_in, missing_it)
            ben.submit(ben.open_check_in(), _good)
            revealed = ben.get(f"/check-ins/{check_in['id']}/reveal")
            if main := offered_in(revealed):
                mains.append(main["reason"]["key"])
                break
            next_week(clock)
        assert mains == [reason]
