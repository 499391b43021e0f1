"""What people do in a check-in. `tests.factories` makes the people."""

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
    """An answered prompt, or words if `value` is None."""
    return {"status": "answered", "value": value, "note": "", "sharing": "share", "talk": False, **fields}


def document(check_in: CheckIn, value: int = 4, overrides: Mapping[str, Json] | None = None) -> Json:
    """As good a week as `value` says (turned for prompts about pressure), nothing in words, then `overrides` by
    prompt id or kind."""
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
    """Submit without a draft before."""
    return actions.submit(
        actor,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers=document(check_in, value, overrides),
        now=now,
    )


def reveal(couple: Pair, *, now: dt.datetime, values: tuple[int, int] = (4, 4)) -> CheckIn:
    """Submit the open check-in for both."""
    check_in = couple.check_in
    submit(couple.alex, check_in, now=now, value=values[0])
    submit(couple.bo, check_in, now=now, value=values[1])
    return couple.check_in


def browser(person: User) -> Client:
    """A signed-in client that speaks JSON."""
    client = Client()
    client.force_login(person)
    return client


def call(client: Client, method: str, path: str, body: Any = None) -> Any:
    """Send a request to /api/v1."""
    return client.generic(
        method, f"/api/v1{path}", "" if body is None else json.dumps(body), content_type="application/json"
    )
