"""The admin opens only for staff who signed in with a passkey, and for eight hours at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from structlog.testing import capture_logs

from couples import actions
from couples.models import Device, User
from notifications.models import AccountAlert
from tests.couples import staff
from tests.couples.conftest import Browser, mailed_code, pending
from tests.couples.passkey import Passkey
from tests.couples.test_devices import NOON
from tests.couples.test_passkeys import PASSKEYS, add_passkey, options

SUPPORT = staff.SUPPORT


def opens(client: Client, path: str = "/admin/couples/user/") -> bool:
    """Return whether a page of the admin opens. If not, check that only instructions for signing in are shown."""
    answer = client.get(path)
    if answer.status_code == 200:
        return True
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/admin/login/")
    shown = client.get(answer.headers["Location"])
    assert shown.status_code == 200
    assert b"For support staff" in shown.content
    assert b"<form" not in shown.content, "nothing to guess at"
    return False


@pytest.fixture
def appointed(db: None) -> str:
    call_command("staff", "add", SUPPORT)
    return SUPPORT


def test_the_first_staff_account_is_made_at_the_prompt_and_opens_by_passkey(
    appointed: str, browser: Browser
) -> None:
    assert not opens(browser)
    browser.sign_in(SUPPORT)
    assert not opens(browser), "a mailed code is one factor"
    passkey = add_passkey(browser)
    assert opens(browser)

    later = Browser()
    assert later.auth("post", "/auth/code/request", {"email": SUPPORT}).status_code == 401
    answer = later.auth("post", "/auth/code/confirm", {"code": mailed_code(SUPPORT)})
    assert pending(answer) == "mfa_authenticate"
    assert not opens(later)
    credential = passkey.get(options(later.auth("get", "/auth/webauthn/authenticate")))
    assert later.auth("post", "/auth/webauthn/authenticate", {"credential": credential}).status_code == 200
    assert opens(later)


def test_a_recovery_code_alone_opens_nothing_until_there_is_a_new_passkey(
    appointed: str, browser: Browser
) -> None:
    browser.sign_in(SUPPORT)
    add_passkey(browser)
    codes = browser.auth("get", "/account/authenticators/recovery-codes").json()["data"]["unused_codes"]
    later = Browser()
    later.auth("post", "/auth/code/request", {"email": SUPPORT})
    later.auth("post", "/auth/code/confirm", {"code": mailed_code(SUPPORT)})
    assert later.auth("post", "/auth/2fa/authenticate", {"code": codes[0]}).status_code == 200
    assert not opens(later)
    assert later.auth("post", "/auth/2fa/reauthenticate", {"code": codes[1]}).status_code == 200
    assert not opens(later)
    made = later.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    credential = Passkey().create(made)
    assert later.auth("post", PASSKEYS, {"name": "New", "credential": credential}).status_code == 200
    assert opens(later)


def test_a_passkey_makes_no_one_staff(browser: Browser) -> None:
    browser.sign_in("ada@example.org")
    add_passkey(browser)
    assert not opens(browser)


def test_the_passkey_of_another_who_was_here_before_counts_for_no_one(appointed: str) -> None:
    """The admin stays closed for a second user of the same session, although the first user used a passkey."""
    client = staff.signed_in(User.objects.get(email=SUPPORT))
    other = User.objects.create_superuser("other@example.org")
    session = client.session
    session["_auth_user_id"], session["_auth_user_hash"] = str(other.pk), other.get_session_auth_hash()
    session.save()
    assert client.get("/api/v1/me").json()["email"] == "other@example.org"
    assert not opens(client)


def test_no_password_opens_anything(db: None) -> None:
    user = User.objects.create_superuser(SUPPORT, "a long enough password")
    assert not user.has_usable_password()
    user.set_password("a long enough password")
    user.save()
    for name in ("username", "email"):
        asked = {name: SUPPORT, "password": "a long enough password"}
        assert authenticate(RequestFactory().post("/"), **asked) is None
        client = Client()
        assert client.post(reverse("admin:login"), asked).status_code == 200
        assert client.get("/api/v1/me").status_code == 401
    client = staff.signed_in(user)
    assert opens(client, "/admin/")
    assert client.get("/admin/password_change/").status_code == 404


def test_a_staff_session_ends_half_an_hour_after_its_last_page(appointed: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = staff.signed_in(User.objects.get(email=SUPPORT))
        for _ in range(4):
            clock.shift(timedelta(minutes=29))
            assert opens(client)
        clock.shift(timedelta(minutes=31))
        assert not opens(client)
        assert client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/home"])
def test_opening_the_app_keeps_no_staff_session_alive(appointed: str, path: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = staff.signed_in(User.objects.get(email=SUPPORT))
        for _ in range(2):
            clock.shift(timedelta(minutes=14))
            assert client.get(path).status_code == 200
        clock.shift(timedelta(minutes=3))
        assert client.get(path).status_code == 401


def test_a_staff_session_ends_after_eight_hours_whatever_is_done(appointed: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = staff.signed_in(User.objects.get(email=SUPPORT))
        assert Device.objects.filter(user__email=SUPPORT).count() == 1
        for _ in range(23):
            clock.shift(timedelta(minutes=20))
            assert opens(client)
        clock.shift(timedelta(minutes=21))
        assert not opens(client)


def test_the_sessions_of_others_are_not_kept_alive_by_asking_for_the_admin(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in("ada@example.org")
        clock.shift(timedelta(days=29))
        assert not opens(browser)
        clock.shift(timedelta(days=2))
        assert browser.api("get", "/me").status_code == 401


@pytest.mark.django_db(transaction=True)
def test_signing_out_everywhere_ends_staff_sessions(appointed: str) -> None:
    user = User.objects.get(email=SUPPORT)
    first, second = staff.signed_in(user), staff.signed_in(user)
    assert first.post("/api/v1/me/sign-out-everywhere").status_code == 204
    for client in (first, second):
        assert not opens(client)


@pytest.mark.parametrize("change", [{"is_staff": False}, {"is_superuser": False}, {"is_active": False}])
def test_taking_away_rights_ends_staff_sessions_at_once(appointed: str, change: dict[str, bool]) -> None:
    client = staff.signed_in(User.objects.get(email=SUPPORT))
    User.objects.update(**change)
    assert client.get("/api/v1/me").status_code == 401


def test_the_prompt_lists_removes_and_helps_who_lost_a_passkey(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("staff", "add", SUPPORT)
    assert "sign in at http://localhost:8000/sign-in" in capsys.readouterr().out
    browser.sign_in(SUPPORT)
    call_command("staff")
    assert capsys.readouterr().out == f"{SUPPORT}: has no passkey yet\n"
    add_passkey(browser)
    call_command("staff")
    assert capsys.readouterr().out == f"{SUPPORT}: has a passkey\n"
    call_command("staff", "lost-passkey", SUPPORT)
    assert AccountAlert.objects.filter(user__email=SUPPORT, change="passkey_removed").exists(), "told"
    again = Browser()
    again.sign_in(SUPPORT)
    assert not opens(again)
    add_passkey(again)
    assert opens(again)
    call_command("staff", "remove", SUPPORT)
    assert again.api("get", "/me").status_code == 401
    capsys.readouterr()
    call_command("staff")
    assert capsys.readouterr().out == "There is no staff account.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "nonsense"), "valid email"),
        (("remove", "ada@example.org"), "no staff account"),
        (("lost-passkey", "ada@example.org"), "no staff account"),
        (("add", "ada@example.org"), "an address of its own"),
    ],
)
def test_what_can_not_be_done_is_said(db: None, arguments: tuple[str, str], said: str) -> None:
    actions.start_alone(User.objects.create_user("ada@example.org"), now=NOON)
    with pytest.raises(CommandError, match=said):
        call_command("staff", *arguments)
    assert not User.objects.filter(is_staff=True).exists()


def test_the_log_says_of_staff_who_came_in_and_of_others_who_was_turned_away_nothing_but_that(
    appointed: str, browser: Browser
) -> None:
    browser.sign_in(SUPPORT)
    passkey = add_passkey(browser)
    later, other = Browser(), Browser()
    with capture_logs() as said:
        credential = passkey.get(options(later.auth("get", "/auth/webauthn/login")))
        later.auth("post", "/auth/webauthn/login", {"credential": credential})
        other.sign_in("stranger@example.org")
        assert not opens(other)
        other.auth("post", "/auth/recovery", {"email": "stranger@example.org", "code": "0" * 16})
        assert opens(later)
    ours = [line for line in said if line["event"] in {"signed_in", "support_refused", "sign_in_refused"}]
    staff_id = str(User.objects.get(email=SUPPORT).pk)
    assert ours == [
        {"event": "signed_in", "by": ["webauthn"], "staff": staff_id, "log_level": "info"},
        {"event": "signed_in", "by": ["code"], "log_level": "info"},
        {"event": "support_refused", "staff": False, "log_level": "warning"},
        {"event": "sign_in_refused", "at": "auth/recovery", "status": 409, "log_level": "warning"},
    ]
    assert "stranger" not in str(said)
