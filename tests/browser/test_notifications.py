"""Reminders on the phone: previewing, sending a test notification, renewing the subscription, and postponing."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import lock_screen
from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.pictures import look
from tests.browser.stack import PATIENCE, Stack
from tests.services.push import Browser as PushKeys

pytestmark = pytest.mark.browser

#: A Sunday at 18:30 in Madrid. Three hours later the quiet hours have not begun.
EVENING = dt.datetime(2027, 3, 14, 17, 30, tzinfo=dt.UTC)
_IPHONE = """
() => {
  const agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1";
  Object.defineProperty(navigator, "userAgent", { get: () => agent });
  delete window.PushManager;
  delete window.Notification;
}
"""
_OLD = "() => { delete window.PushManager; delete window.Notification; }"
_RENEWED = "(text) => localStorage.setItem('browser.push', text)"


@pytest.fixture(scope="module")
def cast(stack: Stack, whole_browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, whole_browser, workers={"Yara"})
    people.at(EVENING)
    yield people
    people.close()


@pytest.fixture(scope="module")
def yara(cast: Cast) -> Phone:
    """The phone of a new person who has turned reminders on."""
    yara = cast.newcomer("Yara")
    yara.turn_reminders_on()
    return yara


def another_browser(phone: Phone, script: str) -> Phone:
    """Open the reminder settings on a new page for the same person, as if in another browser.

    `script` is a JavaScript function that runs before the page loads, and changes what the browser can do.
    """
    page = phone.context.new_page()
    page.add_init_script(f"({script})()")
    made = Phone(
        phone.stack,
        phone.context,
        page,
        phone.context.new_cdp_session(page),
        phone.name,
        phone.email,
        phone.keys,
    )
    page.emulate_media(reduced_motion="reduce")
    made.goto("/settings/reminders")
    return made


def switch_mail(phone: Phone, *, on: bool) -> None:
    """Switch reminders by e-mail on or off in the settings, and wait until the server has saved the change."""
    phone.page.get_by_role("switch", name="By e-mail", exact=True).set_checked(on)
    wait_for_preference(phone, "email", on)


def wait_for_preference(phone: Phone, name: str, value: object) -> None:
    """Wait until the server has saved this preference for reminders."""
    until = time.monotonic() + PATIENCE
    while phone.api("GET", "/notifications/preferences")[name] != value:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_an_iphone_is_told_to_put_it_on_the_home_screen_first(yara: Phone) -> None:
    iphone = another_browser(yara, _IPHONE)
    for words in (
        "In Safari, tap Share.",
        "Add to Home Screen",
        "Open the app from there",
        "Until then they come by e-mail.",
    ):
        iphone.sees(words)
    expect(iphone.page.get_by_role("button", name="Show reminders here")).to_have_count(0)
    look(iphone, "reminders, iPhone")
    switch_mail(iphone, on=False)
    iphone.sees("E-mail works everywhere. Turn it on above")
    switch_mail(iphone, on=True)
    iphone.page.close()


def test_a_browser_that_cannot_says_that_mail_comes(yara: Phone) -> None:
    old = another_browser(yara, _OLD)
    old.sees("This browser can't show reminders.")
    old.sees("They come by e-mail.")
    look(old, "reminders, unsupported")
    old.page.close()


def test_the_preview_is_the_lock_screen_in_the_chosen_words(yara: Phone) -> None:
    preview = yara.api("GET", "/notifications/preview")["kinds"]
    yara.goto("/settings/reminders")
    note = yara.page.locator(".lock-note")
    for tone, label in (("warm", "Warm"), ("generic", "Discreet")):
        yara.page.get_by_role("radio", name=label).check()
        wait_for_preference(yara, "text", tone)
        for words in preview["opening"][tone].values():
            expect(note).to_contain_text(words)
    picker = yara.page.get_by_label("Which reminder")
    picker.select_option(label="Did talking help?")
    expect(note).to_contain_text(preview["helped"]["generic"]["body"])
    yara.page.get_by_role("switch", name="Did talking help?").uncheck()
    expect(note).to_contain_text(preview["opening"]["generic"]["body"])
    expect(picker.get_by_role("option", name="Did talking help?")).to_have_count(0)
    yara.page.get_by_role("switch", name="Did talking help?").check()
    # Wait for each choice. One that is still waiting would be sent when the next test opens a page, and count there.
    yara.page.get_by_role("radio", name="Warm").check()
    wait_for_preference(yara, "text", "warm")
    look(yara, "reminders, warm")
    yara.page.get_by_role("radio", name="Discreet").check()
    wait_for_preference(yara, "text", "generic")


def test_two_choices_are_saved_though_the_page_is_loaded_anew_at_once(yara: Phone) -> None:
    """The page sends the second choice when the first one is answered, or when the page is about to close."""
    before = yara.api("GET", "/notifications/preferences")
    switch = yara.page.get_by_role("switch", name="By e-mail", exact=True)
    for name, text, mail in (("Warm", "warm", not before["email"]), ("Discreet", "generic", before["email"])):
        # A page that was loaded before the choices were saved would show the earlier ones.
        yara.goto("/settings/reminders")
        radio = yara.page.get_by_role("radio", name=name)
        with yara.page.expect_navigation():
            yara.page.evaluate(
                "(choices) => { for (const one of choices) one.click(); location.reload(); }",
                [switch.element_handle(), radio.element_handle()],
            )
        wait_for_preference(yara, "email", mail)
        wait_for_preference(yara, "text", text)


def test_a_test_says_what_became_of_it(yara: Phone) -> None:
    yara.goto("/settings/reminders")
    before = len(yara.stack.pushes.to(yara.keys.endpoint))
    yara.tap("Send me a test")
    yara.sees("A test is on its way to one device. An e-mail is on its way.")
    assert (
        yara.push(before)["notification"]["body"]
        == "This is what a reminder looks like. You don't need to do anything."
    )
    switch_mail(yara, on=False)
    yara.tap("Stop on this device")
    yara.sees("doesn't show reminders yet")
    [left] = yara.api("GET", "/notifications/subscriptions")
    yara.api("DELETE", f"/notifications/subscriptions/{left['id']}")
    yara.tap("Send me a test")
    yara.sees("None of your devices accepted it")
    look(yara, "reminders, tested")
    switch_mail(yara, on=True)
    yara.tap("Show reminders here")
    yara.sees("This device shows reminders.")


def test_every_start_sends_the_subscription_again_with_the_keys_that_the_browser_has_now(yara: Phone) -> None:
    # Wait for the response to this start. Otherwise the server could get the old keys after the new ones.
    with yara.page.expect_response("**/subscriptions"):
        yara.goto("/")
    renewed = PushKeys(yara.keys.endpoint)
    yara.page.evaluate(_RENEWED, json.dumps(renewed.subscription()))
    with yara.page.expect_request(
        lambda sent: sent.method == "PUT" and sent.url.endswith("/subscriptions")
    ) as sent:
        yara.page.reload()
    given: Any = sent.value.post_data_json
    assert given["keys"] == renewed.keys
    answer = sent.value.response()
    assert answer is not None
    assert answer.status == 201
    before = len(yara.stack.pushes.to(renewed.endpoint))
    yara.api("POST", "/notifications/test")
    sent_to_them = yara.push(before, renewed)
    assert sent_to_them["notification"]["title"] == "Side by Side"
    yara.page.evaluate(_RENEWED, json.dumps(yara.keys.subscription()))
    with yara.page.expect_response("**/subscriptions"):
        yara.page.reload()


def test_a_reminder_is_put_off_with_the_app_closed_and_comes_again(cast: Cast, yara: Phone) -> None:
    wim = cast.api_user("Wim")
    before = len(yara.stack.pushes.to(yara.keys.endpoint))
    yara.stack.run(f"from tests.browser import past; past.pair({yara.email!r}, {wim.email!r})")
    _goes_by(yara.stack, minutes=20)
    push = yara.push(before)
    note = push["notification"]
    yara.goto("/")
    lock_screen.show(yara, push)
    [shown] = lock_screen.shown(yara)
    assert shown["buttons"] == ["In two hours", "Tomorrow"]
    assert lock_screen.marks(yara)[-1:] == [1]
    yara.page.close()

    _without_a_network(yara)
    lock_screen.press(yara, note, "In two hours")
    [again] = lock_screen.wait_for(yara, lambda all_: any("No connection" in one["body"] for one in all_))
    assert (again["tag"], again["buttons"], again["silent"]) == (note["tag"], shown["buttons"], True)
    _with_a_network(yara)
    cookies: Any = yara.context.cookies()  # Playwright types cookies differently when they are set
    yara.context.clear_cookies()
    lock_screen.press(yara, note, "In two hours")
    [again] = lock_screen.wait_for(
        yara, lambda all_: any("no longer signed in" in one["body"] for one in all_)
    )
    assert again["buttons"] == shown["buttons"], "nothing is lost"
    yara.context.add_cookies(cookies)

    lock_screen.press(yara, note, "In two hours")
    assert _answered(yara, 2) == [401, 200]
    assert lock_screen.shown(yara) == []
    assert lock_screen.marks(yara)[-1] is None
    assert len(yara.stack.pushes.to(yara.keys.endpoint)) == before + 1
    _goes_by(yara.stack, hours=2, minutes=1)
    # A phone needs an open page to wait for a push. This one does not show the app.
    _open_again(yara)
    push = yara.push(before + 1)
    second = push["notification"]
    assert second == {**note, "data": second["data"]}, "the same, under the same name"
    assert [one["wait"] for one in second["data"]["snooze"]["waits"]] == ["tomorrow"], "it is evening by now"

    yara.goto("/")
    yara.sees("Your check-in is open")
    lock_screen.show(yara, push)
    check_in = note["navigate"].removeprefix(yara.stack.origin)
    yara.goto(f"{check_in}?p=2")
    yara.choose("Some of the time")
    yara.sees("Saved")
    yara.goto(f"{check_in}?p=review")
    yara.tap("Submit my answers")
    yara.sees("Not yet.")
    assert lock_screen.wait_for(yara, lambda all_: not all_) == [], "who has answered here is asked no more"
    assert yara.violations == []


def _open_again(phone: Phone) -> None:
    """Open a new page on a phone whose page was closed."""
    phone.page = phone.context.new_page()
    phone.page.emulate_media(reduced_motion="reduce")
    phone.devtools = phone.context.new_cdp_session(phone.page)


def _goes_by(stack: Stack, **time_: float) -> None:
    """Move the clock ahead by this time, such as `hours=3`, and send the reminders that are due then."""
    stack.clock.advance(**time_)
    stack.run("from notifications import tasks; tasks.deliver_due_reminders()")


def _without_a_network(phone: Phone) -> None:
    """Let every later request of the phone's service worker fail."""
    lock_screen.worker_of(phone).evaluate(
        "() => { self.realFetch = self.fetch; self.fetch = () => Promise.reject(new TypeError('Failed to fetch')); }"
    )


def _with_a_network(phone: Phone) -> None:
    """Let the service worker's requests succeed again, and record the status code of each response for `_answered`."""
    lock_screen.worker_of(phone).evaluate(
        """() => {
          self.answered = [];
          self.fetch = async (...given) => {
            const answer = await self.realFetch(...given);
            self.answered.push(answer.status);
            return answer;
          };
        }"""
    )


def _answered(phone: Phone, number: int) -> list[int]:
    """Wait until the service worker has received `number` responses. Return the status codes of all of them."""
    until = time.monotonic() + PATIENCE
    while len(found := lock_screen.worker_of(phone).evaluate("self.answered")) < number:
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return list(found)
