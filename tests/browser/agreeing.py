"""The screens of agreements: a chapter of the screenshot gallery, with helpers for other tests."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import expect

from tests.browser.cast import EVENING, Cast, Screen
from tests.browser.phone import Phone
from tests.browser.stack import PATIENCE

WORDS = "On Thursdays we cook together, and the phones stay in the hall."


def agreeing(cast: Cast) -> Iterator[Screen]:
    """Yield the screens in which two people agree on a sentence, and are asked a week later whether to keep it."""
    greta, hugo = (cast.known(name, past="greta_and_hugo") for name in ("Greta", "Hugo"))
    greta.goto("/agreements")
    greta.sees("Nothing agreed yet")
    yield "agreements, none", greta
    greta.tap("Agree on something small")
    greta.page.get_by_label(greta.words("In your own words")).fill(WORDS)
    yield "agreements, suggesting", greta
    greta.tap("Suggest it")
    greta.sees("It stands once Hugo says yes as well.")
    yield "agreements, mine waits", greta
    hugo.goto("/")
    hugo.sees("There is a suggestion for the two of you.")
    yield "home, a suggestion", hugo
    hugo.tap("What we agreed", role="link")
    hugo.sees("Greta suggests")
    yield "agreements, theirs waits", hugo
    hugo.tap("Yes")
    hugo.sees("Since")
    hugo.tap("End it")
    hugo.sees("You don't need a reason.")
    yield "agreements, ending", hugo
    check_in = next_week(cast, greta)
    greta.goto(f"/check-in/{check_in['id']}?p={len(check_in['prompts'])}")
    greta.sees("Hugo never sees this answer.")
    yield "answer, keep it", greta
    greta.choose("Yes, keep it")
    greta.goto(f"/check-in/{check_in['id']}?p=review")
    greta.sees("Only the result is shown: kept or not")
    yield "review, keep it", greta
    cast.at(EVENING)


def suggest(phone: Phone, words: str) -> None:
    """Suggest an agreement with these words. The phone must already show the page of agreements."""
    phone.tap("Agree on something small")
    phone.page.get_by_label(phone.words("In your own words")).fill(words)
    phone.tap("Suggest it")
    phone.sees("You suggested")


def next_week(cast: Cast, phone: Phone, *, weeks: int = 1) -> Any:
    """Set the clock `weeks` weeks after the gallery's first evening (`EVENING`), and open the check-in that is due.

    Return the check-in as the API shows it to this phone's person.
    """
    before = phone.api("GET", "/home")["check_in"]
    cast.at(EVENING + dt.timedelta(weeks=weeks))
    cast.stack.run(
        "from django.utils import timezone; from checkins import actions; actions.open_due(now=timezone.now())"
    )
    # The stack's worker opens check-ins as well. The call above leaves out a couple that the worker is just handling.
    until = time.monotonic() + PATIENCE
    while (card := phone.api("GET", "/home")["check_in"]) is None or (before and card["id"] == before["id"]):
        assert time.monotonic() < until, "the next check-in did not open"
        time.sleep(0.05)
    return phone.api("GET", f"/check-ins/{card['id']}")


def keep_it(phone: Phone, check_in: Any, words: str) -> None:
    """Choose "Yes, keep it" at the prompt that asks whether to keep the agreement with the text `words`.

    `check_in` is the check-in as the API shows it. Fail if the phone already shows an answer to this prompt.
    """
    asked = {each["text"]: place for place, each in enumerate(check_in["prompts"], 1)}
    phone.goto(f"/check-in/{check_in['id']}?p={asked[words]}")
    phone.sees(words)
    phone.sees("never sees this answer.")
    expect(phone.page.get_by_role("radio", checked=True)).to_have_count(0)
    phone.choose("Yes, keep it")
