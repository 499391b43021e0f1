"""Tests of the reminder policy in simulated weeks: no reminder at a wrong moment, in any time zone."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from notifications.planning import policy
from tests.notifications import simulation
from tests.notifications.simulation import Totals, simulate


@pytest.mark.slow
def test_ten_thousand_weeks() -> None:
    _nothing_wrong(simulate(10_000, seed=1), weeks=10_000)


@pytest.mark.long
def test_a_million_weeks() -> None:
    totals = Totals()
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(simulate, [20_000] * 50, range(100, 150)):
            totals += part
    _nothing_wrong(totals, weeks=1_000_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "broken", "fault"),
    [
        ("quiet_until", lambda *_: None, "quiet"),
        ("_still_to_come", lambda facts, _now: [facts.opens_at], "lost"),
        ("_allowed", lambda _facts: 9, "too many"),
    ],
)
def test_a_broken_policy_is_noticed(
    monkeypatch: pytest.MonkeyPatch, name: str, broken: object, fault: str
) -> None:
    monkeypatch.setattr(policy, name, broken)
    _is_noticed(fault, weeks=2_000, more_than=20)


@pytest.mark.slow
@pytest.mark.parametrize("fact", ["submitted", "paused", "put_off"])
def test_a_policy_that_is_told_wrong_is_noticed(monkeypatch: pytest.MonkeyPatch, fact: str) -> None:
    truly = simulation._facts
    wrong: dict[str, Any] = {fact: {"submitted": False, "paused": False, "put_off": True}[fact]}
    monkeypatch.setattr(simulation, "_facts", lambda *given: dataclasses.replace(truly(*given), **wrong))
    fault = {"submitted": "finished", "paused": "paused", "put_off": "talked"}[fact]
    _is_noticed(fault, weeks=4_000, more_than=10)


def _is_noticed(fault: str, *, weeks: int, more_than: int) -> None:
    """Assert that this fault occurs more often than `more_than` times in so many weeks."""

    def noticed(totals: Totals) -> bool:
        return totals.wrong[fault] > more_than

    assert noticed(simulate(weeks, seed=1, enough=noticed))


def _nothing_wrong(totals: Totals, *, weeks: int) -> None:
    assert totals.wrong == {}
    assert totals.weeks == weeks
    # Each kind was sent and each outcome occurred often enough for the test to prove something.
    assert all(totals.sent[kind] > weeks / 100 for kind in simulation.KINDS), totals.sent
    ends = {
        "answered",
        "closed",
        "enough",
        "left",
        "not_wanted",
        "overtaken",
        "paused",
        "said",
        "settled",
        "too_late",
    }
    assert {outcome for outcome, number in totals.dropped.items() if number > weeks / 5000} >= ends - {
        "closed"
    }
    assert totals.moved > weeks / 3
