"""Accounts without an e-mail address are created by a set-up link or an invitation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from couples import queries
from couples.models import User, WayInLink
from project.volume import Volume
from tests.couples.conftest import Browser
from tests.couples.passkey import Passkey
from tests.couples.test_passkeys import PASSKEYS, add_passkey, options
from tests.couples.way_in.opening import (
    NOON,
    ZONE,
    code_of,
    invite,
    join,
    run,
    set_up,
    signed_in,
    token_in,
    use,
)


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


def test_at_home_everyone_reads_who_runs_the_server_and_the_operator_reads_you(
    browser: Browser, settings: Settings, tmp_path: Path
) -> None:
    settings.VOLUME, settings.OPERATOR_NAME = Volume(tmp_path), "Robin"
    stranger = browser.api("get", "/me").json()["error"]["operator"]
    assert (stranger["name"], stranger["at_home"]) == ("Robin", True)
    assert stranger["statement"].startswith("Robin runs this server at home.")
    set_up(browser, token_in(run("set_up_link")))
    assert browser.api("get", "/me").json()["operator"]["statement"].startswith("You run this server")
    namesake = User.objects.create_user("other@example.org", display_name="Robin")
    assert queries.me(namesake).operator.statement.startswith("Robin runs this server at home.")


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
    # The browser that opened the link first is signed out, because it may have been someone else's.
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
    """Kim can redeem Robin's invitation only after adding a passkey. Adding it ends the account's other sessions.

    Until then, the invitation link also signs in to Kim's new account, and Robin knows this link.
    """
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
    # Adding a second passkey signs no device out.
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
