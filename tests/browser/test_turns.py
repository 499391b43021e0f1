"""A guided conversation works on one phone without a network, and on two phones that show the same step."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import EVENING, Cast
from tests.browser.phone import Phone
from tests.browser.stack import PATIENCE, Stack
from tests.browser.talking import title, untalked

pytestmark = pytest.mark.browser

#: JavaScript that counts the wake locks, which keep the screen on, in an attribute of the page.
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
    people = Cast(stack, browser, workers={"Alma", "Emil"})
    yield people
    people.close()


def locks(phone: Phone, count: str) -> None:
    """Fail unless the page holds `count` wake locks before the timeout. A wake lock keeps the screen on."""
    expect(phone.page.locator("html")).to_have_attribute("data-locks", count)


def open_topic(phone: Phone, topic: str) -> None:
    """Start the conversation about this topic from the reveal in which the topic came up."""
    came_from = next(
        each["check_in_id"] for each in phone.api("GET", "/talking-points")["results"] if each["id"] == topic
    )
    phone.goto(f"/reveal/{came_from}")
    phone.show_everything()
    phone.page.locator(f'a[href="/talk/{topic}"]').click()
    phone.sees("Who begins?")


def test_on_one_phone_it_goes_on_without_a_network_and_keeps_only_that_they_talked(cast: Cast) -> None:
    alma = cast.known("Alma", past="alma_and_bruno")
    cast.at(EVENING)
    topic = untalked(alma)
    open_topic(alma, topic)
    asked: list[str] = []
    alma.page.on("request", lambda request: asked.append(request.url) if "/turns" in request.url else None)
    alma.lose_the_net()
    alma.page.evaluate(_COUNT_LOCKS)
    alma.tap("Alma begins")
    title(alma, "Alma begins")
    locks(alma, "1")
    first = alma.page.locator("blockquote").inner_text()
    alma.tap("Other words")
    expect(alma.page.locator("blockquote")).not_to_have_text(first)
    chosen = alma.page.locator("blockquote").inner_text()
    alma.tap("Start")
    title(alma, "Alma speaks")
    expect(alma.page.locator("blockquote")).to_have_text(chosen)
    alma.sees("About 5 minutes")

    cast.at(EVENING + dt.timedelta(minutes=2))
    alma.tap("Pause")
    title(alma, "A pause")
    locks(alma, "0")
    cast.at(EVENING + dt.timedelta(minutes=21))
    alma.sees("About a minute")
    cast.at(EVENING + dt.timedelta(minutes=23))
    alma.sees("Twenty minutes have gone by.")
    alma.tap("We are both back")
    alma.sees("About 3 minutes")

    alma.page.reload()
    title(alma, "Alma speaks")
    alma.sees("About 3 minutes")
    kept = alma.page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")
    assert chosen not in kept
    assert topic in kept
    for label in ("Next: what Bruno heard", "Now Bruno speaks", "Next: what Alma heard", "Finish"):
        alma.tap(label)
    title(alma, "Thank you both")
    alma.tap("Mark as talked about")
    alma.sees("It will be saved when you're back online.")
    with alma.page.expect_response(re.compile("/talked$")):
        alma.comes_back_online()
    # The phone deletes its note about the topic after it has read the response.
    until = time.monotonic() + PATIENCE
    while topic in alma.page.evaluate("localStorage['sbs-talked'] ?? ''"):
        assert time.monotonic() < until
    assert alma.api("GET", f"/talking-points/{topic}")["voice"]["talked_on"]
    alma.api("DELETE", f"/talking-points/{topic}/talked")
    assert asked == []
    assert cast.violations() == []


def test_two_phones_keep_step_and_each_goes_on_alone_without_a_network(cast: Cast) -> None:
    nadia, emil = (cast.known(name, past="nadia_and_emil") for name in ("Nadia", "Emil"))
    cast.at(EVENING)
    topic = untalked(nadia)
    for phone in (nadia, emil):
        open_topic(phone, topic)
        phone.page.get_by_role("radio", name="Two phones").check()
    emil.tap("Nadia begins")
    title(nadia, "You begin")
    title(emil, "Nadia begins")
    nadia.tap("Start")
    title(nadia, "You speak")
    title(emil, "Nadia speaks")
    emil.tap("Pause")
    for phone in (nadia, emil):
        title(phone, "A pause")
    cast.at(EVENING + dt.timedelta(minutes=22))
    for phone in (nadia, emil):
        phone.sees("Twenty minutes have gone by.")
    nadia.tap("We are both back")
    title(emil, "Nadia speaks")
    for phone in (nadia, emil):
        phone.sees("About 5 minutes")

    # The server's cache is emptied. Both phones stay at their step, and both show the next one.
    cast.stack.run("from django.core.cache import cache; cache.clear()")
    title(emil, "Nadia speaks")
    nadia.tap("Next: what Emil heard")
    title(emil, "What you heard")

    emil.lose_the_net()
    emil.tap("Now you speak")
    title(emil, "You speak")
    emil.sees("No connection, so your phones may show different steps.")
    title(nadia, "What Emil heard")
    emil.page.reload()
    title(emil, "You speak")
    emil.comes_back_online()
    title(nadia, "Emil speaks")
    expect(emil.page.get_by_text("No connection, so your phones")).to_have_count(0)

    nadia.tap("Stop here")
    for phone in (nadia, emil):
        title(phone, "Thank you both")
    assert cast.violations() == []
