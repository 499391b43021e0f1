"""An iPhone or iPad shows reminders only if the app is on the Home Screen. Pictures explain how to put it there.

Other devices don't need the pictures, and don't show them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

_WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {_WEBKIT} Mobile/15E148 Safari/604.1"
#: The user agent of an iPad is that of a Mac.
IPAD = MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_WEBKIT} Safari/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"
#: Sets `navigator.standalone`, by which Safari says that the page was opened from the Home Screen.
_STANDALONE = """
Object.defineProperty(navigator, "standalone", { get: () => localStorage.getItem("browser.installed") === "True" })
"""
STEPS = ["Tap Share in Safari.", "Choose “Add to Home Screen”.", "Open the app from there."]


@pytest.fixture(scope="module")
def waiting(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """The phone of a person who submitted before their partner. The app offers this person a reminder of the reveal."""
    cast = Cast(stack, browser, workers={"Vera"})
    vera = cast.known("Vera", past="vera_and_wim")
    check_in = vera.api("GET", "/home")["check_in"]["id"]
    answers = {
        "anchor.connection.received": {"status": "answered", "value": 4, "note": "", "sharing": "share"},
    }
    body = {"submission_id": check_in, "base_revision": 0, "answers": answers}
    vera.api("POST", f"/check-ins/{check_in}/submit", body)
    vera.context.add_init_script(_STANDALONE)
    vera.goto(f"/waiting/{check_in}")
    yield vera
    assert cast.violations() == []
    cast.close()


def _show_in(phone: Phone, agent: str, *, fingers: int = 5, installed: bool = False) -> None:
    """Reload the page as if in another browser, whose user agent is `agent`.

    `fingers` is the number of touch points that the browser reports. `installed` says whether the app was opened from
    the Home Screen of an iPhone or iPad.
    """
    phone.devtools.send("Network.setUserAgentOverride", {"userAgent": agent})
    phone.devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": fingers})
    phone.page.evaluate("(installed) => localStorage.setItem('browser.installed', installed)", str(installed))
    phone.page.reload()
    phone.sees("Shall we tell you when you can both read it?")


@pytest.mark.parametrize("agent", [IPHONE, IPAD], ids=["iPhone", "iPad"])
def test_safari_shows_three_pictures_each_with_its_words(waiting: Phone, agent: str) -> None:
    _show_in(waiting, agent)
    steps = waiting.page.locator(".install-steps > li")
    expect(steps).to_have_text(STEPS)
    pictures = steps.locator("svg.install-picture")
    expect(pictures).to_have_count(3)
    boxes = [picture.bounding_box() for picture in pictures.all()]
    assert all(box and box["width"] >= 48 and box["height"] >= 28 for box in boxes)
    assert len({picture.inner_html() for picture in pictures.all()}) == 3, "three different ones"
    # The app is not installed, so push can't be turned on yet. E-mail works.
    expect(waiting.page.get_by_role("button", name="Yes, tell me")).to_have_count(0)
    expect(waiting.page.get_by_role("button", name="Tell me by e-mail")).to_be_visible()
    assert list(problems(waiting)) == []


@pytest.mark.parametrize(
    ("agent", "fingers", "installed"),
    [(IPHONE, 5, True), (IPAD, 5, True), (ANDROID, 5, False), (MAC, 1, False)],
    ids=["iPhone, installed", "iPad, installed", "Android", "Mac"],
)
def test_elsewhere_there_is_none_and_one_tap_is_enough(
    waiting: Phone, agent: str, fingers: int, installed: bool
) -> None:
    _show_in(waiting, agent, fingers=fingers, installed=installed)
    expect(waiting.page.get_by_role("button", name="Yes, tell me")).to_be_visible()
    expect(waiting.page.locator(".install-picture")).to_have_count(0)
    expect(waiting.page.get_by_text("Home Screen")).to_have_count(0)
