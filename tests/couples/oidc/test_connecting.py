"""Only the owner can connect an account with a sign-in provider or disconnect it. An alert reports each change."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.db.models import Model
from django.utils import timezone
from pytest_django import Settings

from couples.models import User
from notifications.models import AccountAlert
from project.export.gathering import account
from tests.couples.conftest import Browser
from tests.couples.oidc.conftest import ROBIN, back, sign_in
from tests.couples.test_passkeys import add_passkey
from tests.services.provider import RunningProvider

pytestmark = pytest.mark.django_db


class Page(Browser):
    """A signed-in browser that sends its person's id with each write request, as the app's pages do."""

    def write(self, method: str, path: str, body: Any = None) -> Any:
        """Send a POST, PUT, PATCH or DELETE request to the API, and return the response.

        The request's header `X-Person` contains the id of the signed-in person.
        """
        headers = {"X-CSRFToken": self.cookies["csrftoken"].value, "X-Person": self.person}
        return self.generic(
            method.upper(),
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers=headers,
        )

    @property
    def person(self) -> str:
        """The id of the signed-in person."""
        return str(self.api("get", "/me").json()["id"])

    def begin(self, provider: RunningProvider) -> str:
        """Begin to connect the account, then sign in at the provider.

        Return the path to which the provider redirects.
        """
        begun = self.write("post", "/me/provider")
        assert begun.status_code == 200, begun.content
        return provider.visit(begun.json()["location"])

    def connected(self) -> bool:
        """Return whether the API says that the account is connected with the provider."""
        return bool(self.api("get", "/me/sign-in").json()["provider"]["connected"])


@pytest.fixture
def page(db: None) -> Page:
    """A browser in which Ana has just signed in with an e-mailed code."""
    page = Page()
    page.sign_in("ana@example.org")
    return page


def _changes() -> set[str]:
    return {alert.change for alert in AccountAlert.objects.all()} - {"signed_in"}


def test_after_connecting_the_provider_opens_the_account(page: Page, provider: RunningProvider) -> None:
    assert back(page, page.begin(provider)) == "/settings/sign-in?provider=provider_connected"
    assert page.connected()
    assert _changes() == {"provider_connected"}
    other = Page()
    assert sign_in(other, provider) == "/sign-in"
    assert other.person == page.person
    # The account keeps its own address, not the one from the provider.
    assert User.objects.get().email == "ana@example.org"


def test_after_disconnecting_it_no_longer_does(page: Page, provider: RunningProvider) -> None:
    back(page, page.begin(provider))
    answer = page.write("delete", "/me/provider")
    assert answer.json()["provider"] == {"name": "Pocket ID", "connected": False}
    assert _changes() == {"provider_connected", "provider_disconnected"}
    other = Page()
    sign_in(other, provider)
    assert other.person != page.person


def test_connecting_again_replaces_the_identity(page: Page, provider: RunningProvider) -> None:
    back(page, page.begin(provider))
    provider.says(person={"sub": "ana"})
    back(page, page.begin(provider))
    assert SocialAccount.objects.count() == 1
    provider.says(person=ROBIN)
    other = Page()
    sign_in(other, provider)
    assert other.person != page.person


def test_an_unlocked_phone_is_not_enough_to_connect(page: Page, provider: RunningProvider) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        answer = page.write("post", "/me/provider")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "sign_in_again")
    add_passkey(page)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        answer = page.write("post", "/me/provider")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "passkey_again")


def test_the_proof_must_hold_until_the_person_is_back(page: Page, provider: RunningProvider) -> None:
    path = page.begin(provider)
    session = page.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    assert back(page, path) == "/settings/sign-in?provider=sign_in_again"
    assert not page.connected()


def test_an_identity_opens_one_account(page: Page, provider: RunningProvider) -> None:
    other = Page()
    sign_in(other, provider)
    assert back(page, page.begin(provider)) == "/settings/sign-in?provider=provider_taken"
    assert not page.connected()
    assert other.connected()


def test_a_connection_that_was_begun_by_one_person_is_not_made_for_another(
    page: Page, provider: RunningProvider
) -> None:
    path = page.begin(provider)
    states = page.session["socialaccount_states"]
    other = Page()
    other.sign_in("ben@example.org")
    session = other.session
    session["socialaccount_states"] = states
    session.save()
    assert back(other, path) == "/settings/sign-in?provider=provider_failed"
    assert not SocialAccount.objects.exists()


def test_the_last_way_in_stays(provider: RunningProvider) -> None:
    provider.says(person={"sub": "sam"})
    page = Page()
    sign_in(page, provider)
    answer = page.write("delete", "/me/provider")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "no_passkey")
    add_passkey(page)
    assert page.write("delete", "/me/provider").status_code == 200


def test_passkey_only_keeps_the_connection_but_lets_it_open_nothing(
    page: Page, provider: RunningProvider
) -> None:
    back(page, page.begin(provider))
    User.objects.update(passkey_only=True)
    assert page.connected()
    assert sign_in(Page(), provider) == "/sign-in?provider=provider_refused"


def test_a_new_provider_does_not_open_what_the_former_one_did(
    page: Page, provider: RunningProvider, settings: Settings
) -> None:
    back(page, page.begin(provider))
    settings.OIDC_ISSUER = "https://elsewhere.example.org"
    assert not page.connected()


def test_the_copy_names_the_connection(page: Page, provider: RunningProvider) -> None:
    back(page, page.begin(provider))
    copy = account(User.objects.get(), now=timezone.now())["sign_in_providers"]
    assert [one["issuer"] for one in copy] == [provider.issuer]


def test_erasing_removes_the_connection(page: Page, provider: RunningProvider) -> None:
    back(page, page.begin(provider))
    assert page.write("post", "/me/erase", {"confirm": "erase everything"}).status_code == 204
    assert not SocialAccount.objects.exists()
    other = Page()
    sign_in(other, provider)
    assert other.api("get", "/me").json()["needs_name"]


@pytest.mark.parametrize("model", [SocialAccount, SocialApp, SocialToken])
def test_support_sees_no_connection_and_can_make_none(model: type[Model]) -> None:
    assert not admin.site.is_registered(model)
