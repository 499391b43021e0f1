"""Tests that reminders arrive although processes are killed, Valkey is wiped or stopped, and the database crashes."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.faults.machine import Machine
from tests.services.migrated import MigratedDatabases
from tests.services.push import Push

#: Maximum time between two pushes, whatever is broken: the first value in seconds, or the second value times the
#: seconds that a process of the app needs to start, if that is longer. Processes that start cause most of the gaps.
RECOVERS_WITHIN, RECOVERS_WITHIN_STARTS = 60, 30
#: Maximum time in seconds after the last fault until all waiting reminders are sent, also on a busy machine.
CATCHES_UP_WITHIN = 240


@dataclass(frozen=True, slots=True)
class Plan:
    """The size of a test, and the faults that happen in it. All times are in seconds."""

    people: int
    lasts: float
    kills: int
    wipes: Sequence[float]
    valkey_gone: tuple[float, float]
    crashes: Sequence[float]
    workers: int
    hurry: float


SMALL = Plan(300, 16, 8, wipes=[6], valkey_gone=(7, 11), crashes=[9], workers=1, hurry=45)
LARGE = Plan(
    10_000, 300, 210, wipes=[60], valkey_gone=(90, 150), crashes=[30, 80, 125, 190, 250], workers=2, hurry=150
)


@pytest.mark.stack
def test_reminders_arrive_though_everything_breaks_for_a_moment(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    _story(tmp_path, migrated, SMALL)


@pytest.mark.stack
@pytest.mark.long
def test_ten_thousand_reminders_arrive_though_everything_breaks(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    _story(tmp_path, migrated, LARGE)


@pytest.mark.stack
@pytest.mark.long
def test_ten_thousand_due_in_the_same_minute_are_sent_within_a_minute(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    """The test measures how long after its `due_at` each reminder arrives.

    The app chooses a slightly different `due_at` for each person, which spreads the load.
    """
    people, starts_up = 10_000, 20.0
    with Machine(tmp_path, workers=2, beats=1, chance=random.Random(1)) as machine:
        migrated.fill(machine.postgres)
        machine.seed(people=people, spread=60, hurried=0, hurry=0)
        machine.due_again_in(starts_up)
        machine.start()
        deadline = time.monotonic() + starts_up + 60 + 4 * RECOVERS_WITHIN
        while machine.pending() and time.monotonic() < deadline:
            time.sleep(1)
        ends = machine.ends()
        delays = sorted(
            machine.pushes.to(endpoint)[0].received_at - due_at for endpoint, (due_at, _end) in ends.items()
        )
        assert len(delays) == people
        p99 = delays[people * 99 // 100]
        sys.stdout.write(
            f"\n{people} due in one minute: half within {delays[people // 2]:.1f} s, p99 {p99:.1f} s\n"
        )
        assert delays[0] >= 0
        assert p99 <= 60


def _story(folder: Path, migrated: MigratedDatabases, plan: Plan) -> None:
    with Machine(folder, workers=plan.workers, beats=3, chance=random.Random(20261121)) as machine:
        migrated.fill(machine.postgres)
        slowest = machine.seed(people=plan.people, spread=plan.lasts, hurried=5, hurry=plan.hurry)
        machine.due_again_in(5)
        machine.start()
        _break(machine, plan)
        slowest = max(slowest, machine.seconds_to_start())
        last_fault_at = time.time()
        _wait_until_all_is_settled(machine)
        ends = machine.ends()
        received = {
            endpoint: [push for push in machine.pushes.to(endpoint) if _whole(push)] for endpoint in ends
        }
        repeats = {endpoint: pushes for endpoint, pushes in received.items() if len(pushes) > 1}
        extra = sum(len(pushes) - 1 for pushes in repeats.values())
        late = [
            push.received_at - ends[endpoint][1]
            for endpoint, pushes in received.items()
            for push in pushes
            if push.received_at > ends[endpoint][1]
        ]
        outcomes = machine.outcomes()
        arrivals = sorted(push.received_at for pushes in received.values() for push in pushes)
        silence = max(
            later - each
            for each, later in pairwise([min(due_at for due_at, _end in ends.values()), *arrivals])
        )
        sys.stdout.write(
            f"\n{plan.people} reminders, {machine.kills} kills, {len(plan.crashes)} crashes: {outcomes}; "
            f"{extra} sent again, {len(late)} too late, the longest silence {silence:.0f} s, all done "
            f"{arrivals[-1] - last_fault_at:.0f} s after the last fault\n"
        )
        assert machine.kills >= plan.kills
        assert {state for state, _outcome in outcomes} <= {"sent", "dropped"}
        # No reminder is lost. A person without a push had a reminder with a short limit, and its row says "too_late".
        nothing = [endpoint for endpoint, pushes in received.items() if not pushes]
        assert all(ends[endpoint][1] - ends[endpoint][0] <= plan.hurry for endpoint in nothing)
        assert len(nothing) <= outcomes.get(("dropped", "too_late"), 0)
        assert late == []
        # A busy machine needs longer for a start and for the record of a push.
        assert not _unexplained(machine, repeats, within=slowest / 2)
        assert all(_one_on_the_screen(machine, pushes) for pushes in repeats.values())
        assert silence <= max(RECOVERS_WITHIN, RECOVERS_WITHIN_STARTS * slowest)


def _break(machine: Machine, plan: Plan) -> None:
    began = time.monotonic()
    events: list[tuple[float, str]] = [
        *((plan.lasts * (n + 1) / (plan.kills + 1), "kill") for n in range(plan.kills)),
        *((at, "wipe_valkey") for at in plan.wipes),
        (plan.valkey_gone[0], "stop_valkey"),
        (plan.valkey_gone[1], "resume_valkey"),
        *((at, "crash") for at in plan.crashes),
    ]
    for at, what in sorted(events):
        time.sleep(max(0.0, began + at - time.monotonic()))
        if what == "crash":
            machine.crash_database()
            continue
        before = machine.kills
        getattr(machine, what)()
        while what == "kill" and machine.kills == before:
            time.sleep(0.1)
            machine.kill()


def _wait_until_all_is_settled(machine: Machine) -> None:
    deadline = time.monotonic() + CATCHES_UP_WITHIN
    while machine.pending() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert machine.pending() == 0


def _whole(push: Push) -> bool:
    """Return whether the push arrived completely. A push may be cut off if its sender was killed."""
    return len(push.body) == int(push.headers["content-length"])


def _unexplained(machine: Machine, repeats: Mapping[str, Sequence[Push]], *, within: float) -> list[str]:
    """Return the endpoints that received a push again, though no fault was the reason.

    A fault is the reason if it came before the first push was recorded: the reminder was reserved after the fault, the
    first push arrived during the fault or at most `within` seconds before or after it, and the second push arrived when
    that lease had ended. How many pushes one fault repeats depends on how busy the machine is.
    """
    return [
        endpoint
        for endpoint, pushes in repeats.items()
        for first, second in pairwise(sorted(pushes, key=lambda push: push.received_at))
        if not any(
            first.received_at <= fault.leased.get(endpoint, 0.0) <= second.received_at
            and fault.began - within <= first.received_at <= fault.ended + within
            for fault in machine.interruptions
        )
    ]


def _one_on_the_screen(machine: Machine, pushes: Sequence[Push]) -> bool:
    """Return whether a phone shows these pushes as one notification.

    This is so if the Topic headers and the notification tags of all pushes are equal.
    """
    tags = {machine.browser.read(push)["notification"]["tag"] for push in pushes}
    topics = {push.headers["topic"] for push in pushes}
    return len(topics) == 1 and tags == topics
