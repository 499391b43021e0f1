"""The screens of the settings, of the safety page and of the offline app: a chapter of the screenshot gallery."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.cast import Cast, Screen


def setting(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of the settings, of the information pages, of "Page not found", and of the offline app."""
    kim = cast.known("Kim", past="robin_and_kim")
    for path, words in (
        ("/settings", "Signed in as kim"),
        ("/settings/profile", "Your time zone"),
        ("/settings/schedule", "A quiet break, just for you"),
        ("/settings/reminders", "This device doesn't show reminders yet."),
        ("/settings/privacy", "Tender topics"),
        ("/settings/sign-in", "Signed-in devices"),
        ("/settings/data", "A copy to keep"),
        ("/settings/leave", "Leave now"),
        ("/more", "You are not to blame"),
        ("/about", "Who runs this server"),
        ("/nowhere", "Page not found"),
    ):
        kim.goto(path)
        kim.sees(words)
        yield path[1:], kim
    kim.goto("/settings/schedule")
    kim.tap("Take a quiet break")
    kim.sees("End quiet break")
    yield "settings/schedule, resting", kim
    kim.goto("/")
    kim.sees("Only you can see this.")
    yield "home, resting", kim
    kim.tap("End quiet break")
    expect(kim.page.get_by_text(kim.words("You are taking a quiet break"))).to_have_count(0)
    kim.turn_reminders_on()
    yield "settings/reminders, on", kim
    kim.stack.mail.refuse(kim.email, "550 5.1.1 nobody here")
    kim.tap("Send me a test")
    kim.sees("The e-mail couldn't be sent")
    kim.page.reload()
    kim.sees("came back, so reminders to it are paused")
    yield "settings/reminders, mail came back", kim
    kim.stack.mail.refuse(kim.email, "")
    kim.tap("Try again")
    expect(kim.page.get_by_text(kim.words("came back, so reminders"))).to_have_count(0)
    kim.goto("/settings/schedule")
    kim.tap("Make a link")
    kim.sees("Copy the link")
    yield "settings/schedule, calendar", kim
    kim.page.reload()
    kim.sees("and shown only then.")
    yield "settings/schedule, calendar since", kim
    kim.context.set_offline(True)
    kim.sees("You are offline.")
    yield "offline", kim
    kim.context.set_offline(False)
