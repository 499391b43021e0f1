"""Signing in with a running OpenID Connect provider: who is let in, and who is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from pytest_django import Settings

from couples import actions
from couples.models import Invitation, User
from notifications.models import AccountAlert
from tests.couples.conftest import Browser, pending
from tests.couples.oidc.conftest import ROBIN, back, go, sign_in
from tests.couples.test_passkeys import add_passkey
from tests.services.ports import free_port
from tests.services.provider import RunningProvider

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _who(browser: Browser) -> Any:
    answer = browser.api("get", "/me")
    return answer.json() if answer.status_code == 200 else None


def test_the_first_sign_in_makes_an_account_with_the_verified_address(
    browser: Browser, provider: RunningProvider
) -> None:
    assert sign_in(browser, provider) == "/sign-in"
    assert _who(browser)["email"] == "robin@example.org"
    assert EmailAddress.objects.get().verified
    kept = SocialAccount.objects.get()
    assert (kept.extra_data, "robin" in kept.uid) == ({"issuer": provider.issuer}, False)
    assert not AccountAlert.objects.exists()


def test_the_next_sign_in_opens_the_same_account_and_its_other_devices_hear_of_it(
    browser: Browser, provider: RunningProvider
) -> None:
    sign_in(browser, provider)
    # If the address changes at the provider, the account keeps its former address.
    provider.says(person={**ROBIN, "email": "else@example.org"})
    other = Browser()
    assert sign_in(other, provider) == "/sign-in"
    assert _who(other)["id"] == _who(browser)["id"]
    assert _who(other)["email"] == "robin@example.org"
    assert {alert.change for alert in AccountAlert.objects.all()} == {"signed_in"}


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_unverified_address_is_no_address(
    browser: Browser, provider: RunningProvider, verified: object
) -> None:
    User.objects.create_user("robin@example.org")
    provider.says(person={**ROBIN, "email_verified": verified})
    assert sign_in(browser, provider) == "/sign-in"
    assert _who(browser)["email"] is None
    assert _who(browser)["by_provider"]


def test_the_address_may_come_from_the_userinfo_endpoint(browser: Browser, provider: RunningProvider) -> None:
    provider.says(person=ROBIN, address_in_token=False)
    sign_in(browser, provider)
    assert _who(browser)["email"] == "robin@example.org"


def test_without_a_userinfo_endpoint_there_is_an_account_without_an_address(
    browser: Browser, provider: RunningProvider
) -> None:
    provider.says(person=ROBIN, address_in_token=False, document={"userinfo_endpoint": None})
    sign_in(browser, provider)
    assert _who(browser)["email"] is None


def test_the_same_address_opens_no_existing_account(browser: Browser, provider: RunningProvider) -> None:
    owner = Browser()
    owner.sign_in("robin@example.org")
    assert sign_in(browser, provider) == "/sign-in?provider=provider_refused"
    assert _who(browser) is None
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_every_refusal_of_an_account_looks_the_same(browser: Browser, provider: RunningProvider) -> None:
    sign_in(browser, provider)
    person = User.objects.get()
    seen = []
    for changed in ({"is_active": False}, {"is_active": True, "passkey_only": True}):
        User.objects.update(**changed)
        stranger = Browser()
        seen.append(sign_in(stranger, provider))
        assert _who(stranger) is None
    SocialAccount.objects.all().delete()
    seen.append(sign_in(Browser(), provider))
    assert set(seen) == {"/sign-in?provider=provider_refused"}
    assert User.objects.get() == person


def test_a_passkey_is_asked_for_after_the_provider(browser: Browser, provider: RunningProvider) -> None:
    sign_in(browser, provider)
    # A person who has just created the account can add a passkey without another sign-in.
    passkey = add_passkey(browser)
    other = Browser()
    assert sign_in(other, provider) == "/sign-in?provider=passkey_pending"
    assert _who(other) is None
    options = other.auth("get", "/auth/webauthn/authenticate").json()["data"]["request_options"]["publicKey"]
    answer = other.auth("post", "/auth/webauthn/authenticate", {"credential": passkey.get(options)})
    assert answer.status_code == 200
    assert _who(other)["id"] == _who(browser)["id"]


def test_an_account_without_an_address_and_with_a_passkey_is_not_opened_by_the_provider_alone(
    browser: Browser, provider: RunningProvider
) -> None:
    provider.says(person={"sub": "sam"})
    sign_in(browser, provider)
    add_passkey(browser)
    assert not _who(browser)["by_provider"]
    other = Browser()
    assert sign_in(other, provider) == "/sign-in?provider=passkey_pending"
    assert _who(other) is None
    assert pending(other.auth("get", "/auth/session")) == "mfa_authenticate"


def test_a_later_sign_in_by_the_provider_is_no_proof_for_a_first_passkey(
    browser: Browser, provider: RunningProvider
) -> None:
    sign_in(browser, provider)
    other = Browser()
    sign_in(other, provider)
    answer = other.auth("get", "/account/authenticators/webauthn?passwordless")
    assert (answer.status_code, answer.json()["data"]["flows"]) == (401, [])


def test_someone_without_an_address_joins_by_an_invitation(
    browser: Browser, provider: RunningProvider
) -> None:
    inviter = User.objects.create_user("ana@example.org", display_name="Ana")
    invitation = actions.create_invitation(inviter, now=timezone.now())
    provider.says(person={"sub": "sam"})
    sign_in(browser, provider)
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value, "X-Person": _who(browser)["id"]}
    answer = browser.post(
        "/api/v1/pairing/redeem",
        {"code": invitation.secrets.code},
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code == 200
    assert Invitation.objects.get().redeemed_by == User.objects.get(email=None)


def test_a_callback_counts_once(browser: Browser, provider: RunningProvider) -> None:
    path = go(browser, provider)
    assert back(browser, path) == "/sign-in"
    browser.auth("delete", "/auth/session")
    assert back(browser, path) == "/sign-in?provider=provider_failed"
    assert _who(browser) is None


def test_a_callback_counts_once_even_if_the_session_comes_back(
    browser: Browser, provider: RunningProvider
) -> None:
    path = go(browser, provider)
    begun = browser.session["socialaccount_states"]
    back(browser, path)
    browser.auth("delete", "/auth/session")
    go(browser, provider)
    session = browser.session
    session["socialaccount_states"] = begun
    session.save()
    assert back(browser, path) == "/sign-in?provider=provider_failed"


def test_a_callback_of_another_browser_opens_nothing(browser: Browser, provider: RunningProvider) -> None:
    # Otherwise an attacker could sign a victim in to the attacker's account, and read what the victim writes there.
    path = go(browser, provider)
    victim = Browser()
    go(victim, provider)
    assert back(victim, path) == "/sign-in?provider=provider_failed"
    assert _who(victim) is None


def test_a_callback_that_comes_too_late_opens_nothing(browser: Browser, provider: RunningProvider) -> None:
    path = go(browser, provider)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert back(browser, path) == "/sign-in?provider=provider_failed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": {"iss": "https://elsewhere.example.org"}},
        {"token": {"aud": "another-client"}},
        {"token": {"aud": ["side-by-side", "another-client"], "azp": "another-client"}},
        {"token": {"aud": ["side-by-side", "another-client"]}},
        {"token": {"nonce": "of-another-sign-in"}},
        {"token": {"nonce": None}},
        {"token": {"exp": 1}},
        {"token": {"exp": None}},
        {"token": {"iat": None}},
        {"token": {"sub": None}},
        {"token": {"sub": ""}},
        {"signed_with": "another"},
        {"signed_with": "secret"},
        {"userinfo": {"sub": "sam"}, "address_in_token": False},
    ],
    ids=str,
)
def test_a_token_that_is_not_ours_opens_nothing(
    browser: Browser, provider: RunningProvider, wrong: dict[str, Any]
) -> None:
    provider.says(person=ROBIN, **wrong)
    assert sign_in(browser, provider) == "/sign-in?provider=provider_failed"
    assert not User.objects.exists()


def test_an_answer_for_another_issuer_opens_nothing(browser: Browser, provider: RunningProvider) -> None:
    path = go(browser, provider).replace("iss=", "iss=https%3A%2F%2Felsewhere.example.org&was=")
    assert back(browser, path) == "/sign-in?provider=provider_failed"


def test_a_provider_with_another_issuer_is_not_used(browser: Browser, provider: RunningProvider) -> None:
    provider.says(document={"issuer": "https://elsewhere.example.org"})
    answer = browser.api("post", "/way-in/provider")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "provider_away")


def test_a_wrong_client_secret_opens_nothing(
    browser: Browser, provider: RunningProvider, settings: Settings
) -> None:
    settings.OIDC_CLIENT_SECRET = "an-earlier-one"
    assert sign_in(browser, provider) == "/sign-in?provider=provider_failed"


def test_someone_who_stops_at_the_provider_is_back_at_the_sign_in_page(
    browser: Browser, provider: RunningProvider
) -> None:
    provider.says(denies=True)
    assert sign_in(browser, provider) == "/sign-in?provider=provider_cancelled"


def test_without_a_provider_the_sign_in_page_says_to_try_later(
    browser: Browser, provider: RunningProvider, settings: Settings
) -> None:
    settings.OIDC_ISSUER = f"http://127.0.0.1:{free_port()}"
    answer = browser.api("post", "/way-in/provider")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "provider_away")


@pytest.mark.parametrize("path", ["/token", "/keys", "/.well-known/openid-configuration"])
def test_a_provider_that_goes_away_meanwhile_opens_nothing(
    browser: Browser, provider: RunningProvider, path: str
) -> None:
    returning = go(browser, provider)
    provider.says(person=ROBIN, away=[path])
    assert back(browser, returning) == "/sign-in?provider=provider_away"
    assert not User.objects.exists()


def test_someone_who_signed_in_meanwhile_stays_who_they_are(
    browser: Browser, provider: RunningProvider
) -> None:
    path = go(browser, provider)
    browser.sign_in("ana@example.org")
    assert back(browser, path) == "/sign-in?provider=provider_failed"
    assert _who(browser)["email"] == "ana@example.org"


def test_someone_who_is_signed_in_can_not_begin(browser: Browser, provider: RunningProvider) -> None:
    browser.sign_in("ana@example.org")
    me = _who(browser)["id"]
    answer = browser.generic(
        "POST",
        "/api/v1/way-in/provider",
        headers={"X-CSRFToken": browser.cookies["csrftoken"].value, "X-Person": me},
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "signed_in")


def test_without_a_provider_in_the_settings_there_is_nothing_to_see(browser: Browser) -> None:
    assert browser.api("post", "/way-in/provider").status_code == 404
    assert browser.get("/_allauth/oidc/callback?state=x&code=y").status_code == 404
    assert "provider" not in browser.api("get", "/me").json()["error"]
    browser.sign_in("ana@example.org")
    assert browser.api("get", "/me/sign-in").json()["provider"] is None


def test_a_signed_out_page_learns_the_providers_name(browser: Browser, provider: RunningProvider) -> None:
    assert browser.api("get", "/me").json()["error"]["provider"] == "Pocket ID"
