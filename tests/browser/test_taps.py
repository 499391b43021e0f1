"""A weekly check-in takes few taps: an answer leads to the next prompt, which offers to undo that answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


class Finger:
    """A finger that taps buttons, links and answers by their names, and counts its taps."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.taps = 0

    def __call__(self, role: Literal["button", "link", "radio"], name: str | re.Pattern[str]) -> None:
        self.phone.page.get_by_role(role, name=name, exact=isinstance(name, str)).first.click()
        self.taps += 1


def test_a_weekly_check_in_takes_a_tap_for_each_question_and_three_more_at_most(
    cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    yann = cast.known("Yann", past="yann_and_zelda")
    page = yann.page
    check_in = yann.api("GET", "/home")["check_in"]["id"]
    prompts = yann.api("GET", f"/check-ins/{check_in}")["prompts"]
    tap = Finger(yann)

    yann.goto("/")
    tap("link", re.compile("Begin"))
    for place, prompt in enumerate(prompts, start=1):
        expect(page).to_have_url(re.compile(rf"\?p={place}$"))
        if prompt["kind"] == "appreciation":
            tap("button", "Skip")
        elif prompt["kind"] == "wish":
            tap("button", "Nothing this week")
        else:
            tap("radio", "Most of the time")
    expect(page).to_have_url(re.compile("p=review$"))
    yann.sees("Review your answers")
    assert not list(problems(yann))
    tap("button", "Submit my answers")
    yann.sees("Not yet.")
    record_property("counted", f"{tap.taps} taps for {len(prompts)} questions")
    assert tap.taps <= len(prompts) + 3, f"{len(prompts)} questions"


def test_undo_on_the_next_prompt_and_the_lock_in_the_review(cast: Cast) -> None:
    zelda = cast.known("Zelda", past="yann_and_zelda")
    page = zelda.page
    check_in = zelda.api("GET", "/home")["check_in"]["id"]
    prompt = zelda.api("GET", f"/check-ins/{check_in}")["prompts"][1]
    zelda.goto(f"/check-in/{check_in}?p=2")
    tap = Finger(zelda)
    tap("radio", "All week")
    expect(page).to_have_url(re.compile("p=3$"))
    assert not list(problems(zelda))
    tap("button", "Undo")
    expect(page).to_have_url(re.compile("p=2$"))
    expect(page.get_by_role("radio", name="All week")).not_to_be_checked()
    tap("radio", "A little")
    expect(page).to_have_url(re.compile("p=3$"))

    zelda.goto(f"/check-in/{check_in}?p=review")
    lock = page.get_by_role("button", name=f"Change who sees: {prompt['text']}")
    expect(lock).to_have_text("Yann and I")
    with page.expect_response(
        lambda answer: "/draft" in answer.url and '"private"' in (answer.request.post_data or "")
    ):
        lock.click()
    expect(lock).to_have_text("Only for me")
    answer = zelda.api("GET", f"/check-ins/{check_in}")["answers"][prompt["id"]]
    assert (answer["value"], answer["sharing"]) == (2, "private")


def test_the_keyboard_waits_for_next(cast: Cast) -> None:
    zelda = cast.known("Zelda", past="yann_and_zelda")
    page = zelda.page
    check_in = zelda.api("GET", "/home")["check_in"]["id"]
    zelda.goto(f"/check-in/{check_in}?p=4")
    for label in ("Not at all", "A little", "Some of the time"):
        page.get_by_role("radio", name=label).press("ArrowDown")
    expect(page.get_by_role("radio", name="Most of the time")).to_be_checked()
    zelda.sees("Saved")
    expect(page).to_have_url(re.compile("p=4$"))
