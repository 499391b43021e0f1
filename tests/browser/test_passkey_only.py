"""If a person allows sign-in by passkey only, someone who can read the person's e-mail can't sign in.

If someone uses a recovery code of the account, the app alerts the person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

MORNING = dt.datetime(2027, 3, 9, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def phones(stack: Stack, whole_browser: Browser) -> Iterator[tuple[Phone, Phone]]:
    """Vera's phone, and the phone of someone else who can read her e-mail."""
    stack.clock.set(MORNING)
    own, other = phone(stack, whole_browser, "Vera", worker=True), phone(stack, whole_browser, "Vasco")
    other.email = own.email
    yield own, other
    for each in (own, other):
        each.context.close()


def test_with_passkey_only_mail_opens_nothing_and_a_recovery_code_does_not_stay_unseen(
    stack: Stack, phones: tuple[Phone, Phone]
) -> None:
    own, other = phones
    codes = _add_a_passkey(own)
    _allow_it_alone(own)
    _ask_for_a_code(stack, other)
    _come_in_by_recovery_code(other, codes[0])
    told = [own.push(number)["notification"] for number in range(2)]
    assert {each["body"] for each in told} == {
        "A new device signed in to your account. If it wasn't you, open “Sign-in and devices”.",
        "One of your recovery codes was used. If it wasn't you, open “Sign-in and devices”.",
    }
    own.page.goto(told[0]["navigate"])
    expect(own.page.get_by_role("listitem").filter(has_text="Signed in on")).to_have_count(2)
    own.tap(re.compile("^Sign out Chrome"))
    own.sees("That device has been signed out.")
    other.page.reload()
    other.sees("Send me a code")
    for each in phones:
        assert each.violations == []


def _add_a_passkey(own: Phone) -> list[str]:
    own.sign_in()
    own.page.get_by_label("What should we call you?").fill("Vera")
    own.tap("Continue")
    own.sees("Two people, one small ritual")
    own.goto("/settings/sign-in")
    own.tap("Add a passkey")
    own.tap("Copy the codes")
    copied: str = own.page.evaluate("navigator.clipboard.readText()")
    own.tap("I have saved them")
    own.turn_reminders_on()
    return copied.split("\n")


def _allow_it_alone(own: Phone) -> None:
    own.goto("/settings/sign-in")
    own.page.get_by_role("checkbox", name="I have saved my codes").check()
    own.tap("Use my passkey only")
    own.sees("This is on. E-mailed codes don't work.")


def _ask_for_a_code(stack: Stack, other: Phone) -> None:
    before = len(stack.mail.to(other.email))
    other.goto("/sign-in")
    other.page.get_by_label("Your e-mail address").fill(other.email)
    other.tap("Send me a code")
    other.sees("Check your e-mail")
    # Alerts about Vera's earlier changes may arrive at any time.
    alerts = ["A passkey was added", "Reminders go to a new device", "Sign-in by passkey only"]
    subjects = ["Signing in to Side by Side", *alerts]
    seen: list[str] = []
    while "Signing in to Side by Side" not in seen:
        mail = other.mail(before + len(seen))
        assert not re.search(r"[A-Z]{4}-[A-Z]{4}", mail.text)
        assert mail.subject in subjects
        seen.append(mail.subject)
    other.tap("Use another address")


def _come_in_by_recovery_code(other: Phone, code: str) -> None:
    other.tap("I have lost my passkey")
    other.page.get_by_label("Your e-mail address").fill(other.email)
    other.page.get_by_label("Recovery code").fill(code)
    other.tap("Sign in")
    other.sees("Two people, one small ritual")
