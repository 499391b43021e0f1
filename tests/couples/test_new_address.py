"""Changing an account's address requires a recent authentication and a code sent to the new address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.core import mail
from django.test import override_settings

from couples.models import User
from notifications.models import AccountAlert
from tests.couples.conftest import Browser, mailed_code
from tests.couples.test_passkeys import add_passkey, options

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEW = "robin@new.example.org"


def ask(browser: Browser, email: str = NEW) -> Any:
    return browser.api("post", "/me/email", {"email": email})


def confirm(browser: Browser, code: str) -> Any:
    return browser.api("post", "/me/email/confirm", {"code": code})


def test_the_new_address_takes_the_place_of_the_old(browser: Browser, someone: User) -> None:
    browser.sign_in(str(someone.email))
    former, count = someone.email, len(mail.outbox)
    assert ask(browser, NEW.upper()).status_code == 204
    assert User.objects.get().email == former
    changed = confirm(browser, mailed_code(NEW))
    assert changed.json()["email"] == NEW
    assert [message.to for message in mail.outbox[count:]] == [[NEW]]
    assert set(AccountAlert.objects.filter(change="email_changed").values_list("channel", "address")) == {
        ("push", ""),
        ("email", ""),
        ("former_email", former),
    }
    Browser().sign_in(NEW)
    assert User.objects.count() == 1
    Browser().sign_in(str(former))
    assert User.objects.count() == 2, "the former address is anybody's again"


def test_a_phone_that_was_left_open_is_not_enough(browser: Browser, someone: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(str(someone.email))
        clock.shift(timedelta(minutes=16))
        refused = ask(browser)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "sign_in_again")
        assert not [message for message in mail.outbox if message.to == [NEW]]


def test_who_has_a_passkey_is_asked_for_it_both_times(browser: Browser, someone: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(str(someone.email))
        passkey = add_passkey(browser)
        clock.shift(timedelta(minutes=6))
        assert ask(browser).json()["error"]["code"] == "passkey_again"
        credential = passkey.get(options(browser.auth("get", "/auth/webauthn/reauthenticate")))
        browser.auth("post", "/auth/webauthn/reauthenticate", {"credential": credential})
        assert ask(browser).status_code == 204
        clock.shift(timedelta(minutes=6))
        assert confirm(browser, mailed_code(NEW)).status_code == 403


def test_whether_the_address_has_an_account_shows_only_to_who_reads_its_mail(
    browser: Browser, someone: User
) -> None:
    User.objects.create_user(NEW)
    browser.sign_in(str(someone.email))
    answers = [ask(browser, email) for email in (NEW, "nobody@example.org")]
    assert {(one.status_code, one.content, tuple(sorted(one.headers))) for one in answers} == {
        (204, b"", tuple(sorted(answers[0].headers)))
    }
    taken, free = mail.outbox[-2:]
    assert (taken.subject, len(str(taken.body))) == (free.subject, len(str(free.body)))
    ask(browser, NEW)
    refused = confirm(browser, mailed_code(NEW))
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "email_in_use")
    assert User.objects.filter(email=someone.email).exists()
    assert not AccountAlert.objects.filter(change="email_changed").exists()


def test_five_tries_end_it_and_a_code_works_once(browser: Browser, someone: User) -> None:
    browser.sign_in(str(someone.email))
    ask(browser)
    code = mailed_code(NEW)
    for _ in range(5):
        assert confirm(browser, "BBBB-BBBB").json()["error"]["code"] == "incorrect_code"
    assert confirm(browser, code).json()["error"]["code"] == "not_pending"
    ask(browser)
    code = mailed_code(NEW)
    assert confirm(browser, code).status_code == 200
    assert confirm(browser, code).json()["error"]["code"] == "not_pending"


def test_a_code_lives_ten_minutes_and_in_the_browser_that_asked(browser: Browser, someone: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(str(someone.email))
        ask(browser)
        other = Browser()
        other.sign_in(str(someone.email))
        assert confirm(other, mailed_code(NEW)).json()["error"]["code"] == "not_pending"
        clock.shift(timedelta(minutes=10, seconds=1))
        assert confirm(browser, mailed_code(NEW)).json()["error"]["code"] == "not_pending"


@override_settings(ACCOUNT_RATE_LIMITS={"request_login_code": "20/m/ip,2/m/key"})
def test_no_ones_mailbox_is_filled(browser: Browser, someone: User) -> None:
    browser.sign_in(str(someone.email))
    assert [ask(browser).status_code for _ in range(3)] == [204, 204, 429]


def test_without_the_cache_no_code_for_a_new_address_is_tried(browser: Browser, settings: Any) -> None:
    browser.sign_in("ada@example.org")
    assert ask(browser).status_code == 204
    settings.CACHES = {
        "default": {"BACKEND": "project.cache.Cache", "LOCATION": "unix:///nowhere/valkey.sock"}
    }
    refused = confirm(browser, mailed_code(NEW))
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "try_later"
