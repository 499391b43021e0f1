"""Signing in on a phone that forgets the page while one looks at one's mail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser


def test_coming_back_from_the_mail_one_is_asked_for_the_code_again(stack: Stack, browser: Browser) -> None:
    noa = phone(stack, browser, "Noa")
    noa.goto("/sign-in")
    noa.page.get_by_label("Your e-mail address").fill(noa.email)
    noa.tap("Send me a code")
    code = noa.page.get_by_label("Code from the mail")
    expect(code).to_be_visible()
    noa.page.reload()
    noa.sees(noa.email)
    code.fill(noa.code(0))
    noa.tap("Sign in")
    expect(noa.page.get_by_label("What shall we call you?")).to_be_visible()
    # Nothing of it stays behind.
    assert noa.page.evaluate("sessionStorage.length") == 0
    noa.context.close()


def test_another_address_is_asked_for_by_another_address(stack: Stack, browser: Browser) -> None:
    noa = phone(stack, browser, "Noor")
    noa.goto("/sign-in")
    noa.page.get_by_label("Your e-mail address").fill(noa.email)
    noa.tap("Send me a code")
    noa.tap("Use another address")
    noa.page.reload()
    expect(noa.page.get_by_label("Your e-mail address")).to_be_visible()
    noa.context.close()
