"""A pocket note becomes kind words in the partner's jar. Leaving the couple keeps the pocket and empties the jar."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import EVENING, Cast
from tests.browser.kept import KEPT
from tests.browser.phone import Phone, domain
from tests.browser.pictures import look
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

WORDS = "You read me the whole fernglimmer chapter, although you were tired."
OTHER = "The oakwhistle meeting still bothers me."


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Una", "Vito", "Wren"})
    yield people
    people.close()


def _write(phone: Phone, words: str) -> None:
    """Write a pocket note, starting on the home screen. Opening the pocket and keeping the note take one tap each."""
    phone.goto("/")
    phone.tap("A note for your pocket", role="link")
    field = phone.page.get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    field.fill(words)
    phone.tap("Keep it")


def test_written_offline_used_in_an_answer_shown_in_the_jar_and_left_behind(cast: Cast) -> None:
    una, vito = (cast.known(name, past="una_and_vito") for name in ("Una", "Vito"))
    # Open the pocket once, so that it works offline.
    una.goto("/pocket")
    una.sees("No one else sees it")
    una.goto("/")
    una.sees("A note for your pocket")
    look(una, "home")
    una.tap("A note for your pocket", role="link")
    una.lose_the_net()
    una.page.get_by_role("textbox").fill(WORDS)
    una.tap("Keep it")
    una.sees("Kept on this device.")
    una.page.get_by_role("textbox").fill(OTHER)
    una.tap("This week", role="link")  # leaving the screen keeps what is in the field
    with una.page.expect_response(lambda answer: "/pocket/" in answer.url and answer.request.method == "PUT"):
        una.comes_back_online()
    una.goto("/pocket")
    expect(una.page.get_by_text(WORDS)).to_have_count(0)
    look(una, "pocket")
    una.tap("Earlier notes")
    una.sees(WORDS)
    una.sees(OTHER)
    look(una, "pocket, earlier notes")
    expect(una.page.get_by_text("Not sent yet")).to_have_count(0)
    assert {note["text"] for note in una.api("GET", "/pocket")["notes"]} == {WORDS, OTHER}

    card = una.api("GET", "/home")["check_in"]["id"]
    prompts = una.api("GET", f"/check-ins/{card}")["prompts"]
    kind = next(place for place, prompt in enumerate(prompts, 1) if prompt["kind"] == "appreciation")
    una.goto(f"/check-in/{card}?p={kind}")
    una.tap("From your pocket")
    una.sees("Tap a note to copy")
    look(una, "answer, from the pocket")
    una.tap(f"Use: {WORDS}")
    expect(una.page.get_by_role("textbox")).to_have_value(WORDS)
    una.sees("Saved")
    _submit(una, card)
    _submit(vito, card)

    vito.goto(f"/reveal/{card}")
    vito.tap("Show everything")
    vito.sees(WORDS)
    vito.goto("/jar")
    vito.sees(WORDS)
    look(vito, "jar, one")
    assert OTHER not in vito.page.content()
    # The jar has been read, so it opens offline.
    vito.lose_the_net()
    vito.page.reload()
    vito.sees(WORDS)
    vito.find_the_net()

    una.goto("/settings/leave")
    una.sees("the jar of kind words is empty for both of you")
    una.tap("Leave now")
    una.sees("You have left the space.")
    una.goto("/jar")
    una.sees("The jar is for two")
    look(una, "jar, alone")
    una.goto("/")
    una.tap("A note for your pocket", role="link")
    una.tap("Earlier notes")
    una.sees(WORDS)
    vito.goto("/")
    vito.sees("This space has closed")
    vito.goto("/jar")
    vito.sees("The jar is for two")
    kept = json.dumps(vito.page.evaluate(KEPT))
    assert "fernglimmer" not in kept
    assert cast.violations() == []


def _submit(phone: Phone, card: str) -> None:
    """Submit the check-in with the id `card` by the API. Prompts without an answer are skipped."""
    check_in = phone.api("GET", f"/check-ins/{card}")
    answers = dict(check_in["answers"])
    for prompt in check_in["prompts"]:
        if prompt["id"] not in answers:
            answers[prompt["id"]] = {"status": "skipped", "value": None, "note": "", "sharing": "share"}
    phone.goto("/")
    body = {
        "submission_id": check_in["id"],
        "base_revision": check_in["revision"],
        "answers": answers,
    }
    phone.api("POST", f"/check-ins/{card}/submit", body)


def test_nothing_of_a_pocket_is_left_for_the_next_person_but_unsent_words_wait_for_theirs(cast: Cast) -> None:
    wren = cast.known("Wren", past="wren_and_xeno")
    _write(wren, WORDS)
    wren.sees("Kept. Only you can read it.")
    wren.lose_the_net()
    wren.page.get_by_role("textbox").fill(OTHER)
    wren.tap("Keep it")
    wren.sees("Kept on this device.")
    wren.find_the_net()
    # Wren signs out on another device. This phone notices it at the server's next response.
    wren.stack.run(
        "from couples.models import User; from couples.actions import sign_out_everywhere;"
        "from django.utils import timezone;"
        f"sign_out_everywhere(User.objects.get(email='{wren.email}'), now=timezone.now())",
    )
    wren.goto("/pocket")
    wren.sees("Your e-mail address")
    wren.page.wait_for_function(f"async () => !JSON.stringify(await ({KEPT})()).includes('fernglimmer')")
    wren.email, own = f"xeno@{domain()}", wren.email
    _sign_in(wren)
    wren.goto("/pocket")
    wren.tap("Earlier notes")
    wren.sees("No notes yet.")
    assert "oakwhistle" not in wren.page.content()
    wren.goto("/settings")
    wren.tap("Sign out")
    wren.sees("Your e-mail address")
    wren.email = own
    # The server limits the codes per address, so an hour has to pass.
    cast.at(EVENING + dt.timedelta(minutes=70))
    _sign_in(wren)
    wren.goto("/pocket")
    wren.tap("Earlier notes")
    wren.sees(OTHER)
    wren.sees(WORDS)


def _sign_in(phone: Phone) -> None:
    """Sign in, and wait until the phone shows the home screen or the pocket."""
    phone.sign_in()
    expect(phone.page).to_have_url(re.compile(r"/(pocket)?$"))


def test_a_jar_of_many_weeks_is_searched(cast: Cast) -> None:
    cosima = cast.known("Cosima", past="cosima_and_dario")
    cosima.goto("/")
    cosima.tap("The jar", role="link")
    quotes = cosima.page.locator(".kind-words blockquote")
    expect(quotes.nth(3)).to_be_visible()
    look(cosima, "jar")
    every = quotes.all_inner_texts()
    last = every[-1]
    cosima.tap("Search")
    cosima.page.get_by_role("searchbox").fill(last.upper())
    expect(quotes).to_have_count(every.count(last))
    look(cosima, "jar, search")
    cosima.page.get_by_role("searchbox").fill("zebrawort")
    cosima.sees("Nothing found. Try another word.")
    cosima.tap("Close search")
    expect(quotes).to_have_count(len(every))
