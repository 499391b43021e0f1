"""The app copes with a deploy while it is open, with an unknown time zone, and with a first start without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Route, expect

from tests.browser.cast import Cast
from tests.browser.kept import KEPT
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

_SHIFTED_ZONE = """
const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;
Intl.DateTimeFormat.prototype.resolvedOptions = function () {
  return { ...resolved.call(this), timeZone: "Europe/Newtown" };
};
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Mio"})
    yield people
    people.close()


def test_a_screen_whose_file_is_gone_loads_the_page_once_and_then_says_so(cast: Cast) -> None:
    # Without a service worker a page loads each screen from the server, as on a first visit.
    ina = cast.visitor("Ina")
    ina.sign_in()
    ina.introduce()
    page = ina.page
    loads: list[str] = []

    def count(frame: Frame) -> None:
        loads.append(frame.url)

    gone = True

    def answer(route: Route) -> None:
        if gone:
            route.fulfill(status=404, body="gone")
        else:
            route.continue_()

    page.context.route(re.compile(r"/assets/History-"), answer)
    page.on("domcontentloaded", lambda _: count(page.main_frame))
    ina.tap("History", role="link")
    ina.sees("This page could not be loaded")
    assert len(loads) == 1
    expect(page.get_by_role("link", name="Go to this week")).to_be_visible()
    # Other screens still work, and so does the link back.
    ina.tap("Go to this week", role="link")
    ina.sees("Two people, one small ritual")
    ina.tap("History", role="link")
    ina.sees("This page could not be loaded")
    assert len(loads) == 1
    gone = False
    ina.tap("Reload")
    ina.sees("Nothing here yet")
    assert ina.violations == []


def test_a_zone_that_the_server_does_not_know_is_said_at_the_zone_and_does_not_block(cast: Cast) -> None:
    ivo = cast.visitor("Ivo")
    ivo.context.add_init_script(_SHIFTED_ZONE)
    ivo.sign_in()
    ivo.page.get_by_label("What should we call you?").fill("Ivo")
    ivo.tap("Continue")
    zone = ivo.page.get_by_label("Your time zone")
    expect(zone).to_have_accessible_description(re.compile("The server doesn't know Europe · Newtown"))
    expect(zone).to_have_value("Etc/GMT-1")
    expect(ivo.page.get_by_label("What should we call you?")).not_to_have_attribute("aria-invalid", "true")
    ivo.tap("Continue")
    ivo.sees("Two people, one small ritual")
    assert ivo.api("GET", "/me")["time_zone"] == "Etc/GMT-1"


def test_the_open_check_in_starts_offline_though_it_was_never_opened(cast: Cast) -> None:
    mio = cast.newcomer("Mio")
    with mio.page.expect_response(re.compile(r"/api/v1/check-ins/[^/]+$")) as fetched:
        mio.tap("Start on my own")
    prompts = fetched.value.json()["prompts"]
    card = mio.api("GET", "/home")["check_in"]["id"]
    while card not in json.dumps(mio.page.evaluate(KEPT)["databases"]):
        mio.page.wait_for_timeout(20)
    mio.lose_the_net()
    mio.goto(f"/check-in/{card}")
    expect(mio.page.get_by_role("heading", level=1)).to_have_text(prompts[0]["text"])
    mio.page.get_by_role("textbox").fill("The sea.")
    mio.sees("Saved on this device, will sync")
    mio.comes_back_online()
    mio.sees("Saved")
    expect(mio.page.get_by_text("will sync")).to_have_count(0)
    mio.page.wait_for_function(
        "path => fetch(path).then((a) => a.json()).then(({ mine }) => mine === 'draft')",
        arg=f"/api/v1/check-ins/{card}",
    )
