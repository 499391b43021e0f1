"""Ways in without an e-mail: the set-up link, an account by invitation, a new device, the operator's sign-in link."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import Settings

from couples.models import User, WayInLink
from notifications.models import AccountAlert
from tests.couples.conftest import Browser
from tests.couples.passkey import Passkey
from tests.couples.test_passkey_only import recovery_codes
from tests.couples.test_passkeys import PASSKEYS, add_passkey, options

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZONE = "Europe/Vienna"


@pytest.fixture(autouse=True)
def no_mail(db: None, settings: Settings) -> None:
    """This server sends no e-mail, as a home edition without EMAIL_URL."""
    settings.MAIL = False


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def token_in(text: str) -> str:
    found = re.search(r"/set-up#([A-Za-z0-9_-]{22})\b", text)
    assert found, text
    return found.group(1)


def set_up(browser: Browser, token: str, name: str = "Robin") -> Any:
    return browser.api("post", "/way-in/set-up", {"token": token, "display_name": name, "time_zone": ZONE})


def join(browser: Browser, token: str, name: str = "Kim") -> Any:
    return browser.api("post", "/pairing/account", {"token": token, "display_name": name, "time_zone": ZONE})


def use(browser: Browser, token: str) -> Any:
    return browser.api("post", "/way-in/use", {"token": token})


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def invite(browser: Browser) -> str:
    return str(browser.api("post", "/pairing/invitations").json()["link"].partition("#")[2])


def signed_in(browser: Browser) -> bool:
    return bool(browser.api("get", "/me").status_code == 200)


@pytest.fixture
def robin(browser: Browser) -> Browser:
    """The first account, by set-up link and passkey."""
    assert set_up(browser, token_in(run("set_up_link"))).status_code == 200
    add_passkey(browser)
    return browser


def test_the_set_up_link_makes_the_first_account_without_an_address(browser: Browser) -> None:
    token = token_in(run("set_up_link"))
    told = browser.api("post", "/way-in", {"token": token}).json()
    assert (told["purpose"], told["name"]) == ("set_up", "")
    assert set_up(browser, token).status_code == 200
    passkey = add_passkey(browser)
    me = browser.api("get", "/me").json()
    assert (me["email"], me["display_name"], me["time_zone"], me["has_passkey"]) == (
        None,
        "Robin",
        ZONE,
        True,
    )
    assert me["mail"] is False
    assert me["space"]["state"] == "none"

    elsewhere = Browser()
    credential = passkey.get(options(elsewhere.auth("get", "/auth/webauthn/login")))
    assert elsewhere.auth("post", "/auth/webauthn/login", {"credential": credential}).status_code == 200
    assert elsewhere.api("get", "/me").json()["display_name"] == "Robin"
    assert mail.outbox == []


def test_the_phone_lists_the_passkey_under_the_name(browser: Browser) -> None:
    set_up(browser, token_in(run("set_up_link")))
    asked = browser.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    assert asked["user"]["name"] == "Robin"
    assert "None" not in str(asked["user"])


def test_once_there_is_an_account_the_set_up_link_leads_nowhere(robin: Browser) -> None:
    said = run("set_up_link")
    assert "do not work any more" in said
    assert "#" not in said
    assert run("set_up_link", "--at-start") == ""
    assert not WayInLink.objects.exists()


def test_a_link_from_before_the_account_leads_nowhere(browser: Browser) -> None:
    token = token_in(run("set_up_link"))
    User.objects.create_user("someone@example.org")
    assert code_of(set_up(browser, token)) == (404, "link_not_usable")
    assert code_of(browser.api("post", "/way-in", {"token": token})) == (404, "link_not_usable")


def test_a_new_set_up_link_ends_the_earlier_one(browser: Browser) -> None:
    earlier, later = token_in(run("set_up_link")), token_in(run("set_up_link"))
    assert code_of(set_up(browser, earlier)) == (404, "link_not_usable")
    assert set_up(browser, later).status_code == 200


@pytest.mark.parametrize("printed_again", [False, True])
def test_a_closed_tab_loses_nothing_until_there_is_a_passkey(browser: Browser, printed_again: bool) -> None:
    token = token_in(run("set_up_link"))
    set_up(browser, token)
    if printed_again:
        token = token_in(run("set_up_link"))
    again = Browser()
    assert set_up(again, token, "Robin again").status_code == 200
    [person] = User.objects.all()
    assert person.display_name == "Robin again"
    add_passkey(again)
    # The first opener may have been someone else.
    assert (signed_in(again), signed_in(browser)) == (True, False)
    assert code_of(set_up(Browser(), token)) == (404, "link_not_usable")


def test_a_set_up_link_lasts_a_week(browser: Browser) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = token_in(run("set_up_link"))
        clock.shift(timedelta(days=7))
        assert code_of(set_up(browser, token)) == (404, "link_not_usable")


@pytest.mark.parametrize("name", ["", "   ", "\u3164", "x" * 61])
def test_a_name_that_shows_nothing_makes_no_account(browser: Browser, name: str) -> None:
    assert set_up(browser, token_in(run("set_up_link")), name).status_code == 422
    assert not User.objects.exists()


def test_a_request_from_another_site_makes_no_account(browser: Browser) -> None:
    token = token_in(run("set_up_link"))
    body = f'{{"token": "{token}", "display_name": "Robin", "time_zone": "UTC"}}'
    answer = browser.generic("POST", "/api/v1/way-in/set-up", body, content_type="application/json")
    assert code_of(answer) == (403, "csrf_failed")
    assert not User.objects.exists()


def test_only_a_hash_of_a_link_is_stored() -> None:
    token = token_in(run("set_up_link"))
    [link] = WayInLink.objects.all()
    assert token not in str(vars(link))
    assert token.encode() not in bytes(link.token_hash)


def test_an_invitation_makes_the_partner_an_account_and_can_still_be_redeemed(robin: Browser) -> None:
    token = invite(robin)
    kim = Browser()
    assert join(kim, token).status_code == 200
    add_passkey(kim)
    assert kim.api("post", "/pairing/redeem", {"token": token}).json()["state"] == "waiting"
    asked = robin.api("get", "/pairing").json()
    assert asked["joiner"] == {"display_name": "Kim", "masked_email": None}
    robin.api("post", "/pairing/confirm", {"invitation_id": asked["invitation"]["id"]})
    assert kim.api("get", "/me").json()["space"]["partner"] == {"display_name": "Robin"}


def test_who_joins_needs_a_passkey_so_that_the_inviters_link_opens_nothing(robin: Browser) -> None:
    """Robin has the link too, and could sign in as Kim with it for as long as Kim has no passkey."""
    token = invite(robin)
    kim, robin_as_kim = Browser(), Browser()
    assert join(kim, token).status_code == join(robin_as_kim, token).status_code == 200
    for each in (kim, robin_as_kim):
        assert code_of(each.api("post", "/pairing/redeem", {"token": token})) == (409, "passkey_first")
    add_passkey(kim)
    assert not signed_in(robin_as_kim)
    assert kim.api("post", "/pairing/redeem", {"token": token}).json()["state"] == "waiting"


def test_an_invitation_makes_one_account(robin: Browser) -> None:
    token = invite(robin)
    first, second, third = Browser(), Browser(), Browser()
    assert join(first, token).status_code == join(second, token).status_code == 200
    assert User.objects.count() == 2
    add_passkey(second)
    assert (signed_in(first), signed_in(second)) == (False, True)
    assert code_of(join(third, token)) == (404, "invitation_not_usable")
    # A second passkey signs no one out.
    elsewhere = Browser()
    link = second.api("post", "/me/devices/link").json()["link"]
    assert use(elsewhere, token_in(link)).status_code == 200
    credential = Passkey().create(
        elsewhere.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    )
    assert elsewhere.auth("post", PASSKEYS, {"name": "Laptop", "credential": credential}).status_code == 200
    assert signed_in(second)


@pytest.mark.parametrize("ended", ["cancelled", "expired", "wrong"])
def test_an_ended_invitation_makes_no_account(robin: Browser, ended: str) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        token = invite(robin)
        if ended == "cancelled":
            robin.api("delete", "/pairing/invitations")
        elif ended == "expired":
            clock.shift(timedelta(hours=24))
        else:
            token = "A" * 22
        assert code_of(join(Browser(), token)) == (404, "invitation_not_usable")
    assert User.objects.count() == 1


def test_where_mail_can_be_sent_an_invitation_makes_no_account(robin: Browser, settings: Settings) -> None:
    token = invite(robin)
    settings.MAIL = True
    assert code_of(join(Browser(), token)) == (409, "mail_is_on")


def test_an_invitations_token_is_no_link_into_the_account_that_it_made(robin: Browser) -> None:
    token = invite(robin)
    join(Browser(), token)
    assert code_of(use(Browser(), token)) == (404, "link_not_usable")
    assert code_of(set_up(Browser(), token)) == (404, "link_not_usable")


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
    # By push alone: there is no address.
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


@pytest.fixture
def locked_out(robin: Browser) -> tuple[Browser, User]:
    """Someone who is signed in on one device and has lost the passkey and the codes."""
    person = User.objects.get()
    Authenticator.objects.filter(user=person).delete()
    return robin, person


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
    with pytest.raises(CommandError, match="nobody"):
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
