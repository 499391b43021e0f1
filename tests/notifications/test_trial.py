"""Tests of the test message that a person sends to their own devices."""

from __future__ import annotations

import time_machine
from django.test import Client

from tests.notifications.api import API, signed_in
from tests.notifications.world import OPENS, World
from tests.services.push import Reply


def test_a_test_goes_to_ones_own_devices_on_the_channels_that_are_on(world: World) -> None:
    ada = signed_in(world.ada.user)
    assert ada.post(f"{API}/test").json() == {"push": 1, "email": True}
    assert world.ada.got == (1, 1)
    assert world.ben.got == (0, 0)
    assert world.pushes.to(world.ada.browser.endpoint)[0].headers["urgency"] == "high"
    world.ada.prefers(email=False)
    world.pushes.script(world.ada.browser.endpoint, Reply(410))
    assert ada.post(f"{API}/test").json() == {"push": 0, "email": False}
    assert ada.get(f"{API}/subscriptions").json() == []


def test_tests_are_limited(client: Client) -> None:
    with time_machine.travel(OPENS, tick=False):
        answers = [client.post(f"{API}/test").status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]
