"""Both phones show the reveal without a tap, step by step, and each person reads at their own pace."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from content.catalogue import catalogue
from tests.browser.api_user import ApiUser
from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.reading import looks, on_a_step
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

KIND = {
    "Tove": "You brought tea, and did not ask why I was so quiet.",
    "Ubbe": "You laughed with my mother on the phone.",
    "Runa": "You waited for me in the rain.",
    "Sven": "You sang in the car.",
    "Orla": "You left me the last plum.",
    "Pax": "You mended the lamp.",
}
#: JavaScript that records vibrations. The phone vibrates when the two arches meet.
_RECORD_TOUCH = "globalThis.touched = []; navigator.vibrate = (time) => touched.push(time); 0"
#: JavaScript that returns when the last running animation ends, in milliseconds.
_ENDS = "Math.max(0, ...document.getAnimations().map((one) => one.effect.getComputedTiming().endTime))"
#: JavaScript that records this time at the moment when the arches begin to move.
_RECORD_MOTION = f"""
globalThis.moved = [];
new MutationObserver(() => {{
  if (!moved.length && document.querySelector(".arches.moving")) moved.push({_ENDS});
}}).observe(document.body, {{ subtree: true, childList: true, attributes: true, attributeFilter: ["class"] }});
0
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Orla"})
    yield people
    people.close()


@pytest.fixture(scope="module")
def revealed(cast: Cast) -> str:
    """The id of a check-in that Runa and Sven have both submitted."""
    runa, sven = (cast.known(name, past="runa_and_sven") for name in ("Runa", "Sven"))
    check_in = str(runa.api("GET", "/home")["check_in"]["id"])
    for person in (runa, sven):
        submit(person, check_in)
    return check_in


def submit(person: Phone | ApiUser, check_in: str) -> None:
    """Submit kind words, a guess, and good answers, except for one bad answer about connection."""
    answers: dict[str, Any] = {}
    for prompt in person.api("GET", f"/check-ins/{check_in}")["prompts"]:
        if prompt["kind"] == "wish":
            continue
        in_words = prompt["kind"] == "appreciation"
        answers[prompt["id"]] = {
            "status": "answered",
            "value": None if in_words else level(prompt),
            "note": KIND[person.name] if in_words else "",
            "sharing": "share",
        }
    body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
    person.api("POST", f"/check-ins/{check_in}/submit", body)


def level(prompt: Any) -> int:
    """Return the value of a good answer to the prompt, but 1 for the prompt about feeling close to the partner."""
    if prompt["id"] == "anchor.connection.received":
        return 1
    return 2 if prompt["kind"] != "guess" and catalogue().prompt(prompt["id"]).reverse else 4


def swipe(phone: Phone, by: int) -> None:
    """Move a finger sideways over the middle of the screen, by this number of pixels."""
    for kind, points in (
        ("touchStart", [{"x": 195, "y": 400}]),
        ("touchMove", [{"x": 195 + by, "y": 404}]),
        ("touchEnd", []),
    ):
        phone.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_both_learn_of_it_without_a_touch_and_read_it_in_order(cast: Cast) -> None:
    tove, ubbe = (cast.known(name, past="tove_and_ubbe") for name in ("Tove", "Ubbe"))
    check_in = tove.api("GET", "/home")["check_in"]["id"]
    idle = looks(tove.page)
    tove.goto("/")
    tove.sees("Your check-in is open")
    submit(tove, check_in)
    waiting = tove.context.new_page()
    waiting.goto(f"{tove.stack.origin}/waiting/{check_in}")
    expect(waiting.get_by_text("Not yet.")).to_be_visible()
    assert len(idle) == 1, "Home looks only while a response waits"
    tove.page.reload()
    tove.sees("You have finished")

    with tove.page.expect_request("**/api/v1/home"):
        pass  # Home asks the server without a tap
    submit(ubbe, check_in)
    since = looks(tove.page)
    tove.sees("You can both read it now")
    expect(waiting.get_by_text("Ready?")).to_be_visible()
    # The page asks the server every two seconds (PACE). Two of its requests may have been under way.
    assert len(since) <= 3
    waiting.close()

    tove.tap(re.compile("^Look"), role="link")
    ubbe.goto(f"/reveal/{check_in}")
    for reader, other in ((tove, "Ubbe"), (ubbe, "Tove")):
        reader.sees("Ready?")
        reader.tap("Open it")
        read = [on_a_step(reader, 1)]
        reader.sees(KIND[other])
        for number in range(2, 6):
            reader.tap("Next")
            read.append(on_a_step(reader, number))
        assert read == [
            f"From {other}, for you",
            f"From you, for {other}",
            "What went well",
            "Your guesses",
            "Worth talking about",
        ]
        reader.tap("See it all on one page")
        expect(reader.page.locator("main.reveal")).to_be_visible()
        assert reader.page.locator("main.reveal h2").all_inner_texts() == read[2:]
        assert reader.page.evaluate("scrollY") == 0
        reader.page.reload()
        reader.sees("All answers, side by side")
    # The server isn't told that a person has looked.
    assert tove.api("GET", "/home")["latest_reveal"]["looked_at"] is False


def test_it_is_turned_by_swipe_and_keyboard_and_opens_again(cast: Cast, revealed: str) -> None:
    runa, check_in = cast.known("Runa", past="runa_and_sven"), revealed
    keys = runa.page.keyboard
    # Make Home the previous page, whichever page another test has left open on this phone.
    runa.goto("/")
    runa.goto(f"/reveal/{check_in}")
    runa.show_everything()
    runa.tap("See it again, one thing at a time")
    expect(runa.page.get_by_role("heading", name="Ready?")).to_be_focused()
    keys.press("Enter")
    on_a_step(runa, 1)
    swipe(runa, -150)
    on_a_step(runa, 2)
    swipe(runa, 150)
    on_a_step(runa, 1)
    keys.press("ArrowRight")
    on_a_step(runa, 2)
    keys.press("ArrowLeft")
    on_a_step(runa, 1)
    keys.press("ArrowRight")
    on_a_step(runa, 2)
    runa.tap("Back")
    on_a_step(runa, 1)
    for number in range(2, 6):
        keys.press("Enter")
        on_a_step(runa, number)
    # In a group of radio buttons, the arrow keys move the choice instead of the steps.
    runa.page.get_by_role("radio", name="Now").first.check()
    keys.press("ArrowRight")
    expect(runa.page.get_by_role("radio", name="Later").first).to_be_checked()
    on_step = runa.page.get_by_text("Step 5 of 5")
    expect(on_step).to_be_visible()
    keys.press("Escape")
    expect(runa.page.locator("main.reveal")).to_be_visible()
    # The page shows the choice that was made on the step.
    expect(runa.page.get_by_role("radio", name="Later").first).to_be_checked()
    assert runa.page.url.endswith(f"/reveal/{check_in}")
    runa.page.go_back()
    expect(runa.page.locator("main.home")).to_be_visible()


def test_it_is_read_to_the_end_without_a_network_and_goes_with_the_space(cast: Cast) -> None:
    orla, pax = cast.known("Orla", past="orla_and_pax"), cast.api_user("Pax", past="orla_and_pax")
    orla.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    check_in = orla.api("GET", "/home")["check_in"]["id"]
    submit(orla, check_in)
    submit(pax, check_in)
    orla.goto(f"/reveal/{check_in}")
    orla.tap("Open it")
    on_a_step(orla, 1)
    orla.tap("Next")
    on_a_step(orla, 2)
    orla.lose_the_net()
    orla.tap("Next")
    on_a_step(orla, 3)
    # The phone closes the app. The app reopens at the same step, and also from Home.
    at = orla.page.url
    orla.page.close()
    orla.page = orla.context.new_page()
    orla.page.goto(at)
    orla.sees("Step 3 of")
    orla.tap("Next")
    orla.goto("/")
    orla.sees("You can both read it now")
    orla.tap(re.compile("^Look"), role="link")
    orla.show_everything()
    orla.sees(KIND["Pax"])
    kept = "() => JSON.stringify({ ...localStorage })"
    assert KIND["Pax"] in orla.page.evaluate(kept)

    orla.find_the_net()
    pax.api("POST", "/space/leave", {})
    orla.goto("/")
    orla.sees("This space has closed")
    orla.page.wait_for_function(f"(words) => !({kept})().includes(words)", arg=KIND["Pax"])
    assert KIND["Orla"] not in orla.page.evaluate(kept)
    orla.page.goto(f"{orla.stack.origin}/reveal/{check_in}")
    orla.sees("Nothing to see here yet")


def test_signing_out_forgets_it(cast: Cast, revealed: str) -> None:
    sven, check_in = cast.known("Sven", past="runa_and_sven"), revealed
    sven.goto("/")
    sven.sees("You can both read it now")
    sven.goto(f"/reveal/{check_in}")
    sven.show_everything()
    assert KIND["Runa"] in json.dumps(sven.page.evaluate("({ ...localStorage })"))
    sven.goto("/settings")
    sven.tap("Sign out")
    sven.sees("Your e-mail address")
    assert [key for key in sven.page.evaluate("Object.keys(localStorage)") if key.startswith("sbs.")] == []


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_arches_slide_together_unless_motion_is_reduced(cast: Cast, revealed: str, motion: Any) -> None:
    runa, check_in = cast.known("Runa", past="runa_and_sven"), revealed
    runa.page.emulate_media(reduced_motion=motion)
    runa.goto(f"/reveal/{check_in}?step=0")
    runa.sees("Ready?")
    runa.page.evaluate(_RECORD_TOUCH)
    still = runa.page.locator(".arches .mark-clay").evaluate("(one) => getComputedStyle(one).transform")
    assert still != "none", "apart"
    runa.page.evaluate(_RECORD_MOTION)
    runa.tap("Open it")
    on_a_step(runa, 1)
    moved = runa.page.evaluate("moved")
    if motion == "no-preference":
        [ends] = moved
        assert 800 < ends < 1_500
    else:
        assert moved == []
        assert runa.page.evaluate(_ENDS) < 1
    assert runa.page.evaluate("touched") == ([15] if motion == "no-preference" else [])
    runa.page.emulate_media(reduced_motion="reduce")
