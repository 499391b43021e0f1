"""Two people use a server without e-mail: set-up link, passkeys, an invitation, a new device and a recovery code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import without_mail
from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack, web_on_sqlite
from tests.services.migrated import MigratedDatabases

pytestmark = pytest.mark.browser

EVENING = dt.datetime(2027, 4, 4, 19, 0, tzinfo=dt.UTC)
SETTINGS = "tests.browser.settings_without_mail"


@pytest.fixture
def server(stack: Stack, tmp_path: Path, migrated: MigratedDatabases) -> Iterator[Stack]:
    """A web server that sends no e-mail, started anew for each test. It uses SQLite and no Redis."""
    stack.clock.set(EVENING)
    with web_on_sqlite(stack, tmp_path, migrated, settings=SETTINGS) as own:
        yield own


@pytest.fixture
def phones(server: Stack, browser: Browser) -> Iterator[list[Phone]]:
    """Four devices: the phones of Wanda and Wim, Wanda's new laptop, and a borrowed device.

    Only Wanda opens several pages of the app, so only her phone has a service worker.
    """
    names = ("Wanda", "Wim", "Laptop", "Borrowed")
    made = [phone(server, browser, name, worker=name == "Wanda") for name in names]
    yield made
    for each in made:
        each.context.close()


def test_two_people_come_in_and_back_without_any_mail(server: Stack, phones: list[Phone]) -> None:
    wanda, wim, laptop, borrowed = phones
    wanda.goto("/sign-in")
    wanda.sees("Use a recovery code")
    assert wanda.page.get_by_text("e-mail", exact=False).count() == 0
    codes = without_mail.make_the_first_account(wanda, server.manage("set_up_link"))
    invitation = without_mail.invite(wanda)
    without_mail.join(wim, invitation)
    without_mail.confirm(wanda, wim)
    without_mail.add_device(wanda, laptop)
    without_mail.recover(borrowed, codes[0])
    wanda.goto("/settings/sign-in")
    expect(wanda.page.get_by_role("listitem").filter(has_text="Signed in on")).to_have_count(3)
    assert wanda.page.get_by_text("e-mail", exact=False).count() == 0
    assert wanda.page.get_by_text("None", exact=False).count() == 0
    for each in phones:
        assert each.violations == []
