"""How the tests start Chromium."""

from __future__ import annotations

import psutil
import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_OFF = "--disable-features="


def test_what_playwright_turns_off_stays_off(browser: Browser) -> None:
    """Chromium heeds only the last list of features to turn off: ours, after Playwright's."""
    lists = [
        [set(part.partition("=")[2].split(",")) for part in _command_line(process) if part.startswith(_OFF)]
        for process in psutil.Process().children(recursive=True)
    ]
    # Chromium hands one list on to the processes that it starts.
    playwrights, ours = next(each for each in lists if len(each) > 1)
    assert playwrights <= ours


def _command_line(process: psutil.Process) -> list[str]:
    """The arguments of a process. None if it has just ended."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
