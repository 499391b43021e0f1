"""The two beginnings of the twin worlds: a new couple, and a couple after `SEASON` weeks of check-ins."""

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
#: Number of weeks in a season: enough for a drift card of the author's.
SEASON = 11
Kind = Literal["young", "seasoned"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A prepared database, from which tests start at the time `now`, and the ids of the reader and the author.

    `address` is the reader's e-mail address. `browser` receives the reader's pushes.
    """

    database: Database
    now: dt.datetime
    ids: dict[str, Any]
    address: str
    browser: Browser


def begin(kind: Kind, reader_first: bool, pushes: PushService) -> Beginning:
    """Return a beginning: a couple that has just paired ("young"), or that has done `SEASON` check-ins ("seasoned").

    With `reader_first`, the reader invited the author and has the first seat. Otherwise the author invited the reader.
    `pushes` receives the pushes to both people.
    """
    database = Database()
    database.copy(connections[DEFAULT_DB_ALIAS])
    stream = f"{kind}/{reader_first}"
    with time_machine.travel(START, tick=False) as clock, database.in_use(), drawn_from(stream):
        reader, author = people = Person("Nuria"), Person("Oriol")
        browsers = [Browser(pushes.endpoint(f"{stream}/{person.user.pk}")) for person in people]
        for person, browser in zip(people, browsers, strict=True):
            person.put("/notifications/subscriptions", {**browser.subscription(), "label": "phone"})
            # Allow every reminder, because only sent messages are compared. With `reader_first`, send e-mail even if a
            # push arrives; otherwise only if none does.
            chosen = {"at_most": 3, "email_too": reader_first}
            person.call("PATCH", "/notifications/preferences", chosen)
        pair(*(people if reader_first else reversed(people)))
        if kind == "seasoned":
            for week in range(SEASON):
                for person in people:
                    person.sign_in()  # answering alone does not keep a session alive
                    low = person is author and week >= SEASON - 4
                    person.submit(person.open_check_in(), _week(low=low, other=week % 3 == 0))
                clock.shift(WEEK)
                tasks.lapse_and_open_check_ins()
        now = dt.datetime.now(dt.UTC)
    ids = {"reader": reader.user.pk, "author": author.user.pk}
    return Beginning(database, now, ids, str(reader.user.email), browsers[0])


def _week(*, low: bool, other: bool) -> Callable[[Any], Answer]:
    """Return a function that takes a prompt and returns a person's answer to the prompt.

    Each rating is 5 (the best week), or 4 with `other`. With `low`, ratings about connection are 2 instead. Prompts
    that ask for words or for a guess are skipped.
    """

    def answer(prompt: Any) -> Answer:
        if prompt["kind"] in {"appreciation", "wish", "guess"}:
            return SKIPPED
        felt = 2 if low and prompt["dimension"] == "connection" else 4 if other else 5
        return value(6 - felt if catalogue().prompt(prompt["id"]).reverse else felt)

    return answer
