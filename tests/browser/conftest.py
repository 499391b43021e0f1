"""Fixtures that start the browser and the running app, once for all browser tests of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import launch_arguments
from tests.browser.stack import PATIENCE, Stack, running
from tests.services.migrated import MigratedDatabases


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, migrated: MigratedDatabases) -> Iterator[Stack]:
    """The running app: web server, worker and beat, with local e-mail and push services."""
    with running(tmp_path_factory.mktemp("stack"), migrated) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium, either Playwright's or the system's."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_arguments(playwright.chromium.executable_path))
        yield started
        started.close()
