"""Fixtures for a server that sends no e-mail, and for its first account."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.couples.conftest import Browser
from tests.couples.test_passkeys import add_passkey
from tests.couples.way_in.opening import (
    run,
    set_up,
    token_in,
)


@pytest.fixture(autouse=True)
def no_mail(db: None, settings: Settings) -> None:
    """Let the server send no e-mail, like a home server without the setting EMAIL_URL."""
    settings.MAIL = False


@pytest.fixture
def robin(browser: Browser) -> Browser:
    """Robin's signed-in browser. Robin made the server's first account with a set-up link, and has a passkey."""
    assert set_up(browser, token_in(run("set_up_link"))).status_code == 200
    add_passkey(browser)
    return browser
