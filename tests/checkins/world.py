"""Submit answers, reveal check-ins and call the API for the people whom `tests.factories` makes."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.test import Client

from checkins import actions
from checkins.actions import Submitted
from checkins.models import CheckIn
from couples.models import User
from tests.factories import Pair

HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(weeks=1)

Json = dict[str, Any]


def answer(value: int | None = 3, **fields: Any) -> Json:
    """Return the JSON of an answer with this value, or of an answer in words if `value` is None.

    `fields` are the values of other fields, such as `note`.
    """
    return {"status": "answered", "value": value, "note": "", "sharing": "share", "talk": False, **fields}


def document(check_in: CheckIn, value: int = 4, overrides: Mapping[str, Json] | None = None) -> Json:
    """Return answers to all prompts of the check-in that have a rating scale.

    `value` is 5 for the best week and 1 for the worst, so prompts about something bad get `6 - value`. `overrides` maps
    the id or kind of a prompt to another answer. A prompt that asks for words gets an answer only from `overrides`.
    """
    given: Json = {}
    for asked in check_in.prompts:
        special = (overrides or {}).get(asked["id"]) or (overrides or {}).get(asked["kind"])
        if special is not None:
            given[asked["id"]] = special
        elif asked["kind"] not in {"appreciation", "wish"}:
            given[asked["id"]] = answer(6 - value if asked["reverse"] else value)
    return given


def submit(
    actor: User,
    check_in: CheckIn,
    *,
    now: dt.datetime,
    value: int = 4,
    overrides: Mapping[str, Json] | None = None,
) -> Submitted:
    """Submit answers to the check-in as `actor`, who has saved no draft.

    `value` is the rating for all prompts with a rating scale: 5 for the best week and 1 for the worst. `overrides` maps
    the id or kind of a prompt to another answer. A prompt that asks for words gets an answer only from `overrides`.
    """
    return actions.submit(
        actor,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers=document(check_in, value, overrides),
        now=now,
    )


def reveal(couple: Pair, *, now: dt.datetime, values: tuple[int, int] = (4, 4)) -> CheckIn:
    """Submit the couple's open check-in for both partners, which reveals the check-in. Return the check-in.

    `values` holds the rating that each partner gives: 5 for the best week and 1 for the worst.
    """
    check_in = couple.check_in
    submit(couple.alex, check_in, now=now, value=values[0])
    submit(couple.bo, check_in, now=now, value=values[1])
    return couple.check_in


def browser(person: User) -> Client:
    """Return a client that is signed in as this person."""
    client = Client()
    client.force_login(person)
    return client


def call(client: Client, method: str, path: str, body: Any = None) -> Any:
    """Send a JSON request to the API and return the response. `path` leaves out /api/v1, as in "/home"."""
    return client.generic(
        method, f"/api/v1{path}", "" if body is None else json.dumps(body), content_type="application/json"
    )
