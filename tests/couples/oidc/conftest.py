"""A server with an OpenID Connect provider, which runs as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from pytest_django import Settings

from tests.couples.conftest import Browser
from tests.couples.oidc.provider_process import CLIENT, SECRET, ProviderAnswers


class RunningProvider:
    """The provider, as tests speak to it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.web = requests.Session()

    def says(self, **answers: Any) -> None:
        """Say who signs in at the provider from now on, and what is wrong there."""
        answer = self.web.post(f"{self.issuer}/test/says", json=asdict(ProviderAnswers(**answers)), timeout=5)
        answer.raise_for_status()

    def visit(self, location: str) -> str:
        """Go where the app sends someone, and return the path that the provider sends them back to."""
        answer = self.web.get(location, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="session")
def provider_process() -> Iterator[RunningProvider]:
    """One provider for the whole run."""
    command = [sys.executable, "-m", "tests.couples.oidc.provider_process"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdin
        assert process.stdout
        running = RunningProvider(process.stdout.readline().strip())
        with running.web:
            yield running
        process.stdin.close()


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
