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


def _signed_out(stack: Stack, browser: Browser, name: str, *, worker: bool = False) -> Phone:
    """Make the phone of a person who is not signed in. The phone's time zone is that of Madrid."""
    made = phone(stack, browser, name, worker=worker)
    # Leaving the page opens an address on the internet. The test answers that request itself. A route also turns off
    # the HTTP cache, so without a network the phone has only the files that its service worker has cached.
    made.context.route(
        ELSEWHERE + "**",
        lambda route: route.fulfill(body="<h1>An everyday page</h1>", content_type="text/html"),
    )
    return made


@pytest.fixture
def zoe(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """A phone without a service worker."""
    made = _signed_out(stack, browser, "Zoe")
    yield made
    made.context.close()


@pytest.fixture
def zita(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """A phone with a service worker."""
    made = _signed_out(stack, browser, "Zita", worker=True)
    yield made
    made.context.close()


def _open_sign_in(person: Phone) -> None:
    """Open the sign-in page. Wait until the service worker is ready and the app's first requests have ended."""
    person.goto("/sign-in")
    person.await_worker()
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


def test_it_asks_nobody_and_keeps_nothing(zita: Phone) -> None:
    for _ in range(2):  # the second time, the page comes from the service worker's cache
        _open_sign_in(zita)
    before, asked = zita.page.evaluate(_KEPT), _asked(zita)
    zita.tap("Help and safety", role="link")
    zita.sees("You are not to blame")
    expect(zita.page.get_by_label("Country")).to_have_value("ES")
    zita.sees("016")
    zita.page.get_by_label("Country").select_option(label="Austria")
    expect(zita.page.get_by_role("link", name="0800 222 555")).to_have_attribute("href", "tel:0800222555")
    # Neither the title of the tab nor the URL says what the page is about.
    assert zita.page.title() == "Side by Side"
    assert zita.page.url == f"{zita.stack.origin}/more"
    # The phone has requested only files of the app that its service worker has cached.
    files = {
        url.removeprefix(zita.stack.origin).partition("?")[0] for _, urls in before["caches"] for url in urls
    }
    assert set(asked) <= files
    assert zita.page.evaluate(_KEPT) == before
    zita.page.reload()
    expect(zita.page.get_by_label("Country")).to_have_value("ES")


def test_it_opens_signed_out_and_without_a_network(zita: Phone) -> None:
    _open_sign_in(zita)
    zita.context.set_offline(True)
    zita.goto("/more")
    zita.sees("You are not to blame")
    zita.sees("016")


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
