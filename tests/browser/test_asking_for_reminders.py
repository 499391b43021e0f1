"""A phone asks for permission to show reminders only after a tap, and gives the reason first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.pictures import look
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

#: JavaScript that replaces the browser's question whether the app may show notifications. A headless browser can't ask
#: it. The replacement stores the answer as a browser does, and reports each question and whether a tap caused it.
_PERMISSION = """
() => {
  const kept = () => localStorage.getItem("browser.permission") ?? "default";
  Object.defineProperty(Notification, "permission", { get: kept });
  Notification.requestPermission = async () => {
    await noteAsked({ tapped: navigator.userActivation.isActive, words: document.body.innerText });
    localStorage.setItem("browser.permission", localStorage.getItem("browser.answer") ?? "granted");
    return kept();
  };
}
"""
_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
REASON = "They are short notifications on the lock screen"


@pytest.fixture
def cast(stack: Stack, whole_browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, whole_browser, workers={"Xan"})
    yield people
    people.close()


def test_nothing_asks_until_a_tap_the_reason_comes_first_and_a_no_can_be_changed(cast: Cast) -> None:
    asked: list[Any] = []
    xan = cast.visitor("Xan")
    xan.context.expose_function("noteAsked", lambda what: asked.append(what))
    xan.context.add_init_script(f"({_PERMISSION})()")
    xan.sign_in()
    xan.introduce()
    for path in ("/", "/settings", "/settings/privacy", "/starters", "/history"):
        xan.goto(path)
        expect(xan.page.locator("h1").first).to_be_visible()
    xan.goto("/settings/reminders")
    xan.sees(REASON)
    look(xan, "reminders, not asked")
    assert asked == []

    xan.page.evaluate("localStorage.setItem('browser.answer', 'denied')")
    xan.tap("Show reminders here")
    xan.sees("only you can change that")
    assert [one["tapped"] for one in asked] == [True]
    assert REASON in asked[0]["words"]
    xan.sees("Find “Notifications” and allow them.")
    xan.sees("Until then they come by e-mail.")
    expect(xan.page.get_by_role("button", name="Show reminders here")).to_have_count(0)
    look(xan, "reminders, refused")
    assert xan.api("GET", "/notifications/subscriptions") == []

    xan.page.evaluate("localStorage.setItem('browser.permission', 'granted')")
    xan.page.evaluate(_BACK)
    xan.page.evaluate("localStorage.setItem('browser.answer', 'granted')")
    xan.tap("Show reminders here")
    xan.sees("This device shows reminders.")
    assert [one["label"] for one in xan.api("GET", "/notifications/subscriptions")] == ["Chrome · Linux"]
    assert all(one["tapped"] for one in asked)
