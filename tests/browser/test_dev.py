"""The command `make dev` serves the app at one address, reloads changed files, and leaves no process when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests
from playwright.sync_api import Browser, expect

from project.demo.story import ROBIN
from scripts.bootstrap import FRONTEND, ROOT
from tests.local.one_command import newcomers_environment, sign_in
from tests.local.process_status import family, left_after
from tests.services.ports import free_port

#: Marked long because it touches source files. Other tests would rebuild the front end in the middle of a run.
pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.long]

#: Seconds after which a step has failed, even on a busy machine.
LIMIT = 180


@contextmanager
def _dev(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run `make dev` with its data in `folder` during the `with` block. Yield its process when the app is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.dev", "--folder", str(folder), "--port", str(port)],
        cwd=ROOT,
        env=newcomers_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output: list[str] = []
    ready = threading.Event()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            if "Ctrl-C" in line:
                ready.set()
        ready.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert ready.wait(LIMIT), "".join(output)
        assert process.poll() is None, "".join(output)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(LIMIT)
        reader.join(LIMIT)
        if process.stdout is not None:
            process.stdout.close()


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _children(supervisor: int, program: str) -> set[int]:
    """Return the process ids of the supervisor's descendants that run `program`, such as "celery".

    A process that only watches and restarts the program doesn't count.
    """
    found = set()
    for process in psutil.Process(supervisor).children(recursive=True):
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if any(Path(part).name == program for part in line[:2]):
            found.add(process.pid)
    return found


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=10).status_code == 200
    except requests.RequestException:
        return False


def _walk(browser: Browser, origin: str) -> None:
    """Open the app's page, then change the file of a component. Fail unless the page updates without a reload."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(origin, timeout=LIMIT * 1000)
    expect(page.get_by_label("E-mail")).to_be_visible(timeout=LIMIT * 1000)
    page.evaluate("window.openedOnce = true")
    updated = "[vite] hot updated: /src/app/App.tsx"
    with page.expect_console_message(lambda line: updated in line.text, timeout=LIMIT * 1000):
        os.utime(FRONTEND / "src" / "app" / "App.tsx")
    assert page.evaluate("window.openedOnce")
    page.close()
    assert faults == []


def test_it_serves_reloads_and_ends(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    with _dev(tmp_path / "dev", port) as supervisor:
        assert '<div id="app">' in requests.get(f"{origin}/", timeout=LIMIT).text
        assert requests.get(f"{origin}/health/ready", timeout=LIMIT).status_code == 200
        assert requests.get(f"{origin}/_mail", timeout=LIMIT).status_code == 200
        assert "/src/app/App" in requests.get(f"{origin}/src/main.tsx", timeout=LIMIT).text

        before = _children(supervisor.pid, "granian"), _children(supervisor.pid, "celery")
        assert all(before)
        os.utime(ROOT / "project" / "running" / "health.py")
        _wait_until(lambda: bool(_children(supervisor.pid, "granian") - before[0]))
        _wait_until(lambda: bool(_children(supervisor.pid, "celery") - before[1]))
        _wait_until(lambda: _answers(f"{origin}/health/ready"))

        _walk(browser, f"http://localhost:{port}")
        session = sign_in(f"http://localhost:{port}", ROBIN)
        me = session.get(f"http://localhost:{port}/api/v1/me", timeout=LIMIT)
        assert me.json()["display_name"] == ROBIN.name

        everyone = family(supervisor.pid)
        supervisor.send_signal(signal.SIGINT)
        assert supervisor.wait(LIMIT) == 0
        assert left_after(everyone, LIMIT) == []
