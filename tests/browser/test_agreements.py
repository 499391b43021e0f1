"""Two people agree on sentences on two phones, and the next week's check-in asks whether to keep them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.agreeing import WORDS, next_week, suggest
from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

OTHER = "We say good night before anyone falls asleep."


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def submit(phone: Phone, check_in: Any, kept: dict[str, int]) -> None:
    """Submit answers to the six prompts that every check-in asks and to the prompts about agreements.

    `kept` maps the text of an agreement to the answer about the agreement: 5 to keep it, or 1 to let it rest. All
    other answers are 4.
    """
    answers = {
        prompt["id"]: {
            "status": "answered",
            "value": kept.get(prompt["text"], 4),
            "note": "",
            "sharing": "share",
        }
        for prompt in check_in["prompts"]
        if prompt["kind"] in {"anchor", "agreement"}
    }
    revision = phone.api("GET", f"/check-ins/{check_in['id']}")["revision"]
    body = {"submission_id": str(uuid.uuid4()), "base_revision": revision, "answers": answers}
    phone.api("POST", f"/check-ins/{check_in['id']}/submit", body)


def test_two_phones_agree_and_next_week_one_is_kept_and_one_rests(cast: Cast) -> None:
    freja, goran = (cast.known(name, past="freja_and_goran") for name in ("Freja", "Goran"))
    goran.goto("/agreements")
    goran.sees("Nothing agreed yet")
    freja.goto("/agreements")
    suggest(freja, WORDS)
    assert not list(problems(freja))

    # The suggestion appears without a tap. It stands on both phones only after the second yes.
    goran.sees("Freja suggests")
    expect(goran.page.get_by_text("Since")).to_have_count(0)
    assert not list(problems(goran))
    goran.page.get_by_role("button", name=re.compile(f"^Yes: {WORDS}")).click()
    for phone in (freja, goran):
        phone.sees("Since")
    expect(freja.page.get_by_text("You suggested")).to_have_count(0)
    assert freja.api("GET", "/agreements") == goran.api("GET", "/agreements")

    suggest(goran, OTHER)
    freja.page.get_by_role("button", name=re.compile(f"^Yes: {OTHER}")).click()
    freja.sees("Agreed. It stands for both of you now.")
    goran.goto("/")
    goran.sees("What we agreed")

    check_in = next_week(cast, freja)
    places = [place for place, prompt in enumerate(check_in["prompts"], 1) if prompt["kind"] == "agreement"]
    freja.goto(f"/check-in/{check_in['id']}?p={places[0]}")
    freja.sees("Goran never sees this answer.")
    freja.sees(WORDS)
    expect(freja.page.get_by_role("button", name="Add a few words")).to_have_count(0)
    expect(freja.page.get_by_role("switch")).to_have_count(0)
    assert not list(problems(freja))
    freja.choose("Yes, keep it")
    freja.tap("Next")
    freja.sees(OTHER)
    freja.choose("Let it rest")
    freja.tap("Review")
    freja.sees("Only the result is shown: kept or not")
    assert not list(problems(freja))
    freja.tap("Submit my answers")
    freja.sees("Not yet.")

    freja.goto("/agreements")
    freja.sees("Since")
    expect(freja.page.get_by_role("heading", name="Resting")).to_have_count(0)
    submit(goran, check_in, {WORDS: 5, OTHER: 5})
    freja.sees("Resting")
    goran.goto("/agreements")
    for phone in (freja, goran):
        listed = phone.api("GET", "/agreements")
        assert [each["text"] for each in listed["standing"]] == [WORDS]
        assert [each["text"] for each in listed["resting"]] == [OTHER]
    assert not list(problems(goran))
    for phone in (freja, goran):
        phone.goto(f"/reveal/{check_in['id']}")
        phone.show_everything()
        results = phone.page.get_by_role("region", name="What we agreed")
        expect(results.locator("blockquote")).to_have_text([WORDS, OTHER])
        expect(results.locator("p")).to_have_text(
            [
                "You are both keeping this.",
                "This one rests now. You can agree on it again whenever you both like.",
            ]
        )
    assert not list(problems(freja))

    # Each person can end an agreement alone, immediately.
    for phone in (freja, goran):
        phone.goto("/agreements")
        phone.sees(WORDS)
    goran.page.get_by_role("button", name=re.compile(f"^End it: {WORDS}")).click()
    goran.page.get_by_role("button", name=re.compile(f"^Yes, end it: {WORDS}")).click()
    expect(freja.page.get_by_text(WORDS)).to_have_count(0)
    assert not cast.violations()
