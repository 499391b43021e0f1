"""A server without e-mail, from the set-up link to a couple: passkeys, an invitation, a new device, a recovery code."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack, another_web

pytestmark = pytest.mark.browser

EVENING = dt.datetime(2027, 4, 4, 19, 0, tzinfo=dt.UTC)
SETTINGS = "tests.browser.settings_without_mail"


@pytest.fixture
def server(stack: Stack, tmp_path: Path) -> Iterator[Stack]:
    """A web server of its own, with SQLite and no Redis."""
    stack.clock.set(EVENING)
    environment = {
        **stack.environment,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'side-by-side.sqlite3'}",
        "REDIS_URL": "",
    }
    own = replace(stack, environment=environment)
    own.manage("migrate", "--verbosity", "0")
    with another_web(own, tmp_path, settings=SETTINGS) as origin:
        yield replace(own, origin=origin, environment={**environment, "ORIGIN": origin})


@pytest.fixture
def phones(server: Stack, browser: Browser) -> Iterator[list[Phone]]:
    """Wanda's, Wim's, Wanda's new laptop, and a borrowed one."""
    made = [phone(server, browser, name) for name in ("Wanda", "Wim", "Laptop", "Borrowed")]
    yield made
    for each in made:
        each.context.close()


def test_two_people_come_in_and_back_without_any_mail(server: Stack, phones: list[Phone]) -> None:
    wanda, wim, laptop, borrowed = phones
    wanda.goto("/sign-in")
    wanda.sees("Use a recovery code")
    assert wanda.page.get_by_text("e-mail", exact=False).count() == 0
    codes = _make_the_first_account(server, wanda)
    invitation = _invite(wanda)
    _join(wim, invitation)
    _confirm(wanda, wim)
    _add_device(wanda, laptop)
    _recover(borrowed, codes[0])
    wanda.goto("/settings/sign-in")
    expect(wanda.page.get_by_role("listitem").filter(has_text="Signed in on")).to_have_count(3)
    assert wanda.page.get_by_text("e-mail", exact=False).count() == 0
    assert wanda.page.get_by_text("None", exact=False).count() == 0
    for each in phones:
        assert each.violations == []


def _make_the_first_account(server: Stack, wanda: Phone) -> list[str]:
    link = re.search(r"http\S+#\S+", server.manage("set_up_link"))
    assert link
    wanda.page.goto(link.group(0))
    wanda.page.get_by_label("What should we call you?").fill("Wanda")
    assert "#" not in wanda.page.url
    wanda.tap("Continue")
    wanda.sees("Add your passkey")
    # The tab is closed here, and the link opened again: it continues with the same account.
    wanda.goto("/")
    wanda.sees("You have no passkey yet.")
    wanda.tap("Add a passkey", role="link")
    codes = _add_a_passkey(wanda)
    wanda.sees("Two people, one small ritual")
    assert "do not work any more" in server.manage("set_up_link")
    return codes


def _add_a_passkey(own: Phone) -> list[str]:
    own.tap("Add a passkey")
    own.tap("Copy the codes")
    copied: str = own.page.evaluate("navigator.clipboard.readText()")
    own.tap("I have saved them")
    return copied.split("\n")


def _invite(wanda: Phone) -> str:
    wanda.goto("/pair")
    wanda.tap("Make an invitation")
    wanda.sees("Your invitation")
    wanda.tap("Copy the link")
    return str(wanda.page.evaluate("navigator.clipboard.readText()"))


def _join(wim: Phone, invitation: str) -> None:
    wim.page.goto(invitation)
    wim.page.get_by_label("Your first name").fill("Wim")
    wim.sees("invites you")
    assert wim.page.get_by_label("Your e-mail address").count() == 0
    wim.tap("Join")
    wim.sees("Add your passkey")
    _add_a_passkey(wim)
    wim.sees("Almost there")


def _confirm(wanda: Phone, wim: Phone) -> None:
    wanda.sees("Wim would like to join you.")
    assert wanda.page.get_by_text("Signed in as").count() == 0
    wanda.tap("Yes, link us")
    wanda.sees("You are linked")
    wim.sees("You are linked")


def _add_device(wanda: Phone, laptop: Phone) -> None:
    wanda.goto("/settings/sign-in")
    wanda.tap("Add a device")
    expect(wanda.page.get_by_alt_text("QR code")).to_be_visible()
    wanda.tap("Copy the link")
    laptop.page.goto(str(wanda.page.evaluate("navigator.clipboard.readText()")))
    laptop.sees("Sign in here as Wanda?")
    laptop.tap("Sign in here")
    laptop.sees("You're signed in.")
    laptop.tap("Add a passkey")
    laptop.sees("You and Wim")


def _recover(borrowed: Phone, code: str) -> None:
    borrowed.goto("/")
    borrowed.tap("Use a recovery code")
    borrowed.page.get_by_label("Recovery code").fill(code)
    borrowed.tap("Sign in")
    borrowed.sees("You and Wim")
