"""Fixtures that start the browser, once for all browser tests of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests.browser.chromium import launch_arguments
from tests.browser.stack import PATIENCE


@pytest.fixture(scope="session")
def _chromium() -> Iterator[BrowserType]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(_chromium: BrowserType) -> Iterator[Browser]:
    """Chromium's headless shell, or the whole browser where there is no shell. The shell can't show notifications."""
    with _chromium.launch(**launch_arguments(_chromium.executable_path, whole=False)) as started:
        yield started


@pytest.fixture(scope="session")
def whole_browser(_chromium: BrowserType) -> Iterator[Browser]:
    """The whole of Chromium, for tests of notifications."""
    with _chromium.launch(**launch_arguments(_chromium.executable_path)) as started:
        yield started
