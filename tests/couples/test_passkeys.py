"""A person adds, uses, loses and removes passkeys through the real endpoints.

Someone who has a passkey can't sign in with an e-mailed code alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.couples.conftest import Browser, mailed_code, pending
from tests.couples.passkey import Passkey

PASSKEYS = "/account/authenticators/webauthn"


def add_passkey(browser: Browser) -> Passkey:
    passkey = Passkey()
    options = browser.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    credential = passkey.create(options)
    answer = browser.auth("post", PASSKEYS, {"name": "Phone", "credential": credential})
    assert answer.status_code == 200, answer.content
    assert answer.json()["meta"]["recovery_codes_generated"] is True
    return passkey


def options(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()["data"]["request_options"]["publicKey"]
    return found


def test_after_a_passkey_the_code_alone_no_longer_signs_in(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    passkey = add_passkey(browser)

    elsewhere = Browser()
    elsewhere.auth("post", "/auth/code/request", {"email": "robin@example.org"})
    half = elsewhere.auth("post", "/auth/code/confirm", {"code": mailed_code("robin@example.org")})
    assert (half.status_code, pending(half)) == (401, "mfa_authenticate")
    assert elsewhere.api("get", "/me").status_code == 401

    credential = passkey.get(options(elsewhere.auth("get", "/auth/webauthn/authenticate")))
    whole = elsewhere.auth("post", "/auth/webauthn/authenticate", {"credential": credential})
    assert whole.status_code == 200
    assert elsewhere.api("get", "/me").json()["has_passkey"] is True


def test_another_passkey_does_not_open_the_door(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    add_passkey(browser)
    elsewhere = Browser()
    elsewhere.auth("post", "/auth/code/request", {"email": "robin@example.org"})
    elsewhere.auth("post", "/auth/code/confirm", {"code": mailed_code("robin@example.org")})
    asked = options(elsewhere.auth("get", "/auth/webauthn/authenticate"))
    answer = elsewhere.auth("post", "/auth/webauthn/authenticate", {"credential": Passkey().get(asked)})
    assert answer.status_code == 400
    assert elsewhere.api("get", "/me").status_code == 401


def test_the_passkey_alone_signs_in(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    passkey = add_passkey(browser)
    elsewhere = Browser()
    credential = passkey.get(options(elsewhere.auth("get", "/auth/webauthn/login")))
    assert elsewhere.auth("post", "/auth/webauthn/login", {"credential": credential}).status_code == 200
    assert elsewhere.api("get", "/me").json()["email"] == "robin@example.org"


def test_a_recovery_code_stands_in_for_a_lost_passkey_once(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    add_passkey(browser)
    shown = browser.auth("get", "/account/authenticators/recovery-codes")
    assert shown.status_code == 200
    recovery = shown.json()["data"]["unused_codes"][0]
    for expected in (200, 400):
        elsewhere = Browser()
        elsewhere.auth("post", "/auth/code/request", {"email": "robin@example.org"})
        elsewhere.auth("post", "/auth/code/confirm", {"code": mailed_code("robin@example.org")})
        answer = elsewhere.auth("post", "/auth/2fa/authenticate", {"code": recovery})
        assert answer.status_code == expected


def test_recovery_codes_are_sealed_at_rest(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    add_passkey(browser)
    stored = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]
    assert len(stored) > 100
    with pytest.raises(ValueError):
        int(stored, 16)


def test_the_first_passkey_needs_a_fresh_code(browser: Browser) -> None:
    started = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(started, tick=False) as clock:
        browser.sign_in("robin@example.org")
        clock.move_to(started + timedelta(minutes=16))
        refused = browser.auth("get", f"{PASSKEYS}?passwordless")
        assert (refused.status_code, refused.json()["meta"]["is_authenticated"]) == (401, True)
        assert browser.auth("post", PASSKEYS, {"name": "x", "credential": {}}).status_code == 401
        browser.auth("delete", "/auth/session")
        browser.sign_in("robin@example.org")
        add_passkey(browser)


def test_a_passkey_goes_only_with_a_passkey(browser: Browser) -> None:
    started = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(started, tick=False) as clock:
        browser.sign_in("robin@example.org")
        passkey = add_passkey(browser)
        clock.move_to(started + timedelta(minutes=6))
        ids = {"authenticators": [Authenticator.objects.get(type="webauthn").pk]}
        refused = browser.auth("delete", PASSKEYS, ids)
        assert refused.status_code == 401
        assert refused.json()["data"]["flows"][0]["id"] == "mfa_reauthenticate"
        credential = passkey.get(options(browser.auth("get", "/auth/webauthn/reauthenticate")))
        assert (
            browser.auth("post", "/auth/webauthn/reauthenticate", {"credential": credential}).status_code
            == 200
        )
        assert browser.auth("delete", PASSKEYS, ids).status_code == 200
    assert not Authenticator.objects.exists()
    Browser().sign_in("robin@example.org")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Phone \ud83d", "Phone \ufffd"),
        ("\u202eenohP", "enohP"),
        ("Ph\u0007one", "Phone"),
        ("😀" * 100, "😀" * 100),
    ],
    ids=ascii,
)
def test_a_passkey_keeps_a_name_that_can_be_shown(browser: Browser, typed: str, kept: str) -> None:
    browser.sign_in("robin@example.org")
    options = browser.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    added = browser.auth("post", PASSKEYS, {"name": typed, "credential": Passkey().create(options)})
    assert added.status_code == 200, added.content
    [passkey] = browser.api("get", "/me/sign-in").json()["passkeys"]
    assert passkey["name"] == kept
    for name, shown in ((typed, kept), ("Tablet", "Tablet")):
        assert browser.auth("put", PASSKEYS, {"id": passkey["id"], "name": name}).status_code == 200
        assert browser.api("get", "/me/sign-in").json()["passkeys"][0]["name"] == shown


@pytest.mark.parametrize("extra", ["\ud83d", "\x00"], ids=ascii)
def test_a_passkey_that_no_database_can_store_is_refused(browser: Browser, extra: str) -> None:
    browser.sign_in("robin@example.org")
    options = browser.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    credential = {**Passkey().create(options), "note": extra}
    assert browser.auth("post", PASSKEYS, {"name": "Phone", "credential": credential}).status_code == 400
    assert browser.api("get", "/me/sign-in").json()["passkeys"] == []
