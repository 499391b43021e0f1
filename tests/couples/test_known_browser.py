"""Strangers who know a person's e-mail address can't use up this person's attempts to sign in.

A browser in which the person has signed in before is trusted, and has a separate limit.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as configured
from pytest_django import Settings

from couples.models import User
from couples.sign_in.limits import trusted_browsers
from tests.couples.conftest import Browser, mailed_code
from tests.couples.test_devices import NOON
from tests.couples.test_passkeys import add_passkey
from tests.couples.test_uniform import _at_once

ROBIN, KIT = "robin@example.org", "kit@example.org"
COOKIE = configured.TRUSTED_BROWSER_COOKIE


@pytest.fixture(autouse=True)
def limits(db: None, settings: Settings) -> None:
    """Set rate limits for requesting sign-in codes and for entering recovery codes.

    The limits per e-mail address, per network and per trusted browser are small.
    """
    settings.ACCOUNT_RATE_LIMITS = {
        "request_login_code": "50/m/ip,6/h/key",
        "request_login_code_near": "2/h/key",
        "request_login_code_known": "3/h/key",
        "recovery": "50/h/ip,6/h/key",
        "recovery_near": "2/h/key",
        "recovery_known": "3/h/key",
    }


def from_(place: int) -> Browser:
    """Return a stranger's browser. `place` (0–255) is the last number of its IPv4 address."""
    browser = Browser()
    browser.defaults["REMOTE_ADDR"] = f"203.0.113.{place}"
    return browser


def ask(browser: Browser, email: str = ROBIN) -> int:
    status: int = browser.auth("post", "/auth/code/request", {"email": email}).status_code
    return status


def use_up(email: str = ROBIN) -> None:
    """Use up the attempts to sign in that all untrusted browsers share for this e-mail address."""
    assert [ask(from_(1 + n // 2), email) for n in range(7)] == [401] * 6 + [400]


def robins() -> Browser:
    """Return a signed-out browser that is trusted, because Robin has signed in there before."""
    browser = Browser()
    browser.sign_in(ROBIN)
    browser.auth("delete", "/auth/session")
    return browser


def test_strangers_use_up_their_own_codes_and_not_mine() -> None:
    mine = robins()
    # Robin's first sign-in, in an untrusted browser, used one of the six attempts.
    assert [ask(from_(1 + n // 2)) for n in range(6)] == [401] * 5 + [400]
    mine.sign_in(ROBIN)
    mine.auth("delete", "/auth/session")
    assert [ask(mine) for _ in range(3)] == [401, 401, 400], "mine have an end too: it is my mailbox"
    assert ask(from_(9)) == 400


def test_one_network_can_not_use_up_what_all_have() -> None:
    assert [ask(from_(1)) for _ in range(30)] == [401] * 2 + [400] * 28
    assert ask(from_(2)) == 401


def test_one_network_is_a_whole_ipv6_prefix() -> None:
    def at(address: str) -> int:
        browser = Browser()
        browser.defaults["REMOTE_ADDR"] = address
        return ask(browser)

    assert [at(f"2001:db8:0:1::{n:x}") for n in range(1, 4)] == [401, 401, 400]
    assert at("2001:db8:0:100::1") == 401


def test_whether_an_address_has_an_account_makes_no_difference() -> None:
    User.objects.create_user(ROBIN)
    for email in (ROBIN, "nobody@example.org"):
        use_up(email)


def test_a_browser_is_known_for_the_address_that_it_signed_in_as_and_no_other() -> None:
    mine = robins()
    use_up(KIT)
    assert ask(mine, KIT) == 400
    stranger = from_(9)
    stranger.cookies[COOKIE] = mine.cookies[COOKIE].value.replace(":", ".", 1)
    use_up_rest = [ask(from_(20 + n)) for n in range(6)]
    assert use_up_rest == [401] * 5 + [400]
    assert ask(stranger) == 400


def test_only_who_signs_in_becomes_known() -> None:
    browser = Browser()
    assert ask(browser) == 401
    browser.auth("post", "/auth/code/confirm", {"code": "BBBB-BBBB"})
    assert COOKIE not in browser.cookies
    browser.auth("post", "/auth/code/confirm", {"code": mailed_code(ROBIN)})
    morsel = browser.cookies[COOKIE]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Strict", "/")
    assert morsel["max-age"] == trusted_browsers.TRUSTED_FOR
    assert "robin" not in morsel.value


def test_signing_in_again_and_again_makes_no_new_tries() -> None:
    mine = robins()
    number = mine.cookies[COOKIE].value.split(":")[0]
    for _ in range(3):
        mine.sign_in(ROBIN)
        mine.auth("delete", "/auth/session")
    assert mine.cookies[COOKIE].value.split(":")[0] == number
    assert ask(mine) == 400


def test_a_browser_is_forgotten_after_a_year() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        mine = robins()
        clock.shift(timedelta(seconds=trusted_browsers.TRUSTED_FOR - 7200))
        use_up()
        assert ask(mine) == 401
        clock.shift(timedelta(seconds=7300))
        use_up()
        assert ask(mine) == 400


def test_a_passkey_makes_a_browser_known_too_and_so_does_a_new_address(settings: Settings) -> None:
    browser = Browser()
    browser.sign_in(ROBIN)
    add_passkey(browser)
    browser.api("post", "/me/email", {"email": KIT})
    assert browser.api("post", "/me/email/confirm", {"code": mailed_code(KIT)}).status_code == 200
    browser.auth("delete", "/auth/session")
    use_up_rest = [ask(from_(20 + n), KIT) for n in range(6)]
    assert use_up_rest[-1] == 400
    assert ask(browser, KIT) == 401


def test_erasing_oneself_leaves_nothing_of_it_in_the_browser(browser: Browser) -> None:
    browser.sign_in(ROBIN)
    assert browser.cookies[COOKIE].value
    browser.api("post", "/me/erase", {"confirm": "erase everything"})
    assert browser.cookies[COOKIE].value == ""


def test_strangers_use_up_no_recovery_code_of_mine() -> None:
    def recover(browser: Browser, code: str) -> int:
        status: int = browser.auth("post", "/auth/recovery", {"email": ROBIN, "code": code}).status_code
        return status

    mine = Browser()
    mine.sign_in(ROBIN)
    add_passkey(mine)
    codes = mine.auth("get", "/account/authenticators/recovery-codes").json()["data"]["unused_codes"]
    mine.api("patch", "/me/sign-in", {"passkey_only": True})
    mine.auth("delete", "/auth/session")
    stranger = from_(1)
    for n in range(6):
        assert recover(from_(1 + n // 2), "0" * 16) == 400
    said = stranger.auth("post", "/auth/recovery", {"email": ROBIN, "code": codes[0]}).json()
    assert said["errors"][0]["code"] == "too_many_login_attempts"
    assert recover(mine, codes[0]) == 200


@pytest.mark.django_db(transaction=True)
def test_what_a_known_browser_may_is_counted_across_processes(shared: None) -> None:
    cookie = robins().cookies[COOKIE].value
    tabs = [Browser() for _ in range(12)]
    for tab in tabs:
        tab.cookies[COOKIE] = cookie
    assert Counter(_at_once(12, lambda number: ask(tabs[number]))) == {401: 3, 400: 9}
    strangers = [from_(n) for n in range(12)]
    assert Counter(_at_once(12, lambda number: ask(strangers[number]))) == {401: 5, 400: 7}
