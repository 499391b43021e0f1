"""The screens of signing in, starting alone and linking, and of a closed space: the first chapter of the gallery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from project.version import VERSION
from tests.browser.cast import EVENING, Cast, Screen
from tests.browser.phone import Phone


def arriving(cast: Cast) -> Iterator[Screen]:
    """Yield the screens in which someone signs in, starts alone, links with a partner, and sees the space close."""
    noa = cast.visitor("Noa")
    noa.goto("/sign-in")
    noa.sees("Answer alone, look together")
    yield "sign-in", noa
    noa.tap("I have lost my passkey")
    noa.sees("This is for you if you sign in by passkey only")
    yield "sign-in by recovery code", noa
    noa.tap("Back to signing in")
    noa.tap("Send me a code")
    noa.sees("Please write your e-mail address")
    yield "sign-in without an address", noa
    noa.page.get_by_label(noa.words("Your e-mail address")).fill(noa.email)
    noa.tap("Send me a code")
    noa.sees("Check your e-mail")
    yield "code", noa
    noa.page.get_by_label(noa.words("Code from the e-mail")).fill("ABCD-EFGH")
    noa.sees("That is not the code")
    yield "wrong code", noa
    for path, words in (
        ("/about", f"Version {VERSION}."),
        ("/more", "You are not to blame"),
        ("/join", "Sign in to join"),
    ):
        noa.goto(path)
        noa.sees(words)
        yield f"{path[1:]}, signed out", noa
    noa.goto("/sign-in")
    # The page still waits for the code.
    noa.sees("Check your e-mail")
    noa.tap("Use another address")
    noa.sign_in()
    noa.sees("Nice to meet you")
    yield "welcome", noa
    noa.page.get_by_label(noa.words("What should we call you?")).fill("Noa")
    noa.tap("Continue")
    noa.sees("Two people, one small ritual")
    yield "home, nothing yet", noa
    noa.goto("/settings/sign-in")
    noa.tap("Add a passkey")
    noa.sees("Save these recovery codes")
    yield "recovery codes", noa
    noa.tap("I have saved them")
    yield from _signing_in(noa)
    noa.goto("/history")
    noa.sees("Nothing here yet")
    yield "history, empty", noa
    noa.goto("/settings")
    noa.sees("Enter an invitation code")
    yield "settings, nothing yet", noa
    noa.goto("/")
    noa.tap("Start on my own")
    noa.sees("Ready to do this together?")
    yield "home, alone", noa
    noa.goto("/settings/leave")
    noa.sees("Stop now")
    yield "stop, alone", noa
    yield from _pairing(cast, noa)


def _signing_in(noa: Phone) -> Iterator[Screen]:
    noa.goto("/settings/sign-in")
    noa.sees("10 codes left.")
    yield "settings/sign-in, with a passkey", noa
    noa.tap("Make new codes")
    noa.sees("Your new recovery codes")
    yield "new recovery codes", noa
    noa.tap("I have saved them")
    noa.page.get_by_role("checkbox", name=noa.words("I have saved my codes")).check()
    noa.tap("Use my passkey only")
    noa.sees("This is on. E-mailed codes don't work.")
    yield "settings/sign-in, passkey only", noa
    noa.tap("Change the address")
    noa.page.get_by_label(noa.words("New e-mail address")).fill(f"new.{noa.email}")
    noa.tap("Send me a code")
    noa.sees(f"Code from the e-mail to new.{noa.email}")
    yield "settings/sign-in, new address", noa


def _pairing(cast: Cast, noa: Phone) -> Iterator[Screen]:
    lee = cast.visitor("Lee")
    lee.sign_in()
    lee.introduce()
    lee.goto("/join")
    lee.tap("See who invited you")
    lee.sees("Please enter the eight")
    yield "join by code", lee
    noa.goto("/pair")
    noa.sees("Make an invitation")
    yield "pair", noa
    noa.tap("Make an invitation")
    noa.sees("Your invitation")
    yield "invitation made", noa
    noa.tap("Copy the link")
    lee.page.goto("about:blank")  # a link from outside loads the page anew
    lee.page.goto(noa.page.evaluate("navigator.clipboard.readText()"))
    lee.sees("answer alone, look together, then talk.")
    yield "join by link", lee
    noa.goto("/")
    noa.sees("Your invitation is on its way")
    yield "home, invited", noa
    lee.tap("Join")
    lee.sees("Almost there")
    yield "join, waiting", lee
    lee.goto("/")
    lee.sees("Waiting for Noa to confirm")
    yield "home, waiting", lee
    noa.goto("/")
    noa.sees("Lee would like to join you")
    yield "home, asked", noa
    noa.goto("/pair")
    noa.sees("Is this your partner?")
    yield "asked", noa
    noa.tap("Yes, link us")
    noa.sees("You are linked")
    yield "linked", noa
    noa.goto("/")
    noa.sees("Your check-in is open")
    yield "home, paired", noa
    noa.goto("/pair")
    noa.sees("You are already linked")
    yield "pair, linked already", noa
    cast.at(EVENING + dt.timedelta(days=5))
    noa.goto("/")
    noa.sees("Nothing to do right now")
    yield "home, quiet", noa
    noa.api("POST", "/schedule/pause")
    noa.goto("/")
    noa.sees("Check-ins are paused")
    yield "home, paused", noa
    lee.goto("/")
    lee.sees("Noa paused check-ins on")
    yield "home, paused by the other", lee
    lee.goto("/settings/schedule")
    lee.sees("Noa paused check-ins on")
    yield "settings/schedule, paused by the other", lee
    lee.api("POST", "/space/leave", {})
    noa.goto("/")
    noa.sees("This space has closed")
    yield "home, closed", noa
    cast.at(EVENING)
