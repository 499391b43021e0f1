"""Measure the same work, in turns, on a server with a small database and on a server with a large database.

The work is requests, and runs of the task that opens check-ins. The "no-op" is a request that does nothing.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from benchmarks.scale import databases
from benchmarks.scale.processes import cpu_seconds
from benchmarks.scale.year import SampleCouple
from benchmarks.web import load
from benchmarks.web.seed import CSRF, body
from checkins import tasks
from checkins.models import CheckIn, Schedule

CONNECTIONS = 16
#: Couples per round, no-op requests per measured request, and check-ins that one run of the task opens.
PER_ROUND, NO_OPS_PER_REQUEST, OPENINGS = 50, 8, 10
IDLE_TICKS = 40
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two databases (small or large), and the web server that uses this database.

    `port` is the port of the web server. `server` and `postgres` are process ids.
    """

    name: str
    port: int
    server: int
    postgres: int


@dataclass(slots=True)
class Taken:
    """The measurements with one database. Each dict maps the name of a kind of work to the values of all rounds.

    A unit of work is a request, a run of the task with nothing due, or the opening of a check-in.
    `per_second`: units per second, one value per round.
    `app`, `database`: CPU milliseconds per unit in the app and in PostgreSQL, one value per round. The no-op has two
    values per round, because it is measured twice.
    """

    per_second: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    app: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    database: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def share(self, name: str) -> list[float]:
        """Return, for each round, the rate of the work `name` divided by the rate of the no-op."""
        return [
            one / floor for one, floor in zip(self.per_second[name], self.per_second["no-op"], strict=True)
        ]

    def cpu(self, name: str) -> tuple[float, float]:
        """Return the median CPU milliseconds for one unit of the work `name`: in the app, and in PostgreSQL."""
        return statistics.median(self.app[name]), statistics.median(self.database[name])


def measure(sides: Sequence[Side], couples: Sequence[SampleCouple]) -> dict[str, Taken]:
    """Measure both sides in several rounds, and return the results by the side's name.

    In each round, `PER_ROUND` of the couples send their requests, and the task opens check-ins of `OPENINGS` of them.
    At most `ROUNDS` rounds are measured. The two sides take turns at being measured first.
    """
    taken = {side.name: Taken() for side in sides}
    rounds = [
        list(couples[at : at + PER_ROUND])
        for at in range(0, min(len(couples), ROUNDS * PER_ROUND), PER_ROUND)
    ]
    for side in sides:
        load.run(side.port, _no_op(400) + _requests(rounds[0])["home"], connections=CONNECTIONS)  # warm up
    for number, some in enumerate(rounds):
        for side in sides if number % 2 else reversed(sides):
            _round(side, some, taken[side.name])
        print(
            f"round {number + 1} of {len(rounds)}: "
            + "; ".join(
                f"{name}: "
                + ", ".join(f"{what} {of.share(what)[-1]:.4f}" for what in of.per_second if what != "no-op")
                for name, of in taken.items()
            ),
            flush=True,
        )
    return taken


def _round(side: Side, couples: Sequence[SampleCouple], taken: Taken) -> None:
    floors = [_loaded(side, taken, "no-op", _no_op(2 * len(couples) * NO_OPS_PER_REQUEST))]
    for name, requests in _requests(couples).items():
        taken.per_second[name].append(_loaded(side, taken, name, requests))
    floors.append(_loaded(side, taken, "no-op", _no_op(2 * len(couples) * NO_OPS_PER_REQUEST)))
    taken.per_second["no-op"].append(statistics.fmean(floors))
    databases.use(side.name)
    # Warm up: the first run opens connections.
    tasks.lapse_and_open_check_ins()
    taken.per_second["tick, nothing due"].append(_ticks(side, taken, "tick, nothing due", IDLE_TICKS, 1))
    due = [couple.check_in.couple_id for couple in couples[:OPENINGS]]
    before = CheckIn.objects.filter(couple__in=due).count()
    Schedule.objects.filter(pk__in=due).update(next_opens_at=timezone.now() - dt.timedelta(seconds=1))
    taken.per_second["tick, per opening"].append(_ticks(side, taken, "tick, per opening", 1, len(due)))
    opened = CheckIn.objects.filter(couple__in=due).count() - before
    if opened != len(due):
        raise SystemExit(f"{opened} of {len(due)} check-ins were opened.")


def _loaded(side: Side, taken: Taken, name: str, requests: Sequence[bytes]) -> float:
    app, database = cpu_seconds(side.server), cpu_seconds(side.postgres)
    per_second = load.run(side.port, requests, connections=CONNECTIONS).per_second
    taken.app[name].append((cpu_seconds(side.server) - app) * 1000 / len(requests))
    taken.database[name].append((cpu_seconds(side.postgres) - database) * 1000 / len(requests))
    return per_second


def _ticks(side: Side, taken: Taken, name: str, times: int, each: int) -> float:
    app, database, began = time.process_time(), cpu_seconds(side.postgres), time.perf_counter()
    for _ in range(times):
        tasks.lapse_and_open_check_ins()
    elapsed = time.perf_counter() - began
    taken.app[name].append((time.process_time() - app) * 1000 / times / each)
    taken.database[name].append((cpu_seconds(side.postgres) - database) * 1000 / times / each)
    return times * each / elapsed


def _no_op(times: int) -> list[bytes]:
    return [load.encode("GET", "/bench/noop")] * times


def _requests(couples: Sequence[SampleCouple]) -> Mapping[str, list[bytes]]:
    """Return the prepared requests of these couples, by the name of the request.

    Both partners submit, so every second submit request reveals a check-in.
    """
    signed_in = [
        (couple, person, cookie)
        for couple in couples
        for person, cookie in zip(couple.people, couple.cookies, strict=True)
    ]
    return {
        "home": [load.encode("GET", "/api/v1/home", cookie=cookie) for _, _, cookie in signed_in],
        "history": [load.encode("GET", "/api/v1/history", cookie=cookie) for _, _, cookie in signed_in],
        "submit": [
            load.encode(
                "POST",
                f"/api/v1/check-ins/{couple.check_in.pk}/submit",
                cookie=cookie,
                csrf=CSRF,
                person=str(person.pk),
                body=body(couple.check_in),
            )
            for couple, person, cookie in signed_in
        ],
    }
