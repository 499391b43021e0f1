"""Measure how the CPU time of a request grows with a couple's number of earlier check-ins, up to ten years."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable
from typing import Any

from django.test import Client

from benchmarks.web.seed import body
from benchmarks.web.years import WEEK, pair_after
from checkins.actions.opening import open_if_due
from checkins.models import CheckIn, Schedule
from couples.models import Membership, User

#: Numbers of earlier weekly check-ins. 520 are ten years.
AFTER = (10, 40, 104, 520)
#: Couples for each number. The lowest of their figures counts, because other work on the machine only adds CPU time.
COUPLES = 9
#: Repetitions of a cheap request, so that one measurement is long enough.
TIMES = 5

Growth = dict[str, dict[int, float]]


def per_check_ins(*, now: dt.datetime) -> Growth:
    """Return the CPU milliseconds of each kind of request, by the number of earlier check-ins.

    Opening the next check-in is measured like a request. Each figure is the lowest of `COUPLES` couples. The CPU time
    of the database is not included.
    """
    pairs = [(count, pair_after(count, now=now)) for _turn in range(COUPLES) for count in AFTER]
    spent: dict[str, dict[int, list[float]]] = {}
    for count, people in pairs:
        for name, milliseconds in _one_pair(people, now=now).items():
            spent.setdefault(name, {}).setdefault(count, []).append(milliseconds)
    return {
        name: {count: min(found) for count, found in by_count.items()} for name, by_count in spent.items()
    }


def _one_pair(people: list[User], *, now: dt.datetime) -> dict[str, float]:
    clients = [_signed_in(person) for person in people]
    couple_id = Membership.objects.get(user=people[0]).couple_id
    check_in = CheckIn.objects.get(couple=couple_id, state=CheckIn.State.OPEN)
    address = f"/api/v1/check-ins/{check_in.pk}/submit"
    spent = {
        "home": _cpu(lambda: _get(clients[0], "/api/v1/home"), times=TIMES),
        "history, first page": _cpu(lambda: _get(clients[0], "/api/v1/history"), times=TIMES),
        "submit, first of two": _cpu(lambda: _post(clients[0], address, check_in)),
        "submit, revealing": _cpu(lambda: _post(clients[1], address, check_in)),
    }
    Schedule.objects.filter(pk=couple_id).update(next_opens_at=now + WEEK)
    spent["opening the next"] = _cpu(lambda: _opened(open_if_due(couple_id, now=now + WEEK)))
    return spent


def _cpu(work: Callable[[], Any], *, times: int = 1) -> float:
    """Return the CPU milliseconds of this process for one call of `work`, averaged over `times` calls."""
    gc.collect()
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) * 1000 / times


def _signed_in(person: User) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"X-Person": str(person.pk)})
    client.force_login(person)
    _get(client, "/api/v1/me")  # makes the update that the app makes only once an hour
    return client


def _get(client: Client, path: str) -> None:
    _fine(client.get(path))


def _post(client: Client, path: str, check_in: CheckIn) -> None:
    _fine(client.post(path, body(check_in), "application/json"))


def _fine(answer: Any) -> None:
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code} {answer.content[:300]!r}")


def _opened(yes: bool) -> None:
    if not yes:
        raise SystemExit("Nothing was opened.")
