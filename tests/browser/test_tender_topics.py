"""Tender prompts are marked on the phone and ask who may see the answer. They disappear when a person opts out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser
#: The folder for pictures, if the environment variable SCREENS names one.
_PICTURES = os.environ.get("SCREENS")
MARK = "A tender topic"


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def _picture(phone: Phone, name: str) -> None:
    if _PICTURES:
        for scheme in ("light", "dark"):
            phone.page.emulate_media(color_scheme=scheme)
            for width, height in ((375, 553), (390, 844)):
                phone.page.set_viewport_size({"width": width, "height": height})
                phone.page.screenshot(
                    path=Path(_PICTURES) / f"{name}-{scheme}-{width}.png", animations="disabled"
                )
        phone.page.emulate_media(color_scheme="light")


def test_a_tender_prompt_asks_who_may_see_it_and_goes_when_it_is_taken_back(cast: Cast) -> None:
    ulla = cast.known("Ulla", past="ulla_and_veit")
    check_in = ulla.api("GET", "/home")["check_in"]["id"]
    prompts = ulla.api("GET", f"/check-ins/{check_in}")["prompts"]
    place = next(number for number, prompt in enumerate(prompts, start=1) if prompt["tender"])
    page = ulla.page
    ulla.goto(f"/check-in/{check_in}?p={place}")
    expect(page.get_by_text(MARK)).to_be_visible()
    for choice in ("Veit and I", "Only for me"):
        expect(page.get_by_role("radio", name=choice)).not_to_be_checked()
    page.get_by_role("radio", name="Some of the time").check(force=True)
    ulla.sees("Until you choose, only you can see it.")
    _picture(ulla, "tender-asked")
    assert not list(problems(ulla))
    page.get_by_role("radio", name="Veit and I").check(force=True)
    ulla.sees("Veit sees this once you both finish.")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/draft" in answer.url):
        page.get_by_role("radio", name="Only for me").check(force=True)
    ulla.goto(f"/check-in/{check_in}?p={place}")
    expect(page.get_by_role("radio", name="Only for me")).to_be_checked()

    ulla.goto("/settings/privacy")
    _picture(ulla, "tender-settings")
    with page.expect_response("**/me/privacy"):
        page.get_by_role("switch", name="Tender topics").click()
    ulla.goto(f"/check-in/{check_in}?p={place}")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(prompts[place - 1]["text"])
    expect(page.get_by_text(MARK)).to_have_count(0)
    ulla.goto(f"/check-in/{check_in}?p=review")
    ulla.sees("Tap any answer to change it. Next to it is who sees it: tap there to change that.")
    for prompt in prompts:
        if prompt["tender"]:
            expect(page.get_by_text(prompt["text"])).to_have_count(0)
