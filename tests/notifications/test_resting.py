"""Tests that a person in a quiet break gets no reminders, and that the partner's reminders stay the same."""

from __future__ import annotations

import datetime as dt

import pytest

from checkins import actions as checkins
from notifications import actions
from notifications.models import Reminder
from tests.notifications.world import CLOSES, HOUR, LAST_CALL, OPENS, SETTLED, World


def test_who_rests_is_reminded_of_nothing(world: World) -> None:
    checkins.rest(world.ada.user)
    world.deliver_until(CLOSES)
    assert world.ada.got == (0, 0)
    assert world.ben.got[0] >= 2
    # Support can read this row. It looks the same if the person has turned reminders off.
    assert {row.outcome for row in world.ada.rows()} == {"not_wanted"}


def test_a_reveal_is_not_announced_either(world: World) -> None:
    world.now = OPENS + HOUR
    world.submit(world.ada)
    checkins.rest(world.ada.user)
    world.now += HOUR
    world.submit(world.ben)
    assert Reminder.objects.filter(user=world.ada.user, kind="revealed").exists()
    world.deliver_until(OPENS + 40 * HOUR)
    assert world.ada.got == (0, 0)


def test_from_its_end_on_what_is_still_to_come_comes(world: World) -> None:
    checkins.rest(world.ada.user)
    world.deliver_until(LAST_CALL - HOUR)
    checkins.end_rest(world.ada.user)
    assert world.ada.got == (0, 0)
    world.deliver_until(CLOSES)
    assert world.ada.got == (1, 1), "the last call, and nothing made up for"


@pytest.mark.slow
@pytest.mark.parametrize("when", [OPENS, OPENS + HOUR, CLOSES - 30 * HOUR])
def test_what_ben_is_sent_is_the_same_whether_ada_rests_or_is_silent(world: World, when: dt.datetime) -> None:
    def week(*, rests: bool) -> list[object]:
        checkins.end_rest(world.ada.user)
        Reminder.objects.all().delete()
        actions.plan_open(world.check_in, now=OPENS)
        got: list[object] = []
        world.now = OPENS
        while world.now < CLOSES:
            before = world.ben.got
            if rests and world.now >= when:
                checkins.rest(world.ada.user)
            world.deliver_if_due(world.now + SETTLED)
            world.now += HOUR - SETTLED
            if (came := (world.ben.got[0] - before[0], world.ben.got[1] - before[1])) != (0, 0):
                request = world.pushes.to(world.ben.browser.endpoint)[-1]
                stable = ("ttl", "topic", "urgency", "content-length", "content-type", "content-encoding")
                got.append((world.now, came, {name: request.headers[name] for name in stable}))
                got.append((world.ben.shown[-1], world.ben.mailed[-1].text))
        return got

    world.ben.prefers(at_most=3)
    silent, resting = week(rests=False), week(rests=True)
    assert len(silent) == 6
    assert silent == resting
