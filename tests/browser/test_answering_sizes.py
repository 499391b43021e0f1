"""Answering works on small phones, in landscape, with large text and in forced colours.

After a check-in is finished, one press of the Back button leaves the check-in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.cast import Cast
from tests.browser.inspection import SCHEMES, show
from tests.browser.phone import PHONE, Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

#: The folder for pictures, if the environment variable SCREENS names one.
_PICTURES = os.environ.get("SCREENS")
SIZES: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 568},
    {"width": 375, "height": 553},
    {"width": 390, "height": 664},
    {"width": 390, "height": 844},
    {"width": 667, "height": 375},
)


def _sizes(*narrow: int) -> list[Any]:
    """Return all screen sizes as test parameters. `make test` uses only the sizes whose width is in `narrow`.

    The other sizes have more room for the content. They are marked as long tests, which `make test` skips.
    """
    return [
        pytest.param(
            size,
            id=f"{size['width']}x{size['height']}",
            marks=[] if size["width"] in narrow else [pytest.mark.long],
        )
        for size in SIZES
    ]


#: JavaScript that sets the text size in per cent, and waits until the fonts have loaded and the layout has followed.
_SET_TEXT_SIZE = """
async (percent) => {
  document.documentElement.style.fontSize = `${percent}%`;
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""
#: JavaScript that returns the labels of the answers that are partly out of sight or covered by something.
_HIDDEN = """
() => [...document.querySelectorAll(".scale-point")].filter((point) => {
  const { top, bottom, left, right } = point.getBoundingClientRect();
  const inside = top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
  return !inside || [top + 3, (top + bottom) / 2, bottom - 3].some((y) =>
    document.elementFromPoint((left + right) / 2, y)?.closest(".scale-point") !== point);
}).map((point) => point.textContent)
"""
#: JavaScript that returns the labels of the answers that are covered even after scrolling to them.
_OUT_OF_REACH = """
() => [...document.querySelectorAll(".scale-point")].filter((point) => {
  point.scrollIntoView({ block: "center" });
  const { top, bottom, left, right } = point.getBoundingClientRect();
  return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest(".scale-point") !== point;
}).map((point) => point.textContent)
"""
#: JavaScript that counts the answers that lie below the top edge of the bar, before any scrolling.
_COVERED = """
() => {
  scrollTo(0, 0);
  const bar = document.querySelector(".step-bar").getBoundingClientRect();
  return [...document.querySelectorAll(".scale-point")]
    .filter((point) => point.getBoundingClientRect().bottom > bar.top + 1).length;
}
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def _opened(cast: Cast) -> tuple[Phone, str, list[Any]]:
    mika = cast.known("Mika", past="mika_and_nils")
    card = mika.api("GET", "/home")["check_in"]["id"]
    return mika, str(card), mika.api("GET", f"/check-ins/{card}")["prompts"]


def _rated(prompts: list[Any]) -> Iterator[int]:
    yield from (
        place for place, prompt in enumerate(prompts, 1) if prompt["kind"] not in {"appreciation", "wish"}
    )


def _walk(phone: Phone, card: str, prompts: list[Any], *, text: int = 100) -> Iterator[int]:
    """Show the prompts of a check-in one after the other. `card` is the check-in's id.

    At each prompt with a rating scale, yield the prompt's number, counted from 1. `text` is the text size in per cent.
    """
    page, rated = phone.page, set(_rated(prompts))
    phone.goto(f"/check-in/{card}?p=1")
    for place in range(1, len(prompts) + 1):
        expect(page.get_by_role("img", name=f"Prompt {place} of {len(prompts)}")).to_be_visible()
        page.evaluate(_SET_TEXT_SIZE, text)
        if place in rated:
            expect(page.get_by_role("radio")).to_have_count(5)
            yield place
        if place < len(prompts):
            phone.tap("Next")


@pytest.mark.parametrize("size", _sizes(320, 375, 667))
def test_all_five_answers_are_in_sight_or_scroll_past_the_bar(cast: Cast, size: ViewportSize) -> None:
    mika, card, prompts = _opened(cast)
    page = mika.page
    page.set_viewport_size(size)
    for place in _walk(mika, card, prompts):
        covered = page.evaluate(_COVERED)
        sticks = page.locator(".step-bar:not(.in-flow)").count() == 1
        assert not (sticks and covered), f"prompt {place}: {covered} answers lie behind the bar"
        if sticks:
            assert page.evaluate(_HIDDEN) == [], f"prompt {place}"
        assert page.evaluate(_OUT_OF_REACH) == [], f"prompt {place}"
    if _PICTURES:
        page.evaluate("scrollTo(0, 0)")
        for scheme in SCHEMES:
            show(mika, scheme)
            name = f"answering {size['width']}x{size['height']} {scheme}.png"
            page.screenshot(path=Path(_PICTURES) / name, scale="css")
    page.set_viewport_size(PHONE)


@pytest.mark.parametrize("size", _sizes(320, 667))
def test_with_text_twice_as_large_every_answer_can_be_scrolled_to(cast: Cast, size: ViewportSize) -> None:
    mika, card, prompts = _opened(cast)
    page = mika.page
    page.set_viewport_size(size)
    for place in _walk(mika, card, prompts, text=200):
        expect(page.locator(".step-bar.in-flow")).to_have_count(1)
        assert page.evaluate(_COVERED) == 0, f"prompt {place}"
        assert page.evaluate(_OUT_OF_REACH) == [], f"prompt {place}"
    if _PICTURES:
        page.evaluate("scrollTo(0, 0)")
        name = f"answering {size['width']}x{size['height']} large text.png"
        page.screenshot(path=Path(_PICTURES) / name, scale="css", full_page=True)
    page.set_viewport_size(PHONE)


def test_forced_colours_show_what_is_chosen_and_what_is_on(cast: Cast) -> None:
    mika, card, prompts = _opened(cast)
    page = mika.page
    mika.goto(f"/check-in/{card}?p={next(_rated(prompts))}")
    page.emulate_media(forced_colors="active")
    point = page.locator(".scale-point").nth(2)
    switch = page.get_by_role("switch")
    skip = page.locator(".status-choice").last
    for thing, control in (
        (point, page.get_by_role("radio").nth(2)),
        (switch, switch),
        (skip, skip),
    ):
        before = thing.screenshot()
        # Use the keyboard: after a tap, the app may show the next prompt by itself.
        control.focus()
        page.keyboard.press("Space")
        page.evaluate("document.activeElement.blur()")
        assert thing.screenshot() != before
    if _PICTURES:
        page.screenshot(path=Path(_PICTURES) / "answering forced colours.png", scale="css")
    page.emulate_media(forced_colors="none")


def test_back_leaves_a_finished_check_in_with_one_press(cast: Cast) -> None:
    nils = cast.known("Nils", past="mika_and_nils")
    page = nils.page
    nils.goto("/settings")
    nils.goto("/")
    nils.tap("Begin", role="link")
    card = nils.api("GET", "/home")["check_in"]["id"]
    prompts = nils.api("GET", f"/check-ins/{card}")["prompts"]
    nils.answer(prompts, lambda _: "Some of the time")
    # Going from the review to one answer and back adds no entry to the browser's history.
    page.locator("a.review-row").nth(2).click()
    nils.tap("Done")
    nils.tap("Submit my answers")
    nils.sees("Not yet.")
    page.go_back()
    expect(page).to_have_url(f"{nils.stack.origin}/")
    page.go_back()
    expect(page).to_have_url(f"{nils.stack.origin}/settings")
