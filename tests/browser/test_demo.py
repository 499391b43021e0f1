"""Every page of a demo says that it is a demo, and a visitor can be either partner of the demo couple."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import pictures
from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack, web_on_sqlite
from tests.services.migrated import MigratedDatabases

pytestmark = pytest.mark.browser

EVENING = dt.datetime(2027, 4, 4, 19, 0, tzinfo=dt.UTC)
SETTINGS = "tests.browser.settings_demo"


@pytest.fixture
def visitor(stack: Stack, browser: Browser, tmp_path: Path, migrated: MigratedDatabases) -> Iterator[Phone]:
    """The phone of a visitor to a demo server. The server uses SQLite and no Redis."""
    stack.clock.set(EVENING)
    with web_on_sqlite(stack, tmp_path, migrated, settings=SETTINGS) as own:
        made = phone(own, browser, "Passerby")
        yield made
        made.context.close()


def test_every_page_says_what_it_is_and_a_visitor_is_both(visitor: Phone) -> None:
    line = visitor.page.get_by_text("Treat what you write as public. It is gone within an hour.")
    visitor.goto("/")
    expect(line).to_be_visible()
    pictures.take(visitor, "demo, start")
    visitor.tap("Look around as Robin")
    expect(visitor.page.get_by_role("button", name="Be Kim")).to_be_visible()
    pictures.take(visitor, "demo, home")
    for path in ("/", "/settings", "/history", "/safety"):
        visitor.goto(path)
        expect(line).to_be_visible()
    visitor.goto("/settings")
    visitor.sees("When check-ins open")
    pictures.take(visitor, "demo, settings")
    for hidden in ("Sign-in and devices", "Reminders", "My data", "Leave this space", "Sign out"):
        expect(visitor.page.get_by_text(hidden)).to_have_count(0)
    assert visitor.api("GET", "/me")["display_name"] == "Robin"
    visitor.tap("Be Kim")
    expect(visitor.page.get_by_role("button", name="Be Robin")).to_be_visible()
    assert visitor.api("GET", "/me")["display_name"] == "Kim"
    assert visitor.violations == []
