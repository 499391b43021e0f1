"""Every screen of the app in its important states, for tests that inspect, measure or photograph all screens.

Each chapter is a generator that uses the app as people do. At each screen, the chapter yields the screen's name and
the phone that shows it. A test may look at the phone, but must not change its screen.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import expect

from content.catalogue import catalogue
from tests.browser.adjusting import setting
from tests.browser.agreeing import agreeing
from tests.browser.arriving import arriving
from tests.browser.cast import Cast, Screen
from tests.browser.keeping import keeping
from tests.browser.phone import Phone
from tests.browser.talking import talking
from tests.conversations import findings_in, offered_in

_SCALE = ["Not at all", "A little", "Some of the time", "Most of the time", "All week"]
_TO_THE_TOP = "one => scrollBy(0, one.getBoundingClientRect().top - 24)"


def answering(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of one check-in, from the open check-in on the home screen until its reveal."""
    robin, kim = (cast.known(name, past="robin_and_kim") for name in ("Robin", "Kim"))
    robin.goto("/")
    robin.sees("Your check-in is open")
    yield "home, open", robin
    card = robin.api("GET", "/home")["check_in"]["id"]
    prompts = robin.api("GET", f"/check-ins/{card}")["prompts"]
    robin.tap("Begin", role="link")
    yield from _prompts(robin, prompts)
    robin.sees("Saved")
    robin.goto("/")
    robin.sees("You have started")
    yield "home, begun", robin
    robin.goto(f"/check-in/{card}?p=review")
    robin.sees("Sealed until you have both finished")
    yield "review", robin
    robin.api("PATCH", "/me/privacy", {"tell_when_finished": True})
    robin.page.reload()
    robin.sees("Kim will see that you have finished.")
    yield "review, telling", robin
    robin.tap("Don't tell Kim")
    robin.sees("Kim won't see that you have finished.")
    robin.tap("Submit my answers")
    robin.sees("Not yet.")
    yield "waiting", robin
    robin.tap("Give Kim a gentle nudge")
    robin.sees("you won't see that")
    yield "waiting, a nudge", robin
    robin.tap("Send it")
    robin.sees("You have nudged Kim about this check-in.")
    yield "waiting, nudged", robin
    robin.goto("/")
    robin.sees("You have finished")
    robin.sees("You have nudged Kim about this check-in.")
    yield "home, submitted", robin
    answers = {
        prompt["id"]: {"status": "answered", "value": _level(prompt), "note": "", "sharing": "share"}
        for prompt in prompts
        if prompt["kind"] not in {"appreciation", "wish"}
    }
    body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
    kim.api("POST", f"/check-ins/{card}/submit", body)
    robin.goto("/")
    robin.sees("You can both read it now")
    robin.sees("One of you would like to talk about something.")
    yield "home, revealed", robin
    robin.goto(f"/reveal/{card}")
    robin.show_everything()
    robin.sees("You would like to talk about this")
    yield "reveal, a wish", robin


def _prompts(robin: Phone, prompts: list[Any]) -> Iterator[Screen]:
    page = robin.page
    for place, prompt in enumerate(prompts, start=1):
        expect(page).to_have_url(re.compile(rf"\?p={place}$"))
        expect(page.locator("h1")).to_be_visible()
        if prompt["kind"] in {"appreciation", "wish"}:
            if prompt["kind"] == "appreciation":
                page.get_by_role("textbox").fill("You brought tea, and did not ask why I was so quiet.")
            yield f"answer, {prompt['kind']}", robin
        else:
            if place == 2:
                yield "answer, scale", robin
            robin.choose(_SCALE[_level(prompt) - 1])
        if place == 3:
            robin.sees("Saved")
            yield "answer, chosen", robin
        if place == 4:
            robin.tap("Add a few words")
            page.get_by_role("textbox").fill("On Thursday, mostly.")
            page.get_by_role("switch", name=robin.words("Only for me")).check()
            yield "answer, only for me", robin
        if place == 5:
            robin.tap("Add a few words")
            page.get_by_role("textbox").fill("Could we plan the weekend together?")
            page.get_by_role("switch", name=robin.words("Talk about this")).check()
            yield "answer, talk about this", robin
        if prompt["kind"] == "guess":
            yield "answer, guess", robin
        robin.tap(re.compile("^(Next|Review)$"))


def _level(prompt: Any) -> int:
    """Return the value of a good answer to the prompt: 4 ("Most of the time").

    If the prompt asks about something bad, the good answer is 2 ("A little").
    """
    return 2 if catalogue().prompt(prompt["id"]).reverse else 4


def looking(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of the reveal, from its first step to its unfolded details, and of the private card."""
    robin = cast.known("Robin", past="robin_and_kim")
    reveal = _most(robin, _richness)
    robin.goto(f"/reveal/{reveal}?step=0")
    robin.sees("Ready?")
    yield "reveal, ready", robin
    robin.tap("Open it")
    yield from _steps(robin)
    robin.sees("Worth talking about")
    yield "reveal", robin
    heading = robin.page.get_by_role("heading", name=robin.words("Worth talking about"))
    heading.evaluate(_TO_THE_TOP)
    yield "talking point", robin
    why = robin.page.locator("section").filter(has=heading).get_by_text(robin.words("Why this?")).first
    why.click()
    why.evaluate(_TO_THE_TOP)
    yield "why", robin
    robin.page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    yield "reveal, all unfolded", robin
    maya = cast.known("Maya", past="maya_and_jo")
    maya.goto(f"/reveal/{_most(maya, lambda reveal: offered_in(reveal, 'light') is not None)}")
    maya.show_everything()
    maya.sees("A light conversation")
    yield "reveal, light conversation", maya
    maya.goto("/")
    maya.sees("Something just for you")
    yield "home, private card", maya
    maya.tap(re.compile("^Open: Something"))
    maya.sees("Why you see this")
    yield "private card", maya
    maya.goto(f"/history/{maya.api('GET', '/home')['latest_reveal']['id']}")
    maya.tap("Just for you")
    maya.sees("Only you see this")
    yield "past check-in, just for you", maya
    maya.goto(f"/reveal/{uuid.uuid4()}")
    maya.sees("Nothing to see here yet")
    yield "reveal, gone", maya


def _steps(robin: Phone) -> Iterator[Screen]:
    """Yield the screen of each step of the reveal, then open the page that shows the whole reveal."""
    page = robin.page
    number = 1
    while True:
        robin.sees(re.compile(rf"^Step {number} of"))
        yield f"reveal, step {number}", robin
        if page.get_by_role("button", name=robin.words("See it all on one page")).count():
            break
        robin.tap("Next")
        number += 1
    robin.tap("See it all on one page")


def _richness(reveal: Any) -> int:
    """Return how much a reveal has to show: 3 for each finding, and 1 for each person who wrote kind words."""
    kind = [row for row in reveal["answers"] if row["prompt"]["kind"] == "appreciation"]
    said = sum(bool(row[side]["note"]) for row in kind for side in ("mine", "theirs"))
    return 3 * len(findings_in(reveal)) + said


def _most(person: Phone, wanted: Callable[[Any], int]) -> str:
    """Return the id of this person's check-in whose reveal gets the highest number from `wanted`.

    If several reveals get the same number, return the newest check-in.
    """
    past: list[str] = [
        each["id"] for each in person.api("GET", "/history")["check_ins"] if each["state"] == "revealed"
    ]
    return max(past, key=lambda each: wanted(person.api("GET", f"/check-ins/{each}/reveal")))


def reading(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of the starters, the past topics and the history."""
    robin = cast.known("Robin", past="robin_and_kim")
    page = robin.page
    robin.goto("/starters")
    robin.sees("Examples, to put in your own words")
    expect(page.locator("details").nth(20)).to_be_attached()
    yield "starters", robin
    page.locator("details > summary").first.click()
    yield "starters, unfolded", robin
    page.get_by_role("searchbox").fill({"en": "heard", "de": "gehört", "es": "escuch"}[robin.language])
    yield "starters, search", robin
    page.get_by_role("searchbox").fill("zebra")
    robin.sees("Nothing found")
    yield "starters, nothing found", robin
    robin.tap("Our list", role="link")
    robin.sees("For when the moment is right")
    yield "our list", robin
    robin.tap(re.compile("^Undo"))
    robin.tap(re.compile("^We talked about it"))
    page.get_by_role("button", name=robin.words(re.compile("^On our list"))).last.click()
    yield "our list, changed", robin
    page.get_by_role("button", name=robin.words(re.compile("^On our list"))).last.click()
    robin.tap("Past topics", role="link")
    robin.sees("What your check-ins have brought up")
    yield "past topics", robin
    summary = page.locator("details.group > summary").first
    summary.click()
    summary.evaluate(_TO_THE_TOP)
    yield "past topic", robin
    topics = robin.api("GET", "/talking-points")["results"]
    helped = next(topic for topic in topics if topic["voice"]["talked_on"])
    robin.goto(f"/history/{helped['check_in_id']}")
    robin.tap("Just for you")
    page.get_by_role("switch").uncheck()
    page.get_by_role("radio", name=robin.words("Not really")).check()
    robin.sees("Another way to approach it")
    yield "just for you, another way", robin
    page.get_by_role("radio", name=robin.words(re.compile("^Yes$"))).check()
    with page.expect_response(re.compile("/told$")):
        page.get_by_role("switch").check()
    robin.sees("Kim reads:")
    kim = cast.known("Kim", past="robin_and_kim")
    kim.goto("/starters/topics")
    told = next(
        topic for topic in kim.api("GET", "/talking-points")["results"] if topic["id"] == helped["id"]
    )
    kim.page.locator("details.group").filter(has_text=told["headline"]).locator("summary").first.click()
    kim.sees("Robin said that it helped.")
    yield "past topic, told", kim
    newcomer = cast.visitor("Uli")
    newcomer.sign_in()
    newcomer.introduce()
    newcomer.goto("/starters/topics")
    newcomer.sees("No topics yet")
    yield "past topics, none", newcomer
    newcomer.goto("/starters/ours")
    newcomer.sees("Nothing saved yet")
    yield "our list, empty", newcomer
    robin.goto("/history")
    robin.sees("Past check-ins")
    yield "history", robin
    page.locator("ol a").nth(2).click()
    robin.sees("Your own answers.")
    yield "past check-in", robin


CHAPTERS: tuple[Callable[[Cast], Iterator[Screen]], ...] = (
    arriving,
    answering,
    looking,
    reading,
    talking,
    agreeing,
    keeping,
    setting,
)
