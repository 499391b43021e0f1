"""Reminders over HTTP: preferences, browsers, a test, and the way out of every mail."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from django.test import Client

from checkins import actions as checkins
from checkins.models import TalkingPoint, TalkingPointVoice
from couples.models import User
from notifications import nudging, policy, unsubscribe, vapid
from notifications.models import Preference, PushSubscription, Reminder
from tests.notifications.world import LAST_CALL, OPENS, REPEAT, SETTLED, World
from tests.services.push import Browser, PushService, Reply

API = "/api/v1/notifications"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("ada@example.org", display_name="Ada Lovelace")


def signed_in(user: User) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    return client


@pytest.fixture
def client(user: User) -> Client:
    return signed_in(user)


def put(client: Client, browser: Browser, **changes: Any) -> Any:
    return client.put(
        f"{API}/subscriptions", {**browser.subscription(), **changes}, content_type="application/json"
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "preferences"),
        ("patch", "preferences"),
        ("get", "preview"),
        ("get", "vapid"),
        ("get", "subscriptions"),
        ("put", "subscriptions"),
        ("delete", "subscriptions/00000000-0000-0000-0000-000000000000"),
        ("post", "test"),
        ("post", "reminders/00000000-0000-0000-0000-000000000000/snooze"),
    ],
)
def test_a_visitor_gets_401(db: None, method: str, path: str) -> None:
    answer = getattr(Client(), method)(f"{API}/{path}")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"


def test_preferences_start_with_defaults_and_keep_what_is_not_named(client: Client) -> None:
    defaults = {
        "push": True,
        "email": True,
        "email_too": False,
        "mail_returned_at": None,
        "quiet_from": "22:00",
        "quiet_to": "08:00",
        "text": "generic",
        "opening": True,
        "repeat": True,
        "last_call": True,
        "nudge": True,
        "at_most": 2,
        "revealed": True,
        "talk_later": True,
        "helped": True,
    }
    assert client.get(f"{API}/preferences").json() == defaults
    assert not Preference.objects.exists()
    changes = {"email": False, "quiet_from": "21:30", "text": "warm"}
    answer = client.patch(f"{API}/preferences", changes, content_type="application/json")
    assert answer.json() == {**defaults, **changes}
    again = client.patch(f"{API}/preferences", {"push": False}, content_type="application/json")
    assert again.json() == {**defaults, **changes, "push": False}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((kind, False) for kind in get_args(policy.Kind)),
        ("at_most", 1),
        ("at_most", 3),
    ],
)
def test_each_choice_is_kept_by_itself_and_is_nobody_elses(
    client: Client, user: User, field: str, value: object
) -> None:
    other = signed_in(User.objects.create_user("ben@example.org"))
    theirs = other.patch(f"{API}/preferences", {"text": "warm"}, content_type="application/json").json()
    before = client.get(f"{API}/preferences").json()
    answer = client.patch(f"{API}/preferences", {field: value}, content_type="application/json")
    assert before[field] != value
    assert answer.json() == client.get(f"{API}/preferences").json() == {**before, field: value}
    assert getattr(Preference.objects.get(user=user), field) == value
    assert other.get(f"{API}/preferences").json() == theirs
    back = client.patch(f"{API}/preferences", {field: before[field]}, content_type="application/json")
    assert back.json() == before


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("quiet_from", "25:00", "invalid"),
        ("quiet_to", "noon", "invalid"),
        ("text", "loud", "invalid_choice"),
        ("push", "perhaps", "invalid"),
        ("repeat", "often", "invalid"),
        ("talk_later", None, "null"),
        ("helped", [], "invalid"),
        ("at_most", 0, "invalid_choice"),
        ("at_most", 4, "invalid_choice"),
        ("at_most", 1.5, "invalid_choice"),
        ("at_most", True, "invalid_choice"),
        ("at_most", "few", "invalid_choice"),
        ("at_most", [2], "invalid_choice"),
        ("at_most", None, "null"),
    ],
)
def test_a_wrong_preference_is_named_and_nothing_beside_it_is_changed(
    client: Client, field: str, value: object, code: str
) -> None:
    changes = {"email": False, field: value}
    answer = client.patch(f"{API}/preferences", changes, content_type="application/json")
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "invalid"
    assert {name: [each["code"] for each in found] for name, found in error["fields"].items()} == {
        field: [code]
    }
    assert not Preference.objects.exists()


def test_the_preview_is_what_arrives(world: World) -> None:
    """Of every kind, in both tones, letter by letter."""
    # At most three ask for answers, so neither gets all four.
    world.ben.prefers(text="warm", at_most=3, repeat=False)
    world.ada.prefers(at_most=3, nudge=False)
    people = ((world.ada, "generic"), (world.ben, "warm"))
    previews = [signed_in(person.user).get(f"{API}/preview").json() for person, _tone in people]
    everything(world)
    for (person, tone), preview in zip(people, previews, strict=True):
        came = {row.kind for row in person.rows(channel="push", state="sent")}
        assert came == set(get_args(policy.Kind)) - (
            {"revealed", "nudge"} if tone == "generic" else {"repeat"}
        )
        arrived = [{key: push["notification"][key] for key in ("title", "body")} for push in person.pushed]
        assert sorted(arrived, key=str) == sorted((preview[kind][tone] for kind in came), key=str)
    assert previews[1]["opening"]["warm"]["title"] == "Hello Ben"


def everything(world: World) -> None:
    """Let every kind of reminder come. Ada is the last to submit, so that the reveal is news to Ben alone."""
    for moment in (OPENS, REPEAT, LAST_CALL):
        world.deliver(moment + SETTLED)
        if moment == REPEAT:
            for person in (world.ben, world.ada):
                nudging.nudge(person.user, check_in_id=world.check_in.pk, now=world.now)
            world.deliver()
    for person in (world.ben, world.ada):
        world.submit(person)
    world.deliver()
    TalkingPoint.objects.filter(check_in=world.check_in).delete()
    point = TalkingPoint.objects.create(
        check_in=world.check_in, role="main", position=0, envelope=b"", created_at=world.now
    )
    for person in (world.ben, world.ada):
        checkins.speak(person.user, point_id=point.pk, choice=TalkingPointVoice.Choice.LATER, now=world.now)
    world.deliver(world.now + policy.LATER)
    checkins.mark_talked(world.ada.user, point_id=point.pk, now=world.now)
    world.deliver(world.now + policy.HELPED_AFTER)


def test_the_warm_preview_uses_the_first_name_or_none(client: Client, user: User) -> None:
    assert client.get(f"{API}/preview").json()["opening"]["warm"]["title"] == "Hello Ada"
    User.objects.update(display_name="")
    assert client.get(f"{API}/preview").json()["opening"]["warm"]["title"] == "Hello"


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


def test_an_eleventh_browser_retires_the_oldest(client: Client, pushes: PushService) -> None:
    for number in range(11):
        put(client, Browser(pushes.endpoint(str(number))), label=str(number))
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
    answers = [client.post(f"{API}/test").status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_opening_the_unsubscribe_link_changes_nothing_and_posting_ends_mails(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    address = str(world.ada.mailed[0].message["List-Unsubscribe"]).strip("<>")
    path = address[address.index("/api/") :]
    nobody = Client(enforce_csrf_checks=True)
    page = nobody.get(path)
    assert page.status_code == 200
    assert b'<form method="post">' in page.content
    assert "no-store" in page["Cache-Control"]
    assert not Preference.objects.filter(email=False).exists()
    done = nobody.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200
    assert Preference.objects.get(user=world.ada.user).email is False
    assert not Preference.objects.filter(user=world.ben.user, email=False).exists()
    Reminder.objects.filter(channel="email").update(state="pending", settled_at=None)
    world.deliver(OPENS + SETTLED)
    assert len(world.ada.mailed) == 1
    assert len(world.ben.mailed) == 2


def test_a_token_that_is_none_is_not_found(user: User) -> None:
    good = unsubscribe.token_for(user.pk)
    for token in ("x", good[:-1], good[:-1] + ("A" if good[-1] != "A" else "B"), "." + good):
        assert Client().post(f"{API}/unsubscribe/{token}").status_code == 404
    assert not Preference.objects.exists()


def test_a_token_of_somebody_erased_changes_nothing(user: User) -> None:
    token = unsubscribe.token_for(user.pk)
    user.delete()
    assert Client().post(f"{API}/unsubscribe/{token}").status_code == 200
    assert not Preference.objects.exists()
