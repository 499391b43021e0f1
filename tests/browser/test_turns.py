"""A guided conversation: on one phone without a network, and on two phones that keep step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import EVENING, Cast
from tests.browser.phone import Phone
from tests.browser.stack import Stack
from tests.browser.talking import untalked

pytestmark = pytest.mark.browser

#: Counts the locks that keep the screen on, where a test can wait for them.
_COUNT_LOCKS = """
() => {
  const { dataset } = document.documentElement;
  const count = (by) => (dataset.locks = String(Number(dataset.locks ?? 0) + by));
  const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    const lock = await ask(kind);
    count(1);
    lock.addEventListener("release", () => count(-1));
    return lock;
  };
}
"""


@pytest.fixture
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def title(phone: Phone, words: str) -> None:
    """Fail unless the page's heading says so in time."""
    expect(phone.page.get_by_role("heading", level=1, name=words)).to_be_visible()


def locks(phone: Phone, count: str) -> None:
    """Fail unless so many locks keep the phone's screen on in time."""
    expect(phone.page.locator("html")).to_have_attribute("data-locks", count)


def open_topic(phone: Phone, topic: str) -> None:
    """Open the topic's card in the reveal, and from it the conversation."""
    came_from = next(
        each["check_in_id"] for each in phone.api("GET", "/talking-points")["results"] if each["id"] == topic
    )
    phone.goto(f"/reveal/{came_from}")
    phone.show_everything()
    phone.page.locator(f'a[href="/talk/{topic}"]').click()
    phone.sees("Who begins?")


def test_on_one_phone_it_goes_on_without_a_network_and_keeps_only_that_they_talked(cast: Cast) -> None:
    robin = cast.known("Robin", past="robin_and_kim")
    cast.at(EVENING)
    topic = untalked(robin)
    open_topic(robin, topic)
    asked: list[str] = []
    robin.page.on("request", lambda request: asked.append(request.url) if "/turns" in request.url else None)
    robin.lose_the_net()
    robin.page.evaluate(_COUNT_LOCKS)
    robin.tap("Robin begins")
    title(robin, "Robin begins")
    locks(robin, "1")
    first = robin.page.locator("blockquote").inner_text()
    robin.tap("Other words")
    expect(robin.page.locator("blockquote")).not_to_have_text(first)
    chosen = robin.page.locator("blockquote").inner_text()
    robin.tap("Start")
    title(robin, "Robin speaks")
    expect(robin.page.locator("blockquote")).to_have_text(chosen)
    robin.sees("About 5 minutes")

    cast.at(EVENING + dt.timedelta(minutes=2))
    robin.tap("Pause")
    title(robin, "A pause")
    locks(robin, "0")
    cast.at(EVENING + dt.timedelta(minutes=21))
    robin.sees("About a minute")
    cast.at(EVENING + dt.timedelta(minutes=23))
    robin.sees("Twenty minutes have gone by.")
    robin.tap("We are both back")
    robin.sees("About 3 minutes")

    robin.page.reload()
    title(robin, "Robin speaks")
    robin.sees("About 3 minutes")
    kept = robin.page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")
    assert chosen not in kept
    assert topic in kept
    for label in ("Next: what Kim heard", "Now Kim speaks", "Next: what Robin heard", "Finish"):
        robin.tap(label)
    title(robin, "Thank you both")
    robin.tap("Mark as talked about")
    robin.sees("It will be saved when you're back online.")
    robin.find_the_net()
    with robin.page.expect_response(re.compile("/talked$")):
        robin.page.evaluate("dispatchEvent(new Event('online'))")
    assert topic not in robin.page.evaluate("localStorage['sbs-talked'] ?? ''")
    assert robin.api("GET", f"/talking-points/{topic}")["voice"]["talked_on"]
    robin.api("DELETE", f"/talking-points/{topic}/talked")
    assert asked == []
    assert cast.violations() == []


def test_two_phones_keep_step_and_each_goes_on_alone_without_a_network(cast: Cast) -> None:
    robin, kim = (cast.known(name, past="robin_and_kim") for name in ("Robin", "Kim"))
    cast.at(EVENING)
    topic = untalked(robin)
    for phone in (robin, kim):
        open_topic(phone, topic)
        phone.page.get_by_role("radio", name="Each on our own").check()
    kim.tap("Robin begins")
    title(robin, "You begin")
    title(kim, "Robin begins")
    robin.tap("Start")
    title(robin, "You speak")
    title(kim, "Robin speaks")
    kim.tap("Pause")
    for phone in (robin, kim):
        title(phone, "A pause")
    cast.at(EVENING + dt.timedelta(minutes=22))
    for phone in (robin, kim):
        phone.sees("Twenty minutes have gone by.")
    robin.tap("We are both back")
    title(kim, "Robin speaks")
    for phone in (robin, kim):
        phone.sees("About 5 minutes")

    # The cache is emptied: both stay where they are, and the next step is seen by both.
    cast.stack.run("from django.core.cache import cache; cache.clear()")
    title(kim, "Robin speaks")
    robin.tap("Next: what Kim heard")
    title(kim, "What you heard")

    kim.lose_the_net()
    kim.tap("Now you speak")
    title(kim, "You speak")
    kim.sees("No connection, so your phones may show different steps.")
    title(robin, "What Kim heard")
    kim.page.reload()
    title(kim, "You speak")
    kim.find_the_net()
    kim.page.evaluate("dispatchEvent(new Event('online'))")
    title(robin, "Kim speaks")
    expect(kim.page.get_by_text("No connection, so your phones")).to_have_count(0)

    robin.tap("Stop here")
    for phone in (robin, kim):
        title(phone, "Thank you both")
    assert cast.violations() == []
