"""Pages on which a person waits for their partner show the partner's actions without a reload.

A hidden page sends no requests, and catches up as soon as it is shown.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from content.catalogue import catalogue
from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

#: The number of requests that the server allows per second (600 per minute).
MOST_A_SECOND = 10
FELT = "anchor.connection.received"


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def submit(phone: Phone, check_in: str, **special: int) -> None:
    """Submit good answers to the check-in. `special` contains exceptions: the value of the answer, by prompt id."""
    prompts = phone.api("GET", f"/check-ins/{check_in}")["prompts"]
    answers: dict[str, Any] = {
        prompt["id"]: {
            "status": "answered",
            "value": special.get(prompt["id"], 2 if catalogue().prompt(prompt["id"]).reverse else 5),
            "note": "",
            "sharing": "share",
        }
        for prompt in prompts
        if prompt["kind"] not in {"appreciation", "wish", "guess"}
    }
    body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
    phone.api("POST", f"/check-ins/{check_in}/submit", body)


def asked(phone: Phone) -> list[str]:
    """Return a list that collects the URLs of all later API requests of the phone."""
    urls: list[str] = []
    phone.page.on("request", lambda request: urls.append(request.url) if "/api/" in request.url else None)
    return urls


def test_a_hidden_page_asks_nothing_and_is_up_to_date_as_soon_as_it_is_shown(cast: Cast) -> None:
    fay, gus = (cast.known(name, past="fay_and_gus") for name in ("Fay", "Gus"))
    check_in = fay.api("GET", "/home")["check_in"]["id"]
    submit(fay, check_in)
    fay.goto(f"/waiting/{check_in}")
    fay.sees("Not yet.")
    # This appears with the last response that the page asks for when it opens.
    expect(fay.page.get_by_role("button", name="Give Gus a gentle nudge")).to_be_visible()
    fay.hide()
    urls = asked(fay)
    submit(gus, check_in)
    gus.goto(f"/reveal/{check_in}")
    gus.sees("Ready?")
    assert urls == []
    expect(fay.page).to_have_url(re.compile("/waiting/"))
    fay.show()
    fay.sees("Ready?")
    expect(fay.page).to_have_url(re.compile(f"/reveal/{check_in}$"))


def test_the_reveal_and_what_the_other_chose_come_without_a_touch(cast: Cast) -> None:
    hal, ines = (cast.known(name, past="hal_and_ines") for name in ("Hal", "Ines"))
    check_in = hal.api("GET", "/home")["check_in"]["id"]
    submit(hal, check_in)
    urls, began = asked(hal), time.monotonic()
    hal.goto(f"/waiting/{check_in}")
    hal.sees("Not yet.")
    submit(ines, check_in, **{FELT: 1})
    hal.show_everything()
    hal.sees("Worth talking about")

    ines.goto(f"/reveal/{check_in}")
    ines.show_everything()
    hal.page.get_by_role("radio", name="Now").first.check()
    hal.sees("Once Ines has chosen")
    expect(ines.page.get_by_role("radio", name="Now").first).not_to_be_checked()
    ines.page.get_by_role("radio", name="Later").first.check()
    for phone in (hal, ines):
        phone.sees("Later, then. It can wait.")
    ines.tap("We talked about it")
    hal.sees("Talked about on")
    hal.goto("/starters/topics")
    hal.page.locator("details.group > summary").first.click()
    hal.sees("Talked about on")
    ines.page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(hal.page.get_by_role("button", name="We talked about it").first).to_be_visible()
    assert 0 < len(urls) < MOST_A_SECOND * (time.monotonic() - began)
