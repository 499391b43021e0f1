"""After signing in, a person gets to the page that they wanted, even if the phone closed the app meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.kept import KEPT
from tests.browser.phone import Phone, domain
from tests.browser.pictures import look
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

WORDS = "fernglimmer"


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Hana"})
    yield people
    people.close()


def _end_the_app(phone: Phone) -> None:
    """Close the phone's page and open a new one. Everything that only the old page stored is lost."""
    phone.page.close()
    phone.page = phone.context.new_page()


def test_an_app_that_was_ended_goes_on_at_the_code_and_at_the_goal_without_a_new_code(cast: Cast) -> None:
    faye = cast.known("Faye", past="faye_and_gil")
    card = faye.api("GET", "/home")["check_in"]["id"]
    faye.context.clear_cookies()
    faye.goto(f"/check-in/{card}")
    faye.sees("Your e-mail address")
    before = len(faye.stack.mail.to(faye.email))
    faye.page.get_by_label("Your e-mail address").fill(f" \u200b{faye.email} ")
    faye.tap("Send me a code")
    faye.sees(f"We sent a code to {faye.email}.")
    code = faye.code(before)
    _end_the_app(faye)
    faye.goto("/")
    faye.sees(f"We sent a code to {faye.email}.")
    faye.page.get_by_label("Code from the e-mail").fill(f"      Code: {code.replace('-', chr(0x2011))}")
    expect(faye.page).to_have_url(re.compile(f"/check-in/{card}"))
    sent = [mail.text for mail in faye.stack.mail.to(faye.email)[before:]]
    assert len([text for text in sent if re.search(r"^\s*[A-Z]{4}-[A-Z]{4}\s*$", text, re.M)]) == 1


def test_somebody_else_who_signs_in_on_the_phone_finds_nothing_of_the_first(cast: Cast) -> None:
    hana = cast.known("Hana", past="hana_and_igor")
    card = hana.api("GET", "/home")["check_in"]["id"]
    hana.goto(f"/check-in/{card}?p=1")
    hana.page.get_by_role("textbox").fill(WORDS)
    hana.sees("Saved")
    # Hana erases her data on another device. This phone notices it at the server's next response.
    hana.stack.run(
        "from couples.models import User; from couples.actions import erase; from django.utils import timezone;"
        f"erase(User.objects.get(email='{hana.email}'), now=timezone.now())",
    )
    hana.goto(f"/check-in/{card}?p=1")
    hana.sees("Your e-mail address")
    igor = f"igor@{domain()}"
    before = len(hana.stack.mail.to(igor))
    hana.page.get_by_label("Your e-mail address").fill(igor)
    hana.tap("Send me a code")
    hana.email, first = igor, hana.email
    hana.page.get_by_label("Code from the e-mail").fill(hana.code(before))
    expect(hana.page).to_have_url(f"{hana.stack.origin}/")
    kept = json.dumps(hana.page.evaluate(KEPT)).lower()
    assert [word for word in (WORDS, first, card) if word in kept] == []


def test_an_escaped_invitation_link_says_who_would_join_and_waits_for_another(cast: Cast) -> None:
    inviter, guest = cast.api_user("Bela"), cast.newcomer("Cleo")
    link = inviter.api("POST", "/pairing/invitations")["link"]
    guest.page.goto(link.replace("#", "%23"))
    guest.sees(f"You are signed in as Cleo ({guest.email}).")
    look(guest, "join")
    guest.tap("Sign in as someone else")
    guest.sees("Your invitation is saved.")
    guest.sign_in()
    guest.sees(f"You are signed in as Cleo ({guest.email}).")
    guest.tap("Join")
    guest.sees("Almost there")


def test_an_address_of_slashes_is_the_first_page(cast: Cast) -> None:
    dara = cast.newcomer("Dara")
    for path in ("//", "///", "//settings//sign-in"):
        dara.goto(path)
        expect(dara.page.get_by_role("heading", level=1)).to_be_visible()
    dara.sees("Signing out everywhere ends every sign-in at once.")
    look(dara, "devices")
