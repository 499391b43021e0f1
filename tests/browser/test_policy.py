"""The policy that the page runs under, in a browser that keeps to it; and the pages that have one of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

_MARKUP = """
() => {
  try { document.body.innerHTML = "<p>words</p>" } catch (error) { return error.name }
  return "took it";
}
"""
_POLICY = """
(name) => {
  try { trustedTypes.createPolicy(name, { createHTML: (text) => text }) } catch (error) { return error.name }
  return "made";
}
"""
_WORKER = "navigator.serviceWorker.ready.then((it) => it.active.scriptURL)"


@pytest.fixture
def una(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """Somebody of the support staff, with a phone."""
    one = phone(stack, browser, "Una")
    yield one
    one.context.close()


def test_no_text_becomes_markup_and_the_worker_starts_all_the_same(una: Phone) -> None:
    una.goto("/sign-in")
    una.sees("Send me a code")
    assert una.page.evaluate(_WORKER) == f"{una.stack.origin}/sw.js"
    assert una.page.evaluate(_MARKUP) == "TypeError"
    assert [una.page.evaluate(_POLICY, name) for name in ("mine", "default", "service-worker")] == [
        "TypeError"
    ] * 3
    una.page.reload()  # now as the worker keeps it
    una.sees("Send me a code")
    assert una.page.evaluate("Boolean(navigator.serviceWorker.controller)")
    assert una.page.evaluate(_MARKUP) == "TypeError"


def test_support_comes_in_by_passkey_and_its_pages_work(una: Phone) -> None:
    una.stack.manage("staff", "add", una.email)
    una.goto("/admin/")
    una.sees("For support staff")
    una.sign_in()
    una.page.get_by_label("What should we call you?").fill("Una")
    una.tap("Continue")
    una.tap("Add a passkey")
    una.tap("Copy the codes")
    una.goto("/admin/")
    una.tap("Users", role="link")
    una.page.locator("#searchbar").fill(una.email)
    una.tap("Search")
    expect(una.page.get_by_role("link", name=una.email)).to_be_visible()
    # A script of Django's own, which writes markup.
    una.tap(re.compile("Toggle theme"))
    assert una.violations == []


def test_the_apis_description_is_shown(una: Phone) -> None:
    una.goto("/api/docs")
    una.sees("/api/v1/me")
    assert una.violations == []
