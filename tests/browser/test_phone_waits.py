"""A phone of the tests waits for e-mails without holding up the page's own requests."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.phone import phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser
#: JavaScript that taps the button only after the test has begun to wait for the e-mail.
_TAP_LATER = "(button) => void setTimeout(() => button.click(), 300)"


def test_a_request_made_while_the_test_waits_for_its_mail_gets_through(
    stack: Stack, browser: Browser
) -> None:
    odile = phone(stack, browser, "Odile")
    odile.lose_the_net()
    odile.find_the_net()
    odile.goto("/sign-in")
    odile.page.get_by_label("Your e-mail address").fill(odile.email)
    odile.page.get_by_role("button", name="Send me a code").evaluate(_TAP_LATER)
    assert odile.mail(0).subject == "Your Side by Side code"
    odile.context.close()
