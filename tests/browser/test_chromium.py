"""Tests of how the suite starts Chromium."""

from __future__ import annotations

import psutil
import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_OFF = "--disable-features="


def test_what_playwright_turns_off_stays_off(whole_browser: Browser) -> None:
    """The suite's option `--disable-features` turns off every feature that Playwright's option turns off.

    Chromium uses only the last `--disable-features`, which is the suite's.
    """
    lists = [
        [set(part.partition("=")[2].split(",")) for part in _command_line(process) if part.startswith(_OFF)]
        for process in psutil.Process().children(recursive=True)
    ]
    # Chromium's child processes have only one list. The browser process has both.
    playwrights, ours = next(each for each in lists if len(each) > 1)
    assert playwrights <= ours


def _command_line(process: psutil.Process) -> list[str]:
    """Return the arguments of a process, or an empty list if the process has ended meanwhile."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
