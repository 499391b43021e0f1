"""An invited person signs in by an OpenID Connect provider and links with the inviter.

The person's settings then show that the account is connected with the provider.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack, another_web
from tests.services.provider import RunningProvider, running_provider
from tests.services.provider_process import CLIENT, SECRET

pytestmark = pytest.mark.browser

EVENING = dt.datetime(2027, 4, 11, 19, 0, tzinfo=dt.UTC)
#: The folder for pictures, if the environment variable SCREENS names one.
_PICTURES = os.environ.get("SCREENS")


@pytest.fixture
def provider() -> Iterator[RunningProvider]:
    """A running OpenID Connect provider that asks the person for consent. The person is Quinn."""
    with running_provider() as running:
        running.says(person={"sub": "quinn", "email": "quinn@elsewhere.example.org"}, asks=True)
        yield running


@pytest.fixture
def server(stack: Stack, provider: RunningProvider, tmp_path: Path) -> Iterator[Stack]:
    """A second web server of the running app, on which people can sign in by this provider."""
    stack.clock.set(EVENING)
    environment = {
        **stack.environment,
        "OIDC_ISSUER": provider.issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Pocket ID",
    }
    own = replace(stack, environment=environment)
    with another_web(own, tmp_path, settings="tests.browser.settings") as origin:
        yield replace(own, origin=origin)


def _picture(person: Phone, name: str) -> None:
    if _PICTURES:
        for scheme in ("light", "dark"):
            person.page.emulate_media(color_scheme=scheme)
            person.page.screenshot(path=f"{_PICTURES}/{name}-{scheme}.png", full_page=True)


def test_a_guest_signs_in_by_the_provider_and_joins(server: Stack, browser: Browser) -> None:
    quirin, quinn = phone(server, browser, "Quirin"), phone(server, browser, "Quinn", worker=True)
    quirin.sign_in()
    quirin.introduce()
    quirin.goto("/pair")
    quirin.tap("Make an invitation")
    quirin.tap("Copy the link")
    quinn.page.goto(str(quirin.page.evaluate("navigator.clipboard.readText()")))
    quinn.page.get_by_label("Your first name").fill("Quinn")
    quinn.sees("invites you")
    _picture(quinn, "provider-letter")
    # The service worker has to let the provider's redirects through to the server.
    quinn.await_worker()
    quinn.tap("Sign in with Pocket ID")
    quinn.tap("Cancel", role="link")
    quinn.sees("You stopped at Pocket ID")
    assert "?" not in quinn.page.url
    quinn.sees("Your invitation is saved.")
    _picture(quinn, "provider-sign-in")
    quinn.tap("Sign in with Pocket ID")
    quinn.tap("Sign in as Robin", role="link")
    quinn.sees("Almost there")
    quirin.sees("Quinn would like to join you.")
    quirin.tap("Yes, link us")
    quinn.sees("You are linked")
    # Home doesn't offer a passkey, because Quinn can sign in by the provider.
    quinn.goto("/")
    quinn.sees("You and Quirin")
    quinn.page.wait_for_load_state("networkidle")
    assert quinn.page.get_by_text("You have no passkey yet.").count() == 0
    quirin.goto("/settings/sign-in")
    quirin.tap("Connect Pocket ID")
    quirin.tap("Sign in as Robin", role="link")
    quirin.sees("Another account here is connected with your account at Pocket ID.")
    quinn.goto("/settings/sign-in")
    quinn.sees("Pocket ID opens your account.")
    _picture(quinn, "provider-settings")
    quinn.tap("Disconnect Pocket ID")
    quinn.sees("Add a passkey first. Without Pocket ID, you couldn't come back.")
    for each in (quirin, quinn):
        assert each.violations == []
        each.context.close()
