"""The starting points of the worlds: a new couple, or one with a season of shared weeks. Made once, then copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import time_machine
from django.db import DEFAULT_DB_ALIAS, connections

from checkins import tasks
from content.catalogue import catalogue
from tests.journeys.people import SKIPPED, Answer, Person, pair, value
from tests.seal.databases import Database
from tests.seal.entropy import drawn_from
from tests.services.push import Browser, PushService

#: A Sunday evening in Madrid.
START = dt.datetime(2026, 3, 1, 18, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(weeks=1)
#: Enough weeks for the author's drift card.
SEASON = 11
Kind = Literal["young", "seasoned"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A database to copy, its present moment, and its people."""

    database: Database
    now: dt.datetime
    ids: dict[str, Any]
    address: str
    browser: Browser


def begin(kind: Kind, reader_first: bool, pushes: PushService) -> Beginning:
    """Two people who have just paired, or who have shared a season. `reader_first`: who invited, and has seat one."""
    database = Database()
    database.copy(connections[DEFAULT_DB_ALIAS])
    stream = f"{kind}/{reader_first}"
    with time_machine.travel(START, tick=False) as clock, database.in_use(), drawn_from(stream):
        reader, author = people = Person("Nuria"), Person("Oriol")
        browsers = [Browser(pushes.endpoint(f"{stream}/{person.user.pk}")) for person in people]
        for person, browser in zip(people, browsers, strict=True):
            person.put("/notifications/subscriptions", {**browser.subscription(), "label": "phone"})
            # Every reminder that there is: what is not sent is not compared. And by mail once as well as by push, once
            # in its place.
            chosen = {"at_most": 3, "email_too": reader_first}
            person.call("PATCH", "/notifications/preferences", chosen)
        pair(*(people if reader_first else reversed(people)))
        if kind == "seasoned":
            for week in range(SEASON):
                for person in people:
                    person.sign_in()  # a session that only answers goes unused
                    low = person is author and week >= SEASON - 4
                    person.submit(person.open_check_in(), _week(low=low, other=week % 3 == 0))
                clock.shift(WEEK)
                tasks.lapse_and_open_check_ins()
        now = dt.datetime.now(dt.UTC)
    ids = {"reader": reader.user.pk, "author": author.user.pk}
    return Beginning(database, now, ids, str(reader.user.email), browsers[0])


def _week(*, low: bool, other: bool) -> Callable[[Any], Answer]:
    """A good week; `low`: connection is far below what it was, for this person. `other`: not all is alike."""

    def answer(prompt: Any) -> Answer:
        if prompt["kind"] in {"appreciation", "wish", "guess"}:
            return SKIPPED
        felt = 2 if low and prompt["dimension"] == "connection" else 4 if other else 5
        return value(6 - felt if catalogue().prompt(prompt["id"]).reverse else felt)

    return answer
