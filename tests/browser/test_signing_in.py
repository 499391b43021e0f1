"""Signing in works on a phone that reloads the page while the person reads their e-mail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser


def test_coming_back_from_the_mail_one_is_asked_for_the_code_again(stack: Stack, browser: Browser) -> None:
    nele = phone(stack, browser, "Nele")
    nele.goto("/sign-in")
    nele.page.get_by_label("Your e-mail address").fill(nele.email)
    nele.tap("Send me a code")
    code = nele.page.get_by_label("Code from the e-mail")
    expect(code).to_be_visible()
    nele.page.reload()
    nele.sees(nele.email)
    code.fill(nele.code(0))
    expect(nele.page.get_by_label("What should we call you?")).to_be_visible()
    # After the sign-in, the browser's session storage is empty.
    assert nele.page.evaluate("sessionStorage.length") == 0
    nele.context.close()


def test_another_address_is_asked_for_by_another_address(stack: Stack, browser: Browser) -> None:
    noor = phone(stack, browser, "Noor")
    noor.goto("/sign-in")
    noor.page.get_by_label("Your e-mail address").fill(noor.email)
    noor.tap("Send me a code")
    noor.tap("Use another address")
    noor.page.reload()
    expect(noor.page.get_by_label("Your e-mail address")).to_be_visible()
    noor.context.close()
