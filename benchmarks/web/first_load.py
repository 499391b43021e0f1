"""Measure first-load JavaScript: the gzipped size of all scripts that Chromium fetches for the home screen."""

from __future__ import annotations

import gzip

from playwright.sync_api import Browser, Response, sync_playwright

from scripts.bootstrap import ROOT
from tests.browser.chromium import launch_arguments


def javascript_gzip(origin: str, cookie: str) -> dict[str, int]:
    """Return the gzipped bytes of all scripts of a signed-in person's first visit to `origin`, by language.

    `cookie` is the value of the Cookie header. The service worker does not count, because the browser fetches it after
    the page is shown.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(playwright.chromium.executable_path))
        sizes = {
            language: _fetched(browser, origin, f"{cookie}; language={language}") for language in built()
        }
        browser.close()
    return sizes


def built() -> list[str]:
    """Return the languages for which a built front end exists."""
    return sorted(page.parent.name for page in (ROOT / "frontend/dist").glob("*/index.html"))


def _fetched(browser: Browser, origin: str, cookie: str) -> int:
    """Return the gzipped bytes of all scripts of one first visit."""
    scripts: dict[str, bytes] = {}

    def note(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = response.body()

    context = browser.new_context(service_workers="block")
    for pair in cookie.split("; "):
        name, value = pair.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": origin}])
    page = context.new_page()
    page.on("response", note)
    page.goto(origin, wait_until="networkidle")
    page.get_by_role("heading", level=1).wait_for()
    context.close()
    return sum(len(gzip.compress(content, 9)) for content in scripts.values())
