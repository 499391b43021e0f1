"""Without e-mail, people sign in again by device link, by recovery code, or by a sign-in link from the operator."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError
from pytest_django import Settings

from couples.models import User, WayInLink
from notifications.models import AccountAlert
from tests.couples.conftest import Browser
from tests.couples.test_passkey_only import recovery_codes
from tests.couples.test_passkeys import PASSKEYS, add_passkey
from tests.couples.way_in.opening import (
    code_of,
    invite,
    join,
    run,
    set_up,
    token_in,
    use,
)


@pytest.fixture
def locked_out(robin: Browser) -> tuple[Browser, User]:
    """Robin's signed-in browser, and Robin, who has lost the passkey and the recovery codes."""
    person = User.objects.get()
    Authenticator.objects.filter(user=person).delete()
    return robin, person


def test_a_device_link_signs_one_new_device_in_and_is_told(robin: Browser) -> None:
    made = robin.api("post", "/me/devices/link")
    assert made.status_code == 201
    assert "<svg" in made.json()["qr_svg"]
    token = token_in(made.json()["link"])
    phone = Browser()
    assert phone.api("post", "/way-in", {"token": token}).json()["name"] == "Robin"
    AccountAlert.objects.all().delete()
    assert use(phone, token).status_code == 200
    assert phone.api("get", "/me").json()["display_name"] == "Robin"
    # Only by push, because the account has no e-mail address.
    assert list(AccountAlert.objects.values_list("change", "channel")) == [("signed_in", "push")]
    assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_a_device_link_lasts_ten_minutes(robin: Browser) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        token = token_in(robin.api("post", "/me/devices/link").json()["link"])
        clock.shift(timedelta(minutes=10))
        assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_a_device_link_needs_the_passkey(browser: Browser, robin: Browser) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        assert code_of(robin.api("post", "/me/devices/link")) == (403, "passkey_again")
    newcomer = Browser()
    join(newcomer, invite(robin))
    assert code_of(newcomer.api("post", "/me/devices/link")) == (409, "no_passkey")


def test_a_new_device_cannot_add_another_by_the_link_that_let_it_in(robin: Browser) -> None:
    phone = Browser()
    use(phone, token_in(robin.api("post", "/me/devices/link").json()["link"]))
    assert code_of(phone.api("post", "/me/devices/link")) == (403, "passkey_again")
    assert phone.api("patch", "/me/sign-in", {"passkey_only": False}).status_code == 409


@pytest.mark.parametrize("path", ["/me/sign-out-others", "/me/sign-out-everywhere"])
def test_signing_devices_out_ends_a_device_link(robin: Browser, path: str) -> None:
    token = token_in(robin.api("post", "/me/devices/link").json()["link"])
    robin.api("post", path)
    assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_nobody_who_is_signed_in_uses_a_link(robin: Browser) -> None:
    token = token_in(robin.api("post", "/me/devices/link").json()["link"])
    assert code_of(use(robin, token)) == (409, "signed_in")
    assert code_of(set_up(robin, token)) == (409, "signed_in")
    assert code_of(join(robin, token)) == (409, "signed_in")


def test_a_recovery_code_alone_signs_in_once(robin: Browser) -> None:
    code = recovery_codes(robin)[0]
    for expected in (200, 400):
        assert Browser().auth("post", "/auth/recovery", {"code": code}).status_code == expected
    wrong = Browser().auth("post", "/auth/recovery", {"code": "1234 5678 9012 3456"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "incorrect_code")


def test_a_code_signs_its_own_owner_in_whoever_else_has_codes(robin: Browser) -> None:
    kim = Browser()
    join(kim, invite(robin))
    add_passkey(kim)
    code = recovery_codes(kim)[3]
    elsewhere = Browser()
    elsewhere.auth("post", "/auth/recovery", {"code": code})
    assert elsewhere.api("get", "/me").json()["display_name"] == "Kim"


def test_where_mail_can_be_sent_a_code_alone_opens_no_account_with_an_address(settings: Settings) -> None:
    settings.MAIL = True
    browser = Browser()
    browser.sign_in("someone@example.org")
    add_passkey(browser)
    code = recovery_codes(browser)[0]
    assert browser.api("patch", "/me/sign-in", {"passkey_only": True}).status_code == 200
    assert Browser().auth("post", "/auth/recovery", {"code": code}).status_code == 400


def test_no_code_is_promised_where_none_can_be_sent(robin: Browser) -> None:
    asked = Browser().auth("post", "/auth/code/request", {"email": "robin@example.org"})
    assert code_of(asked) == (409, "no_mail")
    assert code_of(robin.api("post", "/me/email", {"email": "robin@example.org"})) == (409, "no_mail")
    assert code_of(robin.api("patch", "/me/sign-in", {"passkey_only": False})) == (409, "no_mail")
    assert Browser().api("get", "/me").json()["error"]["mail"] is False


def test_the_only_passkey_stays(robin: Browser) -> None:
    [passkey] = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    answer = robin.auth("delete", PASSKEYS, {"authenticators": [passkey.pk]})
    assert answer.status_code == 409
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_an_address_can_be_added_where_mail_can_be_sent(robin: Browser, settings: Settings) -> None:
    settings.MAIL = True
    assert robin.api("post", "/me/email", {"email": "robin@example.org"}).status_code == 204
    code = str(mail.outbox[-1].body)
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", code, re.MULTILINE)
    assert found
    assert (
        robin.api("post", "/me/email/confirm", {"code": found.group(1)}).json()["email"]
        == "robin@example.org"
    )
    assert User.objects.get().passkey_only is True


def test_no_sign_in_link_for_an_account_with_a_passkey_or_codes(robin: Browser) -> None:
    person = User.objects.get()
    with pytest.raises(CommandError, match="passkey or recovery codes"):
        run("sign_in_link", str(person.pk))
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).delete()
    with pytest.raises(CommandError, match="passkey or recovery codes"):
        run("sign_in_link", "robin")
    assert not WayInLink.objects.exists()


def test_no_sign_in_link_for_someone_who_takes_codes(settings: Settings) -> None:
    settings.MAIL = True
    User.objects.create_user("kim@example.org", display_name="Kim")
    with pytest.raises(CommandError, match="e-mailed code"):
        run("sign_in_link", "Kim")


def test_a_sign_in_link_works_after_a_day_and_is_told(locked_out: tuple[Browser, User]) -> None:
    browser, _person = locked_out
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        AccountAlert.objects.all().delete()
        token = token_in(run("sign_in_link", "robin"))
        assert [alert.change for alert in AccountAlert.objects.all()] == ["sign_in_link_made"]
        assert browser.api("get", "/me").json()["sign_in_link"]["valid_from"]
        assert Browser().api("post", "/way-in", {"token": token}).json()["works_now"] is False
        assert code_of(use(Browser(), token)) == (409, "link_not_yet")
        clock.shift(timedelta(hours=24))
        assert Browser().api("post", "/way-in", {"token": token}).json()["works_now"] is True
        back = Browser()
        assert use(back, token).status_code == 200
        assert AccountAlert.objects.filter(change="signed_in").exists()
        assert code_of(use(Browser(), token)) == (404, "link_not_usable")
        add_passkey(back)
        assert back.api("get", "/me").json()["sign_in_link"] is None


def test_a_sign_in_link_works_for_one_day(locked_out: tuple[Browser, User]) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        token = token_in(run("sign_in_link", str(locked_out[1].pk)))
        clock.shift(timedelta(hours=48))
        assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_its_owner_cancels_a_sign_in_link(locked_out: tuple[Browser, User]) -> None:
    browser, _person = locked_out
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        token = token_in(run("sign_in_link", "Robin"))
        assert browser.api("delete", "/me/sign-in-link").json()["sign_in_link"] is None
        clock.shift(timedelta(hours=25))
        assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_a_passkey_ends_a_sign_in_link(locked_out: tuple[Browser, User]) -> None:
    browser, _person = locked_out
    token = token_in(run("sign_in_link", "Robin"))
    add_passkey(browser)
    assert code_of(use(Browser(), token)) == (404, "link_not_usable")


def test_without_a_name_the_command_lists_people(robin: Browser) -> None:
    listed = run("sign_in_link")
    assert str(User.objects.get().pk) in listed
    assert "Robin: has a passkey" in listed
    with pytest.raises(CommandError, match="no one"):
        run("sign_in_link", "Alex")


def test_two_people_of_one_name_are_told_apart_by_id(robin: Browser) -> None:
    User.objects.create_user(None, display_name="Robin")
    with pytest.raises(CommandError, match="Take the id"):
        run("sign_in_link", "Robin")


def test_erasing_an_account_ends_its_links(locked_out: tuple[Browser, User]) -> None:
    browser, _person = locked_out
    run("sign_in_link", "Robin")
    assert browser.api("post", "/me/erase", {"confirm": "erase everything"}).status_code == 204
    assert not WayInLink.objects.exists()
