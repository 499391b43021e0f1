"""The page for people in an unsafe relationship is two taps away, can be left at once, and leaves no trace.

Neither the phone nor the server keeps a record that the page was opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

ELSEWHERE = "https://www.wikipedia.org/"
_KEPT = """
async () => ({
  local: { ...localStorage }, session: { ...sessionStorage },
  caches: await Promise.all((await caches.keys()).sort().map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({ url }) => url).sort()])),
  databases: (await indexedDB.databases()).map(({ name, version }) => `${name} ${version}`).sort(),
  cookies: document.cookie,
})
"""


@pytest.fixture
def zoe(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """The phone of a person who is not signed in. The phone's time zone is that of Madrid."""
    made = phone(stack, browser, "Zoe", worker=True)
    # Leaving the page opens an address on the internet. The test answers that request itself.
    made.context.route(
        ELSEWHERE + "**",
        lambda route: route.fulfill(body="<h1>An everyday page</h1>", content_type="text/html"),
    )
    yield made
    made.context.close()


def _installed(person: Phone) -> None:
    """Wait until the service worker is ready and the app's first requests have ended."""
    person.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    person.page.wait_for_load_state("networkidle")


def _asked(person: Phone) -> list[str]:
    """Return a list that collects the URLs of all later requests of the phone and its service worker."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.removeprefix(person.stack.origin))

    person.context.on("request", note)
    return asked


def _open(person: Phone) -> None:
    person.goto("/sign-in")
    person.tap("Help and safety", role="link")
    person.sees("You are not to blame")


def test_it_asks_nobody_and_keeps_nothing(zoe: Phone) -> None:
    zoe.goto("/sign-in")
    _installed(zoe)
    zoe.page.reload()
    _installed(zoe)
    before, asked = zoe.page.evaluate(_KEPT), _asked(zoe)
    zoe.tap("Help and safety", role="link")
    zoe.sees("You are not to blame")
    expect(zoe.page.get_by_label("Country")).to_have_value("ES")
    zoe.sees("016")
    zoe.page.get_by_label("Country").select_option(label="Austria")
    expect(zoe.page.get_by_role("link", name="0800 222 555")).to_have_attribute("href", "tel:0800222555")
    # Neither the title of the tab nor the URL says what the page is about.
    assert zoe.page.title() == "Side by Side"
    assert zoe.page.url == f"{zoe.stack.origin}/more"
    # The phone has requested only files of the app that its service worker has cached.
    files = {
        url.removeprefix(zoe.stack.origin).partition("?")[0] for _, urls in before["caches"] for url in urls
    }
    assert set(asked) <= files
    assert zoe.page.evaluate(_KEPT) == before
    zoe.page.reload()
    expect(zoe.page.get_by_label("Country")).to_have_value("ES")


def test_it_opens_signed_out_and_without_a_network(zoe: Phone) -> None:
    zoe.goto("/sign-in")
    _installed(zoe)
    zoe.context.set_offline(True)
    zoe.goto("/more")
    zoe.sees("You are not to blame")
    zoe.sees("016")
    zoe.context.set_offline(False)


@pytest.mark.parametrize("way", ["button", "escape"])
def test_it_is_left_at_once_and_back_does_not_return(zoe: Phone, way: str) -> None:
    _open(zoe)
    page: Any = zoe.page
    if way == "button":
        zoe.tap("Leave this page")
    else:
        for _ in range(2):
            page.keyboard.press("Escape")
        expect(page.get_by_text("You are not to blame")).to_be_visible()
        # The third press is enough, if all three come within some seconds. A busy machine may need three more.
        for _ in range(3):
            page.keyboard.press("Escape")
            page.wait_for_timeout(100)
            if not page.url.startswith(zoe.stack.origin):
                break
    expect(page).to_have_url(ELSEWHERE)
    expect(page.get_by_text("An everyday page")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(f"{zoe.stack.origin}/sign-in")
    expect(page.get_by_text("You are not to blame")).to_have_count(0)
    page.go_forward()
    expect(page).to_have_url(ELSEWHERE)


def test_the_button_stays_in_reach_wherever_one_has_read_to(zoe: Phone) -> None:
    _open(zoe)
    for where in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        zoe.page.evaluate(f"scrollTo(0, {where})")
        expect(zoe.page.get_by_role("button", name="Leave this page")).to_be_in_viewport(ratio=1)
