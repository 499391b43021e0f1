"""Tests of push subscriptions: which person gets a browser's pushes, and which endpoints and keys are accepted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from couples.models import User
from notifications import vapid
from notifications.models import PushSubscription
from tests.notifications.api import API, signed_in
from tests.notifications.world import OPENS
from tests.services.push import Browser, PushService


def put(client: Client, browser: Browser, **changes: Any) -> Any:
    return client.put(
        f"{API}/subscriptions", {**browser.subscription(), **changes}, content_type="application/json"
    )


def test_the_key_is_what_browsers_want(client: Client) -> None:
    key = client.get(f"{API}/vapid").json()["public_key"]
    assert key == vapid.public_key()
    assert re.fullmatch(r"B[A-Za-z0-9_-]{86}", key)


def test_a_browser_is_registered_once_and_renewed(client: Client, pushes: PushService) -> None:
    browser = Browser(pushes.endpoint("phone"))
    first = put(client, browser, label="Phone")
    assert first.status_code == 201
    assert set(first.json()) == {"id", "label", "created_at"}
    PushSubscription.objects.update(retired_at=OPENS)
    renewed = Browser(browser.endpoint)
    again = put(client, renewed)
    assert again.json() == first.json() == {**first.json(), "label": "Phone"}
    stored = PushSubscription.objects.get()
    assert (stored.p256dh, stored.retired_at) == (renewed.keys["p256dh"], None)
    assert client.get(f"{API}/subscriptions").json() == [again.json()]


def test_what_a_browser_gives_beside_is_ignored(client: Client, pushes: PushService) -> None:
    assert put(client, Browser(pushes.endpoint("phone")), expirationTime=None).status_code == 201


def test_a_shared_browser_belongs_to_the_last_who_signed_in(
    client: Client, user: User, pushes: PushService
) -> None:
    browser = Browser(pushes.endpoint("shared"))
    put(client, browser)
    other = User.objects.create_user("ben@example.org")
    put(signed_in(other), browser)
    assert PushSubscription.objects.get().user == other
    assert client.get(f"{API}/subscriptions").json() == []


def test_an_eleventh_browser_retires_the_oldest(client: Client, user: User, pushes: PushService) -> None:
    for number in range(11):
        put(signed_in(user), Browser(pushes.endpoint(str(number))), label=str(number))
    labels = [each["label"] for each in client.get(f"{API}/subscriptions").json()]
    assert labels == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://push.example.com/x",
        "https://fcm.googleapis.com.example.com/x",
        "https://example.com/fcm.googleapis.com/x",
        "https://notfcm.googleapis.com/x",
        "https://googleapis.com/x",
        "https://10.0.0.1/x",
        "https://8.8.8.8/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://intranet/x",
        "https://user:word@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@example.com/x",
        "https://fcm.googleapis.com\\@example.com/x",
        "https://example.com\\.fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com./x",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com/x y",
        "https://fcm.goo\tgleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "javascript:alert(1)",
        "https://fcm.googleapís.com/x",
        "https:///x",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/" + "x" * 1024,
        "",
    ],
)
def test_an_endpoint_that_is_none_is_refused(client: Client, endpoint: str) -> None:
    answer = put(client, Browser(endpoint))
    assert answer.status_code == 422
    assert set(answer.json()["error"]["fields"]) == {"endpoint"}
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dQ:APA91b_x-y",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABl-x_y",
        "https://web.push.apple.com/QGx0",
        "https://wns2-by3p.notify.windows.com/w/?token=BQYAAA%2fx%3d%3d",
        "https://fcm.googleapis.com:443/x",
    ],
)
def test_those_of_the_known_push_services_are_taken(client: Client, endpoint: str) -> None:
    assert put(client, Browser(endpoint)).status_code == 201


def test_an_operator_says_which_services_are_pushed_to(client: Client, settings: Any) -> None:
    settings.PUSH_HOSTS = ["push.example.com"]
    assert put(client, Browser("https://a.push.example.com/x")).status_code == 201
    assert put(client, Browser("https://fcm.googleapis.com/x")).status_code == 422
    settings.PUSH_HOSTS = ["*"]
    assert put(client, Browser("https://anything.example/x")).status_code == 201
    assert put(client, Browser("https://10.0.0.1/x")).status_code == 422


def test_loopback_is_refused_where_it_is_not_allowed(client: Client, settings: Any) -> None:
    settings.PUSH_ALLOW_LOOPBACK = False
    for endpoint in ("http://127.0.0.1:9/x", "http://localhost/x", "https://localhost/x"):
        assert put(client, Browser(endpoint)).status_code == 422


@pytest.mark.parametrize("keys", [{"p256dh": "BA", "auth": "AA"}, {"p256dh": "!!", "auth": "AA"}, {}])
def test_keys_that_are_none_are_refused(client: Client, pushes: PushService, keys: dict[str, str]) -> None:
    assert put(client, Browser(pushes.endpoint("phone")), keys=keys).status_code == 422


def test_nobody_elses_browser_can_be_removed(client: Client, pushes: PushService) -> None:
    mine = put(client, Browser(pushes.endpoint("mine"))).json()
    stranger = signed_in(User.objects.create_user("eve@example.org"))
    assert stranger.delete(f"{API}/subscriptions/{mine['id']}").status_code == 404
    assert client.delete(f"{API}/subscriptions/{mine['id']}").status_code == 204
    assert client.delete(f"{API}/subscriptions/{mine['id']}").status_code == 404
