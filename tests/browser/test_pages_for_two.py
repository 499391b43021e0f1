"""Pages that two people look at together show no private content of either person, on either phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.stack import Stack, another_web

pytestmark = pytest.mark.browser

#: Each person's private words contain one of these, followed by the kind of the prompt.
CANARIES = ("idacanary", "levincanary")
#: Keys and values with which the server marks a person's private content.
UNTOLD = {
    "sharing": "private",
    "role": "private",
    "helped": "no",
}
_UNFOLD = "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
#: JavaScript that returns the text of the page, with the text that only assistive technology reads.
_WORDS = """
() => document.body.textContent + [...document.querySelectorAll("[aria-label], [title], [alt]")].map((one) =>
  ["aria-label", "title", "alt"].map((name) => one.getAttribute(name)).join(" ")).join(" ")
"""

#: The path of a page, the place ("page" or "answer", which is an API response), and the private word or key there.
Finding = tuple[str, str, str]


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def own_headlines(phone: Phone) -> tuple[str, list[str]]:
    """Return the id of the latest revealed check-in, and the headlines of its private cards for this person."""
    latest = phone.api("GET", "/home")["latest_reveal"]["id"]
    points = phone.api("GET", f"/talking-points?own={latest}")["results"]
    private = [point for point in points if point["role"] == "private"]
    assert private, "somebody without a private card has nothing to be found"
    assert any(point["another_way"] for point in points)
    return latest, [point["headline"] for point in private]


def walk(phone: Phone, origin: str, reveal: str, private: list[str]) -> list[Finding]:
    """Open every page that two people look at together, at the server `origin`. Return all private content found.

    Search the pages and the API's responses to the pages. `reveal` is the id of a revealed check-in. `private` holds
    the headlines of this person's private cards.
    """
    found: list[Finding] = []
    answers: list[Response] = []
    page = phone.context.new_page()
    page.on("response", lambda answer: answers.append(answer))
    for path, words in (
        ("/", "Something just for you"),
        (f"/reveal/{reveal}?step=1", "Step 1 of"),
        (f"/reveal/{reveal}?step=2", "Step 2 of"),
        (f"/reveal/{reveal}?step=9", "See it all on one page"),
        (f"/reveal/{reveal}", "Worth talking about"),
        ("/starters", "Examples, to put in your own words"),
        ("/starters/ours", "For when the moment is right"),
        ("/starters/topics", "What your check-ins have brought up"),
        ("/history", "Past check-ins"),
    ):
        page.goto("about:blank")  # otherwise responses to the page before could still come
        answers.clear()
        page.goto(origin + path)
        expect(page.get_by_text(words).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.evaluate(_UNFOLD)
        shown = page.evaluate(_WORDS)
        place = path.replace(reveal, "…").partition("?")[0]
        found += [
            (place, "page", word)
            for word in (*CANARIES, *private, "Another way to approach it")
            if word in shown
        ]
        bodies = [
            json.loads(each.body()) for each in answers if "/api/v1/" in each.url and each.status == 200
        ]
        assert bodies, path
        text = json.dumps(bodies, ensure_ascii=False)
        found += [(place, "answer", word) for word in (*CANARIES, *private) if word in text]
        found += [(place, "answer", key) for key in untold(bodies)]
    page.close()
    return found


def untold(body: Any) -> Iterator[str]:
    """Yield each key in a JSON body, at any depth, that marks private content, as `"sharing": "private"` does."""
    if isinstance(body, list):
        for each in body:
            yield from untold(each)
    elif isinstance(body, dict):
        for key, value in body.items():
            if (key, value) in UNTOLD.items() or (key == "another_way" and value):
                yield key
            yield from untold(value)


def test_no_page_for_two_holds_what_either_keeps_private(cast: Cast) -> None:
    for name in ("Ida", "Levin"):
        phone = cast.known(name, past="ida_and_levin")
        assert walk(phone, phone.stack.origin, *own_headlines(phone)) == []


# Checks that the test above would find a fault.
@pytest.mark.long
def test_a_page_for_two_that_holds_something_private_is_noticed(cast: Cast, tmp_path: Path) -> None:
    ida = cast.known("Ida", past="ida_and_levin")
    reveal, private = own_headlines(ida)
    with another_web(ida.stack, tmp_path, settings="tests.browser.leaking") as origin:
        found = walk(ida, origin, reveal, private)
    assert {
        ("/", "answer", private[0]),
        ("/reveal/…", "page", CANARIES[0]),
        ("/reveal/…", "answer", "sharing"),
        ("/reveal/…", "answer", "helped"),
        ("/reveal/…", "answer", "another_way"),
        ("/starters/topics", "page", private[0]),
        ("/starters/topics", "answer", "role"),
    } <= set(found)


def test_what_home_has_for_one_alone_comes_on_a_tap_and_goes_when_the_page_is_left(cast: Cast) -> None:
    levin = cast.known("Levin", past="ida_and_levin")
    _reveal, private = own_headlines(levin)
    page = levin.page
    card = page.get_by_text(private[0])
    levin.goto("/")
    levin.sees("Open it when only you can see this screen.")
    expect(card).to_have_count(0)

    def opened() -> None:
        with page.expect_response("**/talking-points?own=*"):
            page.get_by_role("button", name="Open: Something just for you").click()
        expect(card).to_be_visible()

    opened()
    levin.hide()
    expect(card).to_have_count(0)
    levin.show()
    expect(page.get_by_text("Open it when only you can see this screen.")).to_be_visible()
    expect(card).to_have_count(0)

    opened()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)

    opened()
    levin.goto("/history")
    levin.sees("Past check-ins")
    page.go_back()
    levin.sees("Open it when only you can see this screen.")
    expect(card).to_have_count(0)


def test_ones_own_view_of_a_check_in_closes_when_the_app_is_hidden(cast: Cast) -> None:
    ida = cast.known("Ida", past="ida_and_levin")
    reveal, private = own_headlines(ida)
    ida.goto(f"/history/{reveal}")
    ida.tap("Just for you")
    ida.sees(private[0])
    ida.page.get_by_role("button", name="Show:").first.click()
    ida.sees("idacanary")
    ida.hide()
    expect(ida.page.get_by_text(private[0])).to_have_count(0)
    expect(ida.page.get_by_text("idacanary")).to_have_count(0)
    ida.show()
    expect(ida.page.get_by_text(private[0])).to_have_count(0)
    expect(ida.page.get_by_text("idacanary")).to_have_count(0)
