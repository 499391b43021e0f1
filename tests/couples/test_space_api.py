"""A person sets up an account, begins and leaves a space, and signs out through the API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from couples.models import Device, User
from tests.couples.conftest import Browser
from tests.couples.test_pairing_api import pair, refusal, signed_in


@pytest.fixture
def ada(db: None) -> Browser:
    return signed_in("Ada")


@pytest.fixture
def kit(db: None) -> Browser:
    return signed_in("Kit")


def test_someone_new_is_asked_for_a_name(browser: Browser) -> None:
    browser.sign_in("new@example.org")
    me = browser.api("get", "/me").json()
    assert me == {
        "id": str(User.objects.get().id),
        "email": "new@example.org",
        "display_name": "",
        "time_zone": "UTC",
        "language": "en",
        "needs_name": True,
        "has_passkey": False,
        "mail": True,
        "provider": None,
        "by_provider": False,
        "sign_in_link": None,
        "space": {"state": "none", "couple_id": None, "partner": None, "since": None},
        "privacy": {"tender_topics": False, "tell_when_finished": False, "usual_sharing": None},
        "operator": {"name": "the test house", "statement": me["operator"]["statement"], "at_home": False},
    }
    assert "the test house" in me["operator"]["statement"]
    named = browser.api("patch", "/me", {"display_name": "Noa", "time_zone": "Europe/Lisbon"}).json()
    assert (named["display_name"], named["time_zone"], named["needs_name"]) == ("Noa", "Europe/Lisbon", False)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "America"}, "time_zone"),
        ({"time_zone": "UTC\0"}, "time_zone"),
        ({"time_zone": "x" * 5000}, "time_zone"),
        ({"time_zone": "localtime"}, "time_zone"),
        ({"display_name": "\u200b\u2060"}, "display_name"),
        ({"display_name": "\u3164"}, "display_name"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "x" * 61}, "display_name"),
    ],
)
def test_a_profile_that_cannot_be_names_its_field(ada: Browser, body: dict[str, str], field: str) -> None:
    before = ada.api("get", "/me").json()
    answer = ada.api("patch", "/me", body)
    assert refusal(answer) == (422, "invalid")
    assert list(answer.json()["error"]["fields"]) == [field]
    assert ada.api("get", "/me").json() == before


def test_what_is_not_ones_to_change_is_ignored(ada: Browser) -> None:
    me = ada.api("patch", "/me", {"email": "x@example.org", "id": "1", "is_staff": True}).json()
    assert me["email"] == "ada@example.org"
    assert not User.objects.get().is_staff


def test_alone_then_left(ada: Browser) -> None:
    alone = ada.api("post", "/space/alone").json()["space"]
    assert (alone["state"], alone["partner"]) == ("alone", None)
    assert alone["since"].endswith("Z")
    assert ada.api("post", "/space/alone").json()["space"] == alone
    assert ada.api("post", "/space/leave", {}).json()["space"]["state"] == "none"


def test_privacy_is_ones_own_and_needs_a_space(ada: Browser, kit: Browser) -> None:
    assert refusal(ada.api("patch", "/me/privacy", {"tender_topics": True})) == (409, "no_space")
    pair(ada, kit)
    before = kit.api("get", "/me").content
    chosen = {"tender_topics": True, "tell_when_finished": True, "usual_sharing": "private"}
    assert ada.api("patch", "/me/privacy", chosen).json()["privacy"] == chosen
    assert refusal(ada.api("patch", "/me/privacy", {"usual_sharing": "everyone"})) == (422, "invalid")
    assert ada.api("get", "/me").json()["privacy"] == chosen
    assert kit.api("get", "/me").content == before


def test_leaving_closes_it_for_both_and_the_other_is_told_once(ada: Browser, kit: Browser) -> None:
    pair(ada, kit)
    assert ada.api("post", "/space/leave", {}).json()["space"]["state"] == "none"
    assert ada.api("post", "/space/leave", {}).json()["space"]["state"] == "none"
    closed = kit.api("get", "/me").json()
    assert closed["space"] == {"state": "closed", "couple_id": None, "partner": None, "since": None}
    assert b"Ada" not in kit.api("get", "/me").content
    assert kit.api("post", "/space/acknowledge-closed").json()["space"]["state"] == "none"
    pair(kit, ada)
    assert kit.api("get", "/me").json()["space"]["state"] == "paired"


def test_signing_out_everywhere_ends_every_session_and_only_mine(ada: Browser, kit: Browser) -> None:
    phone = Browser()
    phone.sign_in("ada@example.org")
    unlisted = Browser()  # its device is deleted below, so no list shows it
    unlisted.force_login(User.objects.get(email="ada@example.org"))
    Device.objects.order_by("first_seen").last().delete()  # type: ignore[union-attr]  # there are three
    assert unlisted.api("get", "/me").status_code == 200
    assert ada.api("post", "/me/sign-out-everywhere").status_code == 204
    for browser in (ada, phone, unlisted):
        assert refusal(browser.api("get", "/me")) == (401, "not_signed_in")
    assert kit.api("get", "/me").status_code == 200
    assert not Device.objects.filter(user__email="ada@example.org").exists()
    ada.sign_in("ada@example.org")
    assert ada.api("get", "/me").json()["display_name"] == "Ada"


def test_a_deactivated_person_is_out_at_once(ada: Browser) -> None:
    User.objects.update(is_active=False)
    assert refusal(ada.api("get", "/me")) == (401, "not_signed_in")


def test_me_and_pairing_are_few_queries(ada: Browser, kit: Browser) -> None:
    pair(ada, kit)
    with time_machine.travel(datetime.now(UTC), tick=False):
        for path, most in (("/me", 3), ("/pairing", 2)):
            ada.api("get", path)
            with CaptureQueriesContext(connection) as queries:
                ada.api("get", path)
            assert len(queries) <= most, [query["sql"] for query in queries]


def test_no_answer_is_kept_in_a_cache(ada: Browser) -> None:
    for path in ("/me", "/pairing"):
        assert ada.api("get", path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/me"),
        ("patch", "/me"),
        ("patch", "/me/privacy"),
        ("post", "/me/sign-out-everywhere"),
        ("post", "/space/alone"),
        ("post", "/space/leave"),
        ("post", "/space/acknowledge-closed"),
        ("get", "/pairing"),
        ("post", "/pairing/invitations"),
        ("delete", "/pairing/invitations"),
        ("post", "/pairing/redeem"),
        ("post", "/pairing/confirm"),
        ("post", "/pairing/decline"),
        ("post", "/pairing/withdraw"),
    ],
)
def test_a_visitor_gets_nowhere(browser: Browser, method: str, path: str) -> None:
    assert refusal(browser.api(method, path, {} if method != "get" else None)) == (401, "not_signed_in")
