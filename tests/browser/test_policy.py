"""The content security policies of the app, the admin pages and the API's documentation work in a real browser."""

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
def ysolde(stack: Stack, browser: Browser) -> Iterator[Phone]:
    """The phone of Ysolde, whom the tests make a member of the support staff."""
    one = phone(stack, browser, "Ysolde", worker=True)
    yield one
    one.context.close()


def test_no_text_becomes_markup_and_the_worker_starts_all_the_same(ysolde: Phone) -> None:
    ysolde.goto("/sign-in")
    ysolde.sees("Send me a code")
    assert ysolde.page.evaluate(_WORKER) == f"{ysolde.stack.origin}/sw.js"
    assert ysolde.page.evaluate(_MARKUP) == "TypeError"
    assert [ysolde.page.evaluate(_POLICY, name) for name in ("mine", "default", "service-worker")] == [
        "TypeError"
    ] * 3
    ysolde.page.reload()  # now the page comes from the service worker's cache
    ysolde.sees("Send me a code")
    assert ysolde.page.evaluate("Boolean(navigator.serviceWorker.controller)")
    assert ysolde.page.evaluate(_MARKUP) == "TypeError"


def test_support_comes_in_by_passkey_and_its_pages_work(ysolde: Phone) -> None:
    ysolde.stack.run(
        f"from django.core.management import call_command; call_command('staff', 'add', {ysolde.email!r})"
    )
    ysolde.goto("/admin/")
    ysolde.sees("For support staff")
    ysolde.sign_in()
    ysolde.page.get_by_label("What should we call you?").fill("Ysolde")
    ysolde.tap("Continue")
    ysolde.sees("Two people, one small ritual")
    ysolde.goto("/settings/sign-in")
    ysolde.tap("Add a passkey")
    ysolde.tap("Copy the codes")
    ysolde.goto("/admin/")
    ysolde.tap("Users", role="link")
    ysolde.page.locator("#searchbar").fill(ysolde.email)
    ysolde.tap("Search")
    expect(ysolde.page.get_by_role("link", name=ysolde.email)).to_be_visible()
    # This button runs a script of Django's admin that writes markup.
    ysolde.tap(re.compile("Toggle theme"))
    assert ysolde.violations == []


def test_the_apis_description_is_shown(ysolde: Phone) -> None:
    ysolde.goto("/api/docs")
    ysolde.sees("/api/v1/me")
    assert ysolde.violations == []
