"""Fixtures and helpers for signing in with an OpenID Connect provider, which runs in a separate process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.couples.conftest import Browser
from tests.services.provider import RunningProvider, running_provider
from tests.services.provider_process import CLIENT, SECRET


@pytest.fixture(scope="session")
def provider_process() -> Iterator[RunningProvider]:
    """A running OpenID Connect provider, shared by all tests of the run."""
    with running_provider() as running:
        yield running


@pytest.fixture
def provider(provider_process: RunningProvider, settings: Settings) -> RunningProvider:
    """The OpenID Connect provider, entered in the app's settings. Its only user is Robin, with a verified address."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = provider_process.issuer, "Pocket ID"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    provider_process.says(person=ROBIN)
    return provider_process


ROBIN = {"sub": "robin", "email": "Robin@Example.org", "email_verified": True}


def go(browser: Browser, provider: RunningProvider) -> str:
    """Begin to sign in to the app, then sign in at the provider. Return the path to which the provider redirects."""
    begun = browser.api("post", "/way-in/provider")
    assert begun.status_code == 200, begun.content
    return provider.visit(begun.json()["location"])


def sign_in(browser: Browser, provider: RunningProvider) -> str:
    """Sign in with the provider. Return the path to which the app redirects the browser afterwards."""
    return back(browser, go(browser, provider))


def back(browser: Browser, path: str) -> str:
    """Open the `path` to which the provider redirects. Return the path to which the app redirects afterwards."""
    answer = browser.get(path)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])
