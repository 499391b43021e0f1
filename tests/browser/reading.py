"""Read a reveal step by step, and record the page's requests for new data."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.phone import Phone


def on_a_step(phone: Phone, number: int) -> str:
    """Wait until the reveal shows step `number`, with the keyboard focus on its heading. Return the heading's text."""
    phone.sees(re.compile(rf"^Step {number} of \d$"))
    heading = phone.page.locator(".moment h2").first
    expect(heading).to_be_focused()
    return heading.inner_text()


def read_step_by_step(phone: Phone) -> list[str]:
    """Open the reveal, read each step, and end on the page with the whole reveal. Return the headings of the steps."""
    phone.tap("Open it")
    read = [on_a_step(phone, 1)]
    while not phone.page.get_by_role("button", name="See it all on one page").count():
        phone.tap("Next")
        read.append(on_a_step(phone, len(read) + 1))
    phone.tap("See it all on one page")
    expect(phone.page.locator("main.reveal")).to_be_visible()
    return read


def looks(page: Page) -> list[str]:
    """Return a list that collects the URLs of all later requests of the page to `/home`."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if request.url.endswith("/home") else None)
    return urls
