"""What was written or chosen just before a page is closed reaches the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

#: Each character is three bytes in UTF-8. Twelve such notes exceed what a browser sends for a page that is closing.
LONG, LAST = "愛" * 2000, "恋" * 2000


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Wanda", "Xaver"})
    yield people
    people.close()


def kept(phone: Phone, check_in: str) -> Any:
    """Return the answers to this check-in that the server has. This works even after the phone's page was closed."""
    return phone.context.request.get(f"/api/v1/check-ins/{check_in}").json()["answers"]


def test_twelve_long_notes_survive_a_page_that_is_closed(cast: Cast) -> None:
    wanda = cast.known("Wanda", past="wanda_and_xaver")
    check_in = wanda.api("GET", "/home")["check_in"]["id"]
    prompts = wanda.api("GET", f"/check-ins/{check_in}")["prompts"]
    rated = [prompt["id"] for prompt in prompts if prompt["kind"] not in {"appreciation", "wish", "guess"}]
    words = next(prompt["id"] for prompt in prompts if prompt["kind"] == "appreciation")
    note = {"status": "answered", "value": 4, "note": LONG, "sharing": "share"}
    notes = dict.fromkeys(rated, note) | {words: {**note, "value": None}}
    wanda.api("PUT", f"/check-ins/{check_in}/draft", {"base_revision": 0, "answers": notes})
    wanda.goto(f"/check-in/{check_in}")
    field = wanda.page.get_by_role("textbox")
    expect(field).to_have_value(LONG)
    # Replace the page's timers. The timer that saves after an edit must not run before the page is closed.
    wanda.page.clock.install()
    field.fill(LAST)
    # A page that is busy when it is closed has half a second to send its last request.
    wanda.page.evaluate("0")
    wanda.page.close()
    deadline = time.monotonic() + PATIENCE
    while kept(wanda, check_in)[words]["note"] != LAST:
        assert time.monotonic() < deadline, "what was written last never arrived"
        time.sleep(0.05)
    assert all(answer["note"] == LONG for name, answer in kept(wanda, check_in).items() if name != words)


def test_a_change_does_not_wait_for_the_service_worker(cast: Cast) -> None:
    """If it did, a page that closes in the meantime would lose it."""
    xaver = cast.known("Xaver", past="wanda_and_xaver")
    xaver.goto("/settings/reminders")
    xaver.page.wait_for_function("() => navigator.serviceWorker.controller")
    [worker] = xaver.context.service_workers
    worker.evaluate("() => void setTimeout(() => { for (;;); })")
    switch = xaver.page.get_by_role("switch", name="By e-mail", exact=True)
    on = not switch.is_checked()
    switch.click()
    deadline = time.monotonic() + PATIENCE
    while xaver.context.request.get("/api/v1/notifications/preferences").json()["email"] != on:
        assert time.monotonic() < deadline, "the change never arrived"
        time.sleep(0.3)
