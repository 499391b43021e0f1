"""Sign-in limits count neighbouring IP addresses as one network.

So a stranger with many addresses uses up only that network's tries, and can't lock an account's owner out.
The tests use the limits of production.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from couples.sign_in.limits import networks
from project.http.throttles import Ceiling
from tests.couples.conftest import Browser, mailed_code
from tests.couples.test_passkey_only import NOON, recovery_codes, switch
from tests.couples.test_passkeys import add_passkey

ROBIN = "robin@example.org"
ELSEWHERE = "2001:db8:ffff:1::7"


@pytest.fixture(autouse=True)
def limits(db: None, settings: Settings, time_machine: Any) -> None:
    time_machine.move_to(NOON, tick=False)
    settings.ACCOUNT_RATE_LIMITS = settings.SIGN_IN_LIMITS


def at(address: str) -> Browser:
    """Return a new browser with this IP address."""
    browser = Browser()
    browser.defaults["REMOTE_ADDR"] = address
    return browser


def ask(addresses: Iterable[str], email: str = ROBIN) -> int:
    """Request a code for `email` once from each IP address. Return the number of codes sent."""
    answers = [
        at(each).auth("post", "/auth/code/request", {"email": email}).status_code for each in addresses
    ]
    assert set(answers) <= {401, 400}
    return answers.count(401)


def signs_in(browser: Browser) -> bool:
    asked = browser.auth("post", "/auth/code/request", {"email": ROBIN})
    if asked.status_code != 401:
        return False
    confirmed: int = browser.auth("post", "/auth/code/confirm", {"code": mailed_code(ROBIN)}).status_code
    return confirmed == 200


def test_fifteen_tries_from_one_56_are_those_of_one_network() -> None:
    assert ask(f"2001:db8:0:12{n % 5:x}::{n:x}" for n in range(15)) <= 6
    assert signs_in(at(ELSEWHERE))


def test_fifteen_tries_from_one_48_leave_the_owner_a_try() -> None:
    assert ask(f"2001:db8:0:{n:x}00::1" for n in range(15)) <= 8
    assert signs_in(at(ELSEWHERE))


def test_fifteen_tries_from_one_ipv4_24_leave_the_owner_a_try() -> None:
    assert ask(f"203.0.113.{n + 1}" for n in range(15)) <= 8
    assert signs_in(at("198.51.100.7"))


def test_when_all_is_used_up_a_network_that_has_not_tried_has_one_try_and_the_others_none() -> None:
    networks_of_strangers = [f"2001:db8:{n:x}::1" for n in range(4)]
    sent = ask(address for _try in range(9) for address in networks_of_strangers)
    assert sent <= 12
    assert ask(networks_of_strangers) == 0
    assert signs_in(at(ELSEWHERE))
    assert not signs_in(at(ELSEWHERE)), "one, and not one each time"


def test_a_mailbox_is_not_flooded_from_many_networks() -> None:
    assert ask(f"2001:db8:{n:x}::1" for n in range(60)) <= 24


def test_the_reserve_of_one_address_is_not_a_way_to_write_to_many() -> None:
    sent = sum(ask([f"2001:db8:0:1{n % 256:02x}::1"], f"somebody-{n}@example.org") for n in range(30))
    assert sent == 20


@pytest.mark.parametrize("form", ["::ffff:{}", "64:ff9b::{}"])
def test_addresses_of_ipv4_in_the_form_of_ipv6_are_networks_of_their_own(form: str) -> None:
    assert ask([form.format("203.0.113.1")] * 8) <= 6
    assert signs_in(at(form.format("198.51.100.1")))


def test_recovery_codes_are_counted_by_the_same_networks() -> None:
    browser = Browser()
    browser.sign_in(ROBIN)
    add_passkey(browser)
    codes = recovery_codes(browser)
    assert switch(browser, True).status_code == 200

    def recover(address: str, code: str) -> str:
        answer = at(address).auth("post", "/auth/recovery", {"email": ROBIN, "code": code})
        return "in" if answer.status_code == 200 else str(answer.json()["errors"][0]["code"])

    near = [recover(f"2001:db8:0:12{n % 8:x}::1", "0" * 16) for n in range(12)]
    assert near == ["incorrect_code"] * 10 + ["too_many_login_attempts"] * 2
    for network in range(1, 12):
        for _try in range(10):
            recover(f"2001:db8:{network:x}::1", "0" * 16)
    assert recover("2001:db8:1::1", codes[0]) == "too_many_login_attempts"
    assert recover(ELSEWHERE, codes[0]) == "in"


def test_without_being_signed_in_a_network_has_one_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ceiling, "LIMIT", 5)
    path = "/api/v1/notifications/calendar/nobodys.ics"
    answers = [Client().get(path, REMOTE_ADDR=f"2001:db8:0:12{n:x}::1").status_code for n in range(8)]
    assert answers == [404] * 5 + [429] * 3
    assert Client().get(path, REMOTE_ADDR=ELSEWHERE).status_code == 404


@pytest.mark.parametrize(
    ("address", "near", "wide"),
    [
        ("203.0.113.77", "203.0.113.77", "203.0.113.0"),
        ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0"),
        ("::ffff:0:203.0.113.77", "203.0.113.77", "203.0.113.0"),
        ("64:ff9b::203.0.113.77", "203.0.113.77", "203.0.113.0"),
        ("2002:cb00:714d:ab::1", "203.0.113.77", "203.0.113.0"),
        ("2001:0:c000:201:0:ffff:34ff:8eb2", "203.0.113.77", "203.0.113.0"),
        ("2001:db8:aa:bbcc:1:2:3:4", "2001:db8:aa:bb00::", "2001:db8:aa::"),
        ("2001:DB8:AA:BBCC::", "2001:db8:aa:bb00::", "2001:db8:aa::"),
        ("fe80::1%eth0", "fe80::", "fe80::"),
        ("", "", ""),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_the_networks_of_an_address(address: str, near: str, wide: str) -> None:
    assert (networks.near(address), networks.wide(address)) == (near, wide)
