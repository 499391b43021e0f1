"""The screens of a guided conversation: a chapter of the screenshot gallery, with helpers for other tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.cast import EVENING, Cast, Screen
from tests.browser.phone import Phone


def talking(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of a guided conversation on one phone: turns, a turn whose time is up, a pause, and the end."""
    robin = cast.known("Robin", past="robin_and_kim")
    robin.goto(f"/talk/{untalked(robin)}")
    robin.sees("Who begins?")
    cast.at(EVENING)
    yield "talk, who begins", robin
    robin.page.get_by_role("radio", name=robin.words("Two phones")).check()
    robin.sees("your phones show the same step")
    yield "talk, each on our own", robin
    robin.page.get_by_role("radio", name=robin.words("One phone")).check()
    robin.tap("Kim begins")
    robin.sees("Begin with these words")
    yield "talk, words", robin
    robin.tap("Start")
    robin.sees("Kim speaks")
    yield "talk, speaking", robin
    cast.at(EVENING + dt.timedelta(minutes=6))
    robin.sees("The time is up")
    yield "talk, time over", robin
    robin.tap("Next: what Robin heard")
    robin.sees("Say it back in your own words")
    yield "talk, heard", robin
    robin.tap("Pause")
    robin.sees("when you both feel calmer")
    yield "talk, pause", robin
    cast.at(EVENING + dt.timedelta(minutes=30))
    robin.sees("Twenty minutes have gone by.")
    yield "talk, pause over", robin
    robin.tap("We are both back")
    robin.tap("Now Robin speaks")
    robin.sees("Say how it is for you.")
    yield "talk, the other way round", robin
    robin.tap("Next: what Kim heard")
    robin.tap("Finish")
    robin.sees("Thank you both")
    yield "talk, close", robin
    robin.tap("Mark as talked about")
    robin.sees("Marked as talked about.")
    yield "talk, marked", robin
    robin.tap("Undo: Mark as talked about")
    robin.sees("Mark as talked about")
    cast.at(EVENING)


def untalked(phone: Phone) -> str:
    """Return the id of the newest topic that the couple has not talked about and that has more than three starters."""
    topics = phone.api("GET", "/talking-points")["results"]
    found: str = next(
        each["id"] for each in topics if len(each["starters"]) > 3 and not each["voice"]["talked_on"]
    )
    return found


def title(phone: Phone, words: str) -> None:
    """Fail unless the page's main heading becomes the English `words`, or their translation, before the timeout."""
    expect(phone.page.get_by_role("heading", level=1, name=phone.words(words))).to_be_visible()
