"""A Celery worker touches a file to show that it is alive, and does not log a line per task."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.stack import Stack

pytestmark = pytest.mark.stack


def _wait_for(true: Callable[[], bool], said: Callable[[], str]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, said()
        time.sleep(0.1)


def test_a_worker_notes_that_it_lives_and_is_silent_about_tasks(stack: Stack) -> None:
    alive, log = Path(stack.environment["WORKER_ALIVE_FILE"]), stack.folder / "worker.log"
    _wait_for(alive.exists, log.read_text)
    alive.unlink()
    _wait_for(alive.exists, log.read_text)
    assert "received" not in log.read_text()
    assert "succeeded" not in log.read_text()
