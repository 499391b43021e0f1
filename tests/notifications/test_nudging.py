"""Tests of nudges.

A person can send one nudge per check-in. A nudge reveals nothing about either partner. It counts towards the
receiver's own limit of reminders.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins import actions as checkins
from checkins.models import CheckIn
from couples import actions as couples
from couples.errors import Conflict, NotFound
from notifications import actions, queries
from notifications.models import Nudge, Reminder
from notifications.planning import policy
from notifications.queries import NudgeStatus
from tests.checkins import world as ritual
from tests.checkins.test_submit_race import at_once
from tests.factories import user
from tests.notifications.world import CLOSES, HOUR, LAST_CALL, OPENS, SETTLED, Person, World

NOW = OPENS + 20 * HOUR
PATH = "/notifications/nudges/{}"


@pytest.fixture(autouse=True)
def _then(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def nudge(world: World, who: Person, *, at: dt.datetime = NOW) -> None:
    actions.nudge(who.user, check_in_id=world.check_in.pk, now=at)


def refused(attempt: Callable[[], object]) -> str:
    with pytest.raises((Conflict, NotFound)) as caught:
        attempt()
    return caught.value.code


def nudges(who: Person) -> list[tuple[str, str]]:
    return [(row.state, row.outcome) for row in who.rows(kind="nudge")]


def _submits(world: World) -> None:
    world.now = NOW
    world.submit(world.ben)


def _leaves_reminders_off(world: World) -> None:
    world.ben.prefers(**dict.fromkeys(("opening", "repeat", "last_call", "push", "email"), False))


#: Things that Ben may have done or chosen. Ada must not learn them by nudging.
DONE: dict[str, Callable[[World], object]] = {
    "nothing": lambda world: None,
    "finished": _submits,
    "muted nudges": lambda world: world.ben.prefers(nudge=False),
    "left reminders off": _leaves_reminders_off,
    "takes a break": lambda world: checkins.rest(world.ben.user),
    "has no browser": lambda world: world.ben.user.push_subscriptions.all().delete(),
    "sleeps": lambda world: world.ben.prefers(quiet_from=dt.time(0), quiet_to=dt.time(23, 59)),
    "had enough": lambda world: world.ben.prefers(at_most=1),
    "nudged first": lambda world: nudge(world, world.ben),
}


def _asked(world: World) -> list[Any]:
    """Let Ada request the nudge's state, nudge twice, request the state again, and request her home screen.

    Return (method, status, headers, content, kinds of SQL statements) of each of these five requests.
    """
    client, path = ritual.browser(world.ada.user), PATH.format(world.check_in.pk)
    ritual.call(client, "GET", "/me")
    got = []
    for method, where in (("GET", path), ("POST", path), ("POST", path), ("GET", path), ("GET", "/home")):
        with CaptureQueriesContext(connection) as asked:
            answer = ritual.call(client, method, where)
        statements = [each["sql"].split(" ")[0] for each in asked.captured_queries]
        got.append((method, answer.status_code, dict(answer.headers), answer.content, statements))
    return got


@pytest.mark.parametrize("done", [name for name in DONE if name != "nothing"])
def test_who_nudges_receives_the_same_whatever_the_other_did(world: World, done: str) -> None:
    expected = _asked(world)
    assert [status for _method, status, *_ in expected] == [200, 201, 409, 200, 200]
    Nudge.objects.all().delete()
    Reminder.objects.filter(kind="nudge").delete()
    DONE[done](world)
    assert _asked(world) == expected


@pytest.mark.parametrize("finished", [False, True])
def test_a_nudge_comes_once_and_says_the_same_whether_its_sender_has_finished(
    world: World, finished: bool
) -> None:
    world.deliver(OPENS + SETTLED)
    opened = world.ben.got
    world.now = NOW
    if finished:
        world.submit(world.ada)
    nudge(world, world.ada)
    assert refused(lambda: nudge(world, world.ada, at=NOW + HOUR)) == "already_nudged"
    world.deliver(NOW)
    world.deliver(NOW + HOUR)
    assert world.ben.got == (opened[0] + 1, opened[1] + 1)
    note = world.ben.pushed[-1]["notification"]
    assert note["body"] == "A small nudge: your check-in is open. There's no hurry."
    assert note["navigate"].endswith(f"/check-in/{world.check_in.pk}")
    assert world.ada.rows(kind="nudge") == []


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ("finished", "answered"),
        ("muted nudges", "not_wanted"),
        ("takes a break", "not_wanted"),
        ("left reminders off", "not_wanted"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_who_has_finished_or_wants_none_gets_none(world: World, done: str, outcome: str, first: bool) -> None:
    for step in (DONE[done], lambda world: nudge(world, world.ada))[:: 1 if first else -1]:
        step(world)
    world.deliver(NOW)
    assert nudges(world.ben) == [("dropped", outcome)] * 2
    assert not [each for each in world.ben.pushed if "nudge" in each["notification"]["body"]]


def test_a_nudge_is_never_one_message_more_than_the_person_allows(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    nudge(world, world.ada)
    world.deliver_until(CLOSES)
    assert [row.kind for row in world.ben.rows(state="sent", channel="push")] == ["opening", "nudge"]
    assert [row.kind for row in world.ada.rows(state="sent", channel="push")] == ["opening", "last_call"]


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (LAST_CALL - 6 * HOUR, ["opening", "nudge", "last_call"]),
        (LAST_CALL - 2 * HOUR, ["opening", "last_call"]),
        (LAST_CALL + HOUR, ["opening", "last_call"]),
        (LAST_CALL + 8 * HOUR, ["opening", "last_call", "nudge"]),
    ],
)
@pytest.mark.parametrize("quiet", [False, True])
def test_within_hours_of_the_last_call_it_leaves_it_to_that(
    world: World, at: dt.datetime, sent: list[str], quiet: bool
) -> None:
    world.ben.prefers(at_most=3, repeat=False)
    if quiet:  # when these end, the nudge and the last call would arrive together
        begins, ends = ((each + HOUR).time() for each in (LAST_CALL - 3 * HOUR, LAST_CALL + 3 * HOUR))
        world.ben.prefers(quiet_from=begins, quiet_to=ends)
    world.deliver_until(at)
    nudge(world, world.ada, at=at)
    world.deliver_until(CLOSES)
    rows = world.ben.rows(state="sent", channel="push")
    assert [row.kind for row in sorted(rows, key=lambda row: row.settled_at or CLOSES)] == sent


def test_quiet_hours_move_it(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    night = OPENS + 5 * HOUR
    before = world.ben.got
    nudge(world, world.ada, at=night)
    world.deliver(night)
    assert world.ben.got == before
    world.deliver_until(OPENS + 14 * HOUR)
    assert world.ben.got == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (CLOSES - policy.CLOSING_MARGIN, "too_late_to_nudge"),
        (CLOSES, "check_in_closed"),
    ],
)
def test_towards_the_end_there_is_nothing_to_nudge_about(world: World, at: dt.datetime, code: str) -> None:
    assert refused(lambda: nudge(world, world.ada, at=at)) == code
    assert not Nudge.objects.exists()
    found = queries.nudged(world.ada.user, check_in_id=world.check_in.pk, now=at)
    assert found == NudgeStatus(nudged=False, possible=False)


def test_after_the_reveal_there_is_nothing_to_nudge_about(world: World) -> None:
    for person in (world.ada, world.ben):
        world.submit(person)
    assert refused(lambda: nudge(world, world.ada)) == "check_in_closed"


def test_only_who_lives_there_with_another_nudges(world: World) -> None:
    kit, sam = user("Kit"), user("Sam")
    couples.start_alone(sam, now=NOW)
    alone = CheckIn.objects.get(couple__memberships__user=sam).pk
    for who, check_in in ((kit, world.check_in.pk), (sam, world.check_in.pk), (sam, alone)):
        for asks in (actions.nudge, queries.nudged):
            attempt = partial(asks, who, check_in_id=check_in, now=NOW)
            assert refused(attempt) == "not_found"


def test_looking_is_not_counted_as_nudging(world: World) -> None:
    client, path = ritual.browser(world.ada.user), PATH.format(world.check_in.pk)
    answers = {ritual.call(client, "GET", path).status_code for _ in range(15)}
    assert answers | {ritual.call(client, "POST", path).status_code} == {200, 201}


def test_leaving_ends_it(world: World) -> None:
    nudge(world, world.ada)
    couples.leave(world.ada.user, now=NOW)
    assert {state for state, _outcome in nudges(world.ben)} == {"dropped"}
    assert refused(lambda: nudge(world, world.ben)) == "not_found"


def test_who_takes_back_is_not_nudged_after_the_fact(world: World) -> None:
    nudge(world, world.ada)
    world.now = NOW + HOUR
    world.submit(world.ben)
    checkins.take_back(world.ben.user, check_in_id=world.check_in.pk, now=NOW + 2 * HOUR)
    assert nudges(world.ben) == [("dropped", "answered")] * 2


def test_the_operator_can_be_told_what_became_of_it(world: World) -> None:
    nudge(world, world.ada)
    said = StringIO()
    call_command("reminders", "explain", str(world.ben.user.pk), stdout=said)
    lines = [line for line in said.getvalue().splitlines() if line.startswith("  nudge")]
    assert len(lines) == 2
    assert all("would be sent" in line for line in lines)
    assert "nudge" in said.getvalue().split("wants ")[1].split(";")[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_nudges_at_the_same_moment_one_counts(pushes: Any, mails: Any) -> None:
    world = World(pushes, mails)
    came = sorted(at_once(*[lambda: nudge(world, world.ada)] * 2))
    assert came == ["already_nudged", "done"]
    assert len(world.ben.rows(kind="nudge")) == 2
