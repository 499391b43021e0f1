"""A person without a partner sees no words or prompts about two people.

After linking, they may begin the first check-in for two with the answers that they gave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from content.catalogue import catalogue
from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

WORDS, NOTE = "You made soup on Monday.", "On the walk, mostly."
#: Phrases about two people, which must not appear while a person is alone.
OF_TWO = re.compile(
    r"\bboth\b|sealed until|the other\b(?! reminders)|your half|one of you|either of you", re.I
)


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def speaks_of_one(phone: Phone) -> None:
    """Fail if the app speaks of two people on this screen, or if the screen has problems such as poor accessibility."""
    text = phone.page.locator("body").inner_text()
    for reason in catalogue().reasons:
        for prompt in catalogue().prompts_for(reason):
            text = text.replace(prompt.text, "")
    assert not OF_TWO.search(text), text
    assert not list(problems(phone))


def review(phone: Phone, prompt: str) -> str:
    """Return the text of the line with this prompt and its answer on the review page.

    Ignore the line with the person's guess at the partner's answer to the prompt.
    """
    row = phone.page.locator("li.review-line").filter(has_text=prompt, has_not_text="Your guess:")
    expect(row).to_have_count(1)
    return row.inner_text()


def test_from_alone_to_two(cast: Cast) -> None:
    odile = cast.newcomer("Odile")
    page = odile.page
    odile.tap("Start on my own")
    odile.sees("Only you will read your answers.")
    speaks_of_one(odile)
    card = odile.api("GET", "/home")["check_in"]
    prompts = odile.api("GET", f"/check-ins/{card['id']}")["prompts"]
    assert (card["prompts"], "guess" in {prompt["kind"] for prompt in prompts}) == (len(prompts), False)

    odile.tap("Begin", role="link")
    page.get_by_role("textbox").fill(WORDS)
    speaks_of_one(odile)
    odile.tap("Next")
    odile.choose("Most of the time")
    speaks_of_one(odile)
    odile.tap("Next")
    odile.choose("All week")
    odile.tap("Add a few words")
    page.get_by_role("textbox").fill(NOTE)
    odile.sees("Saved")
    odile.goto("/")
    odile.sees(f"3 of {len(prompts)} answered")
    speaks_of_one(odile)
    odile.goto(f"/check-in/{card['id']}?p=review")
    odile.sees("Only you can read your answers.")
    speaks_of_one(odile)
    odile.tap("Submit my answers")
    odile.sees("Done for this week")
    speaks_of_one(odile)
    for path, words in (
        ("/", "Only you can read your answers."),
        ("/history", "Past check-ins"),
        (f"/history/{card['id']}", "Your own answers."),
        ("/settings", "Stop answering on your own"),
        ("/settings/schedule", "How often"),
        ("/settings/reminders", "Before it closes"),
        ("/settings/profile", "Your time zone"),
        ("/settings/leave", "Stop now"),
    ):
        odile.goto(path)
        odile.sees(words)
        speaks_of_one(odile)
    odile.api("POST", "/schedule/pause")
    odile.goto("/")
    odile.sees("Only you can read your answers.")
    speaks_of_one(odile)

    henrik = cast.newcomer("Henrik")
    link(cast, odile, henrik)
    linked = odile.api("GET", "/home")["check_in"]
    odile.goto("/")
    odile.tap("Begin", role="link")
    odile.sees("You have answered some of this already")
    odile.sees("Henrik gets nothing until you have reviewed and submitted your answers.")
    assert not list(problems(odile))
    odile.tap("Start from my answers")
    expect(page).to_have_url(re.compile(r"\?p=4$"))
    odile.sees("Saved")
    odile.goto(f"/check-in/{linked['id']}?p=review")
    odile.sees("Sealed until you have both finished")
    words, rated, noted = (review(odile, prompt["text"]) for prompt in prompts[:3])
    assert WORDS in words
    assert "Only for me" in words
    assert "Most of the time" in rated
    assert "Only for me" not in rated
    assert NOTE in noted
    assert "Only for me" in noted
    # A check-in with answers does not offer it again. A person who had no answers from before never gets the offer.
    odile.goto(f"/check-in/{linked['id']}?p=1")
    expect(page.get_by_role("textbox")).to_have_value(WORDS)
    henrik.goto(f"/check-in/{linked['id']}")
    expect(henrik.page.get_by_role("textbox")).to_have_value("")
    assert not cast.violations()


def test_a_fresh_start_stays_fresh(cast: Cast) -> None:
    aurel, bettina = cast.newcomer("Aurel"), cast.newcomer("Bettina")
    for phone in (aurel, bettina):
        phone.tap("Start on my own")
        phone.tap("Begin", role="link")
        phone.page.get_by_role("textbox").fill(WORDS)
        phone.sees("Saved")
    link(cast, aurel, bettina)
    aurel.goto("/")
    aurel.tap("Begin", role="link")
    aurel.tap("Start fresh")
    expect(aurel.page.get_by_role("textbox")).to_have_value("")
    aurel.tap("Later", role="link")
    aurel.tap("Begin", role="link")
    aurel.sees("To begin with")
    expect(aurel.page.get_by_text("You have answered some of this already")).to_have_count(0)
    # One partner's choice changes nothing for the other.
    bettina.goto("/")
    bettina.tap("Begin", role="link")
    bettina.sees("You have answered some of this already")


def link(cast: Cast, first: Phone, second: Phone) -> None:
    """Link the two people as a couple, and open their first check-in."""
    addresses = f"{first.email!r}, {second.email!r}"
    cast.stack.run(f"from tests.browser import past; past.pair({addresses})")
