"""A page acts for one person only. When their session ends, the device deletes the data that it stored for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.cast import Cast
from tests.browser.cookies import give_cookies
from tests.browser.inspection import html_without_hashes
from tests.browser.kept import KEPT
from tests.browser.phone import Phone, domain
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

SAVED = "quillbramble"
#: JavaScript that removes `BroadcastChannel`, as in a browser without it.
_WITHOUT_CHANNEL = "delete globalThis.BroadcastChannel"


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Vida", "Juno"})
    yield people
    people.close()


def _kept(page: Page) -> str:
    """Return the data that the browser stores for the app, without the app's own files, as JSON in lower case."""
    kept: dict[str, Any] = page.evaluate(KEPT)
    kept["caches"] = {url: text for url, text in kept["caches"].items() if url.endswith("/person")}
    return json.dumps(kept).lower()


def _sign_in_as(phone: Phone, other: str) -> None:
    """Sign in on this phone as another person, whose name is `other`, with the code from their e-mail."""
    email = f"{other.lower()}@{domain()}"
    before = len(phone.stack.mail.to(email))
    phone.page.get_by_label("Your e-mail address").fill(email)
    phone.tap("Send me a code")
    mine, phone.email = phone.email, email
    phone.page.get_by_label("Code from the e-mail").fill(phone.code(before))
    phone.email = mine


@pytest.mark.parametrize(
    "channel",
    [
        pytest.param(True, id="with a channel"),
        pytest.param(False, id="without one", marks=pytest.mark.long),
    ],
)
def test_signing_out_reaches_every_tab_and_an_old_tab_does_nothing_as_the_next(
    cast: Cast, channel: bool
) -> None:
    names = ("Vida", "Wolf") if channel else ("Xena", "Yves")
    owner, guest = (cast.visitor(name) for name in names)
    for each in (owner, guest):
        if not channel:
            each.context.add_init_script(_WITHOUT_CHANNEL)
        each.sign_in()
        each.introduce()
    old = owner.context.new_page()
    old.goto(f"{owner.stack.origin}/settings/profile")
    expect(old.get_by_label("Your name")).to_have_value(names[0])
    owner.goto("/settings")
    owner.tap("Sign out")
    owner.sees("Your e-mail address")
    expect(old.get_by_label("Your e-mail address")).to_be_visible()
    assert names[0].lower() not in html_without_hashes(old).lower()

    _sign_in_as(owner, names[1])
    owner.sees("Two people, one small ritual")
    # Without a tap, the old tab shows the page of the person who is signed in now.
    expect(old.get_by_text("Two people, one small ritual")).to_be_visible()
    assert owner.api("GET", "/me")["display_name"] == names[1]


def test_what_a_page_sends_for_the_person_before_is_refused_and_the_page_turns_to_the_next(
    cast: Cast,
) -> None:
    zora, abel = cast.newcomer("Zora"), cast.api_user("Abel")
    zora.goto("/settings/profile")
    zora.page.get_by_label("Your name").fill("Written by Zora")
    # Abel's session replaces Zora's without any message to the page.
    give_cookies(zora.context, abel.cookies, zora.stack.origin)
    zora.tap(re.compile("^Save"))
    zora.sees("Two people, one small ritual")
    assert zora.api("GET", "/me")["display_name"] == "Abel"


def _draft(phone: Phone) -> str:
    """Write words in the open check-in, wait until the server has saved them, and go offline.

    Return the check-in's id.
    """
    card = phone.api("GET", "/home")["check_in"]["id"]
    phone.goto(f"/check-in/{card}?p=1")
    box = phone.page.get_by_role("textbox")
    box.fill(SAVED)
    phone.sees("Saved")
    phone.lose_the_net()
    return str(card)


def test_words_that_the_server_has_go_from_a_device_that_was_signed_out_elsewhere(
    cast: Cast, browser: Browser
) -> None:
    first = cast.known("Juno", past="juno_and_kaspar")
    card = _draft(first)
    assert SAVED in _kept(first.page)
    second = browser.new_context(base_url=first.stack.origin)
    give_cookies(
        second, {each["name"]: each["value"] for each in first.context.cookies()}, first.stack.origin
    )
    page = second.new_page()
    page.goto("/settings/sign-in")
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    second.close()

    first.page.reload()
    first.goto(f"/check-in/{card}?p=1")
    expect(first.page.get_by_role("textbox")).to_have_value(SAVED)  # the offline phone doesn't know yet
    first.comes_back_online()
    first.sees("Your e-mail address")
    first.page.wait_for_function(
        "async () => !(await indexedDB.databases()).length || (await new Promise((done) => {"
        " const opening = indexedDB.open('side-by-side'); opening.onsuccess = () => { const all ="
        " opening.result.transaction('drafts').objectStore('drafts').getAll();"
        " all.onsuccess = () => { opening.result.close(); done(all.result.length === 0); }; }; }))"
    )
    kept = _kept(first.page)
    assert [word for word in (SAVED, "juno", "kaspar") if word in kept] == []
    assert card not in kept.replace(f"/check-in/{card}", "")

    # After signing in, the app opens the check-in again, and loads the words from the server.
    _sign_in_as(first, "Juno")
    expect(first.page.get_by_role("textbox")).to_have_value(SAVED)
