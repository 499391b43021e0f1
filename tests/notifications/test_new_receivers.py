"""Tests that each new receiver of reminders (push endpoint or calendar link) causes an alert.

They also test that a push endpoint belongs to one of the person's devices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from couples import queries as people
from couples.models import Device, User
from notifications.models import AccountAlert, PushSubscription
from notifications.sending import sender
from tests.notifications.api import API, signed_in
from tests.notifications.world import World
from tests.services.push import Browser, PushService

Add = Callable[[Client, World], Any]


def _put(client: Client, browser: Browser) -> Any:
    return client.put(f"{API}/subscriptions", browser.subscription(), content_type="application/json")


def _a_browser(client: Client, world: World) -> Any:
    return _put(client, Browser(world.pushes.endpoint("somebody-elses")))


def _a_calendar(client: Client, _world: World) -> Any:
    return client.post(f"{API}/calendar", content_type="application/json")


def _another_calendar(client: Client, world: World) -> Any:
    _a_calendar(client, world)
    AccountAlert.objects.all().delete()
    return _a_calendar(client, world)


@pytest.mark.parametrize(
    ("add", "subject"),
    [
        (_a_browser, "Reminders go to a new device"),
        (_a_calendar, "A new calendar link"),
        (_another_calendar, "A new calendar link"),
    ],
)
def test_a_new_receiver_is_told_of_by_mail_and_on_the_other_devices(
    world: World, add: Add, subject: str
) -> None:
    """Alert Ada to a new push endpoint or calendar link, because an intruder could have added it in her browser."""
    world.ada.prefers(push=False, email=False)
    client = signed_in(world.ada.user)
    assert add(client, world).status_code == 201
    sender.deliver()
    assert [mail.subject for mail in world.ada.mailed] == [subject]
    bodies = {push["notification"]["body"] for push in world.ada.pushed}
    assert len(bodies) == 1
    assert world.ben.got == (0, 0)


def test_the_new_receiver_does_not_get_the_news_in_the_owners_place(world: World) -> None:
    """Alert the push endpoint that was replaced on this device, but not the new endpoint, which may be an intruder's.

    Usually, the device on which a change is made gets no alert.
    """
    client = signed_in(world.ada.user)
    own, alien = (Browser(world.pushes.endpoint(name)) for name in ("own", "alien"))
    _put(client, own)
    sender.deliver()
    before = len(world.pushes.to(own.endpoint))
    _put(client, alien)
    sender.deliver()
    assert len(world.pushes.to(own.endpoint)) == before + 1
    assert world.pushes.to(alien.endpoint) == []


def test_registering_again_at_each_start_is_no_news(world: World) -> None:
    client, browser = signed_in(world.ada.user), Browser(world.pushes.endpoint("phone"))
    _put(client, browser)
    sender.deliver()
    for _start in range(3):
        assert _put(client, browser).status_code == 201
    assert not AccountAlert.objects.filter(user=world.ada.user, state="pending").exists()


def test_many_in_a_row_send_one_mail(world: World) -> None:
    client = signed_in(world.ada.user)
    for number in range(20):
        _put(client, Browser(world.pushes.endpoint(f"alien-{number}")))
    sender.deliver()
    assert len(world.ada.mailed) == 1


def test_a_device_has_one_endpoint(client: Client, user: User, pushes: PushService) -> None:
    """Keep one push endpoint per device, so that the app's next start replaces an endpoint that an intruder added."""
    own, alien = (Browser(pushes.endpoint(name)) for name in ("own", "alien"))
    for browser in (own, alien, own):
        _put(client, browser)
    live = PushSubscription.objects.filter(user=user, retired_at=None)
    assert [each.endpoint for each in live] == [own.endpoint]
    other = Browser(pushes.endpoint("laptop"))
    _put(signed_in(user), other)
    assert {each.endpoint for each in live.all()} == {own.endpoint, other.endpoint}


def test_signing_out_of_the_device_ends_its_endpoint(client: Client, user: User, pushes: PushService) -> None:
    _put(client, Browser(pushes.endpoint("alien")))
    device = people.this_device(user, session_key=client.session.session_key)
    assert device is not None
    signed_in(user).delete(f"/api/v1/me/devices/{device.pk}")
    assert not Device.objects.filter(pk=device.pk).exists()
    assert not PushSubscription.objects.filter(user=user, retired_at=None).exists()


def test_a_session_that_is_no_device_adds_nothing(client: Client, user: User, pushes: PushService) -> None:
    """Refuse a push subscription from a session without a device, because signing out could not remove it."""
    Device.objects.filter(user=user).delete()
    answer = _put(client, Browser(pushes.endpoint("phone")))
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "sign_in_again")
    assert not PushSubscription.objects.exists()
    assert not AccountAlert.objects.exists()
