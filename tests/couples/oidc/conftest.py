"""A server with an OpenID Connect provider, which runs as a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.couples.conftest import Browser
from tests.services.provider import RunningProvider, running_provider
from tests.services.provider_process import CLIENT, SECRET


@pytest.fixture(scope="session")
def provider_process() -> Iterator[RunningProvider]:
    """One provider for the whole run."""
    with running_provider() as running:
        yield running


@pytest.fixture
def provider(provider_process: RunningProvider, settings: Settings) -> RunningProvider:
    """The provider that this server is set up for. It knows Robin, by a verified address."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = provider_process.issuer, "Pocket ID"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    provider_process.says(person=ROBIN)
    return provider_process


ROBIN = {"sub": "robin", "email": "Robin@Example.org", "email_verified": True}


def go(browser: Browser, provider: RunningProvider) -> str:
    """Begin to sign in by the provider, sign in there, and return the path to come back to."""
    begun = browser.api("post", "/way-in/provider")
    assert begun.status_code == 200, begun.content
    return provider.visit(begun.json()["location"])


def sign_in(browser: Browser, provider: RunningProvider) -> str:
    """Sign in by the provider, and return where the app leads the browser then."""
    return back(browser, go(browser, provider))


def back(browser: Browser, path: str) -> str:
    """Come back to the app, and return where it leads the browser."""
    answer = browser.get(path)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])
