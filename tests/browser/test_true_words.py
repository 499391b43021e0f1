"""In each state, the screens say correctly where unsent words are, which check-ins are open and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import EVENING, Cast
from tests.browser.phone import Phone
from tests.browser.stack import Stack
from tests.browser.test_live_pages import FELT, submit
from tests.conversations import offered_in

pytestmark = pytest.mark.browser

SAVED, LATER = "You carried the shopping up.", "And you never sighed about it."


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def write(phone: Phone) -> str:
    """Write words in the open check-in, wait until the server has saved them, and write more words offline.

    Return the check-in's id.
    """
    card = phone.api("GET", "/home")["check_in"]["id"]
    phone.goto(f"/check-in/{card}?p=1")
    phone.page.get_by_role("textbox").fill(SAVED)
    phone.sees("Saved")
    phone.lose_the_net()
    phone.page.get_by_role("textbox").fill(f"{SAVED} {LATER}")
    phone.sees("Saved on this device")
    return str(card)


def find_the_saved_words(phone: Phone) -> None:
    """Follow the screen's link to the history. It must show the words that reached the server, and no others."""
    phone.sees("What you had saved before is in History.")
    phone.sees("They are only on this device.")
    phone.tap("Go to History", role="link")
    expect(phone.page.get_by_text(SAVED, exact=True)).to_be_visible()
    expect(phone.page.get_by_text(LATER)).to_have_count(0)


def test_after_the_partner_left_unsent_words_are_here_and_the_others_in_the_history(cast: Cast) -> None:
    leo, mona = cast.known("Leo", past="leo_and_mona"), cast.api_user("Mona", past="leo_and_mona")
    write(leo)
    mona.api("POST", "/space/leave")
    leo.comes_back_online()
    leo.sees("This space has closed")
    leo.sees(LATER)
    expect(leo.page.get_by_text("Already closed")).to_have_count(0)
    find_the_saved_words(leo)


def test_after_it_closed_unsent_words_are_here_and_the_others_in_the_history(cast: Cast) -> None:
    petra = cast.known("Petra", past="petra_and_ralf")
    write(petra)
    cast.stack.clock.set(EVENING + dt.timedelta(days=6, hours=20))
    petra.comes_back_online()
    petra.sees("Already closed")
    petra.sees(LATER)
    find_the_saved_words(petra)
    cast.at(EVENING)


def test_one_who_waits_is_told_that_the_space_has_ended(cast: Cast) -> None:
    nanna = cast.known("Nanna", past="nanna_and_olga")
    olga = cast.api_user("Olga", past="nanna_and_olga")
    card = nanna.api("GET", "/home")["check_in"]["id"]
    submit(nanna, card)
    nanna.goto(f"/waiting/{card}")
    nanna.sees("Not yet.")
    olga.api("POST", "/space/leave")
    nanna.sees("It closed while you were waiting. What you wrote is in History.")
    expect(nanna.page.get_by_text("Not yet.")).to_have_count(0)
    nanna.tap("Read what I wrote", role="link")
    nanna.sees("Your own answers.")


def test_home_asks_for_what_is_still_to_do(cast: Cast) -> None:
    silke, timo = (cast.known(name, past="silke_and_timo") for name in ("Silke", "Timo"))
    nudge = silke.page.get_by_role("button", name="Give Timo a gentle nudge")
    card = silke.api("GET", "/home")["check_in"]["id"]
    with silke.page.expect_response("**/api/v1/home"):
        silke.goto("/")
    silke.sees("Your check-in is open")
    silke.page.wait_for_load_state("networkidle")
    expect(nudge).to_have_count(0)
    # Settings offers the nudge even before its sender has finished, so that a nudge doesn't reveal it.
    silke.goto("/settings/reminders")
    expect(nudge).to_be_visible()
    submit(silke, card)
    silke.goto("/")
    expect(nudge).to_be_visible()
    silke.goto("/history")
    silke.sees("You have finished")
    expect(silke.page.get_by_text("Open now")).to_have_count(0)

    submit(timo, card, **{FELT: 1})
    silke.goto("/")
    silke.sees("Sit down somewhere comfortable")
    main = offered_in(timo.api("GET", f"/check-ins/{card}/reveal"))["id"]
    timo.api("POST", f"/talking-points/{main}/talked")
    silke.goto("/")
    silke.sees("Until next time")
    silke.sees("Your check-in of")
    expect(silke.page.get_by_text("Sit down somewhere comfortable")).to_have_count(0)
