"""With the setting "passkey only", someone who reads a person's e-mail still can't sign in as this person.

The tests try every way to sign in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client, override_settings
from django.urls import reverse

from couples.models import User
from notifications.models import AccountAlert
from tests.couples import staff
from tests.couples.conftest import Browser, mailed_code, pending
from tests.couples.passkey import Passkey
from tests.couples.test_passkeys import PASSKEYS, add_passkey, options

ROBIN = "robin@example.org"
CODES = "/account/authenticators/recovery-codes"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def recovery_codes(browser: Browser) -> list[str]:
    codes: list[str] = browser.auth("get", CODES).json()["data"]["unused_codes"]
    return codes


def switch(browser: Browser, on: bool) -> Any:
    return browser.api("patch", "/me/sign-in", {"passkey_only": on})


@pytest.fixture
def robin(browser: Browser) -> tuple[Browser, Passkey, list[str]]:
    """Robin's browser, passkey and ten recovery codes. Robin is signed in and has switched "passkey only" on."""
    browser.sign_in(ROBIN)
    passkey, codes = add_passkey(browser), recovery_codes(browser)
    assert switch(browser, True).status_code == 200
    mail.outbox.clear()
    return browser, passkey, codes


Robin = tuple[Browser, Passkey, list[str]]


def test_no_code_is_mailed_and_the_answer_is_as_for_anyone(robin: Robin) -> None:
    answers = []
    for email in (ROBIN, "nobody@example.org"):
        answer = Browser().auth("post", "/auth/code/request", {"email": email})
        answers.append((answer.status_code, answer.json(), sorted(answer.headers)))
    assert answers[0] == answers[1]
    [message] = [message for message in mail.outbox if message.to == [ROBIN]]
    assert isinstance(message, EmailMultiAlternatives)
    for text in (str(message.body), str(message.alternatives[0][0])):
        assert "passkey only" in text
        assert "Robin" not in text
    with pytest.raises(AssertionError):
        mailed_code(ROBIN)


def test_even_the_right_code_lets_no_one_in(robin: Robin) -> None:
    attacker = Browser()
    attacker.auth("post", "/auth/code/request", {"email": ROBIN})
    code = attacker.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"]
    answer = attacker.auth("post", "/auth/code/confirm", {"code": code})
    assert answer.status_code == 409
    assert attacker.api("get", "/me").status_code == 401
    assert pending(attacker.auth("get", "/auth/session")) == ""


def test_a_code_that_was_mailed_before_opens_nothing_after(browser: Browser) -> None:
    browser.sign_in(ROBIN)
    add_passkey(browser)
    recovery_codes(browser)
    attacker = Browser()
    attacker.auth("post", "/auth/code/request", {"email": ROBIN})
    code = mailed_code(ROBIN)
    switch(browser, True)
    assert attacker.auth("post", "/auth/code/confirm", {"code": code}).status_code == 409
    assert attacker.api("get", "/me").status_code == 401


def test_the_passkey_signs_in(robin: Robin) -> None:
    elsewhere = Browser()
    credential = robin[1].get(options(elsewhere.auth("get", "/auth/webauthn/login")))
    assert elsewhere.auth("post", "/auth/webauthn/login", {"credential": credential}).status_code == 200


def test_a_recovery_code_alone_signs_in_once_and_is_told(robin: Robin) -> None:
    code = robin[2][3]
    elsewhere = Browser()
    written = f"{code[:4]} {code[4:8]}-{code[8:]}"
    assert (
        elsewhere.auth("post", "/auth/recovery", {"email": ROBIN.upper(), "code": written}).status_code == 200
    )
    assert elsewhere.api("get", "/me").status_code == 200
    told = set(AccountAlert.objects.filter(channel="push").values_list("change", flat=True))
    assert {"signed_in", "recovery_code_used"} <= told
    again = Browser().auth("post", "/auth/recovery", {"email": ROBIN, "code": code})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (400, "incorrect_code")


def test_after_a_recovery_code_a_new_passkey_can_be_made_and_the_lost_one_removed(robin: Robin) -> None:
    elsewhere = Browser()
    elsewhere.auth("post", "/auth/recovery", {"email": ROBIN, "code": robin[2][0]})
    [lost] = elsewhere.api("get", "/me/sign-in").json()["passkeys"]
    created = Passkey().create(
        elsewhere.auth("get", f"{PASSKEYS}?passwordless").json()["data"]["creation_options"]["publicKey"]
    )
    assert elsewhere.auth("post", PASSKEYS, {"name": "New", "credential": created}).status_code == 200
    assert elsewhere.auth("delete", PASSKEYS, {"authenticators": [lost["id"]]}).status_code == 200
    kept = elsewhere.api("get", "/me/sign-in").json()
    assert [one["name"] for one in kept["passkeys"]] == ["New"]
    assert (kept["passkey_only"], kept["recovery_codes_left"]) == (True, 9)


def test_recovery_alone_is_only_for_passkey_only_and_all_refusals_are_alike(browser: Browser) -> None:
    browser.sign_in(ROBIN)
    add_passkey(browser)
    code = recovery_codes(browser)[0]
    tries = [(ROBIN, code), (ROBIN, "0" * 16), ("nobody@example.org", code)]
    answers = [Browser().auth("post", "/auth/recovery", {"email": e, "code": c}) for e, c in tries]
    assert {(answer.status_code, answer.content) for answer in answers} == {(400, answers[0].content)}
    assert browser.api("get", "/me/sign-in").json()["recovery_codes_left"] == 10


@override_settings(ACCOUNT_RATE_LIMITS={"recovery": "20/h/ip,3/h/key"})
def test_recovery_codes_can_be_tried_a_few_times_an_hour(robin: Robin) -> None:
    for email in (ROBIN, "nobody@example.org"):
        answers = [
            Browser().auth("post", "/auth/recovery", {"email": email, "code": "0" * 16}) for _ in range(4)
        ]
        codes = [answer.json()["errors"][0]["code"] for answer in answers]
        assert codes == ["incorrect_code"] * 3 + ["too_many_login_attempts"]
    right = Browser().auth("post", "/auth/recovery", {"email": ROBIN, "code": robin[2][0]})
    assert right.status_code == 400


def test_recovery_codes_are_too_long_to_guess(robin: Robin) -> None:
    assert {len(code) for code in robin[2]} == {16}


def test_recovery_codes_are_shown_once_and_made_anew_only_with_proof(robin: Robin) -> None:
    browser, passkey, codes = robin
    assert "unused_codes" not in browser.auth("get", CODES).json()["data"]
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(minutes=6)):
        assert browser.auth("post", CODES, {}).status_code == 401
        credential = passkey.get(options(browser.auth("get", "/auth/webauthn/reauthenticate")))
        browser.auth("post", "/auth/webauthn/reauthenticate", {"credential": credential})
        fresh = browser.auth("post", CODES, {}).json()["data"]["unused_codes"]
    assert not set(fresh) & set(codes)


@pytest.mark.parametrize("on", [True, False])
def test_it_is_switched_only_with_the_passkey_just_used(browser: Browser, on: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        browser.sign_in(ROBIN)
        passkey, codes = add_passkey(browser), recovery_codes(browser)
        if not on:
            switch(browser, True)
        clock.shift(timedelta(minutes=6))
        refused = switch(browser, on)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "passkey_again")
        # A recovery code is not enough for this switch, although it is enough for other changes.
        browser.auth("post", "/auth/2fa/reauthenticate", {"code": codes[0]})
        assert switch(browser, on).status_code == 403
        assert User.objects.get().passkey_only is not on
        credential = passkey.get(options(browser.auth("get", "/auth/webauthn/reauthenticate")))
        browser.auth("post", "/auth/webauthn/reauthenticate", {"credential": credential})
        assert switch(browser, on).json()["passkey_only"] is on
    change = "passkey_only_on" if on else "passkey_only_off"
    assert AccountAlert.objects.filter(change=change, channel="email").count() == 1


def test_it_needs_a_passkey_and_codes_that_were_shown(browser: Browser) -> None:
    browser.sign_in(ROBIN)
    assert switch(browser, True).json()["error"]["code"] == "no_passkey"
    add_passkey(browser)
    assert switch(browser, True).json()["error"]["code"] == "no_recovery_codes"
    recovery_codes(browser)
    assert switch(browser, True).status_code == 200


def test_the_last_passkey_stays_while_nothing_else_opens(robin: Robin) -> None:
    ids = {"authenticators": [Authenticator.objects.get(type="webauthn").pk]}
    assert robin[0].auth("delete", PASSKEYS, ids).status_code == 409
    assert Authenticator.objects.filter(type="webauthn").exists()
    switch(robin[0], False)
    assert robin[0].auth("delete", PASSKEYS, ids).status_code == 200
    Browser().sign_in(ROBIN)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/auth/login", {"email": ROBIN, "password": "a long enough password"}),
        ("/auth/password/request", {"email": ROBIN}),
        ("/auth/password/reset", {"key": "x", "password": "a long enough password"}),
        ("/auth/signup", {"email": ROBIN}),
        ("/auth/webauthn/signup", {"email": ROBIN}),
        ("/auth/email/verify", {"key": "x"}),
        ("/auth/code/resend", {}),
        ("/auth/2fa/trust", {"trust": True}),
        ("/auth/provider/token", {}),
        ("/tokens/refresh", {}),
    ],
)
def test_no_other_way_of_the_library_exists(robin: Robin, path: str, body: dict[str, Any]) -> None:
    assert Browser().auth("post", path, body).status_code == 404


@pytest.mark.parametrize(
    "path", ["/_allauth/app/v1/auth/code/request", "/accounts/login/", "/admin/password_reset/"]
)
def test_nor_any_other_door(robin: Robin, path: str) -> None:
    assert Client().post(path, {"email": ROBIN}, "application/json").status_code in {302, 404}
    assert not [message for message in mail.outbox if message.to == [ROBIN]]


def test_who_lost_everything_is_let_in_by_support_and_told(robin: Robin) -> None:
    support = staff.support()
    passkey = Authenticator.objects.get(type="webauthn")
    support.post(reverse("admin:mfa_authenticator_delete", args=[passkey.pk]), {"post": "yes"})
    assert User.objects.get(email=ROBIN).passkey_only is False
    told = AccountAlert.objects.filter(user__email=ROBIN, channel="email").values_list("change", flat=True)
    assert {"passkey_removed", "passkey_only_off"} <= set(told)
    elsewhere = Browser()
    elsewhere.sign_in(ROBIN)
    # Support's removal of the passkey also deleted the recovery codes. Otherwise a new passkey would require one.
    add_passkey(elsewhere)
