"""Two people with an open check-in: the start of most tests of check-ins."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from checkins import actions
from checkins.actions import Submitted
from checkins.models import CheckIn, Schedule
from couples import actions as people
from couples.models import Couple, User
from tests.checkins.whole_set import ask_everything

#: A Sunday evening.
START = dt.datetime(2026, 5, 3, 18, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(weeks=1)

Json = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """Alex (first seat) and Bo, who live in `couple`."""

    alex: User
    bo: User
    couple: Couple

    @property
    def check_in(self) -> CheckIn:
        """The newest one."""
        return CheckIn.objects.filter(couple=self.couple).latest("number")

    @property
    def next_opens_at(self) -> dt.datetime:
        """When the next one is due."""
        found = Schedule.objects.get(couple=self.couple).next_opens_at
        assert found is not None
        return found


def user(name: str) -> User:
    """A person with a name and an address made of it."""
    return User.objects.create_user(f"{name.lower()}-{uuid.uuid4().hex[:8]}@example.org", display_name=name)


def pair(now: dt.datetime = START) -> Pair:
    """Make a couple. A check-in is open that asks everything."""
    alex, bo = user("Alex"), user("Bo")
    couple = people.form_pair(alex, bo, now=now)
    ask_everything(couple.pk)
    return Pair(alex, bo, couple)


def alone(now: dt.datetime = START) -> User:
    """Make a person who answers alone. Their first check-in is open."""
    sam = user("Sam")
    people.start_alone(sam, now=now)
    return sam


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
