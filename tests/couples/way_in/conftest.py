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
    """Send no e-mail from this server, as in a home edition without EMAIL_URL."""
    settings.MAIL = False


@pytest.fixture
def robin(browser: Browser) -> Browser:
    """The signed-in browser of the first account, made with a set-up link. The account has a passkey."""
    assert set_up(browser, token_in(run("set_up_link"))).status_code == 200
    add_passkey(browser)
    return browser
