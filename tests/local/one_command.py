"""Start the app with one command, as `make run` does, in a separate folder, and sign in by e-mailed code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from project.demo.story import DemoPerson
from tests.browser.stack import ROOT
from tests.services.ports import free_port

#: Seconds in which the e-mail with a code must appear on the page `/_mail`.
MAIL_WITHIN = 180


#: Variables that the test suite sets.
OURS = {"MODE", "SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY", "DATABASE_URL", "REDIS_URL", "ORIGIN"}


def newcomers_environment() -> dict[str, str]:
    """Return a newcomer's environment variables: this process's variables without those that the test suite sets.

    HOME_ENV is empty, so that no settings file `home.env` is read.
    """
    kept = {
        name: value for name, value in os.environ.items() if name not in OURS | {"DJANGO_SETTINGS_MODULE"}
    }
    return {**kept, "HOME_ENV": ""}


@dataclass(frozen=True, slots=True)
class Running:
    """A running app that was started with one command, as `make run` does.

    `said` is what the command printed until the app was ready, and `seconds` is how long that took.
    """

    supervisor: subprocess.Popen[str]
    origin: str
    said: str
    seconds: float


@contextmanager
def start(folder: Path, *, within: float, root: Path = ROOT, port: int | None = None) -> Iterator[Running]:
    """Run the app from the source code in `root` with its data in `folder`, until the block ends.

    Fails if the app is not ready within `within` seconds.
    """
    port = port or free_port()
    began = time.monotonic()
    command = [sys.executable, "-m", "project.local", "--folder", str(folder), "--port", str(port)]
    supervisor = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=newcomers_environment(),
    )
    assert supervisor.stdout is not None
    said = ""
    try:
        for line in supervisor.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        seconds = time.monotonic() - began
        assert "Ctrl-C" in said, said
        assert seconds < within, f"{seconds:.1f} s: {said}"
        yield Running(supervisor, f"http://localhost:{port}", said, seconds)
    finally:
        supervisor.terminate()
        supervisor.communicate(timeout=120)


def sign_in(origin: str, person: DemoPerson) -> requests.Session:
    """Sign in as this person with the code from the page `/_mail`, and return the signed-in HTTP session."""
    session = requests.Session()

    def post(path: str, body: dict[str, str]) -> int:
        headers = {"X-CSRFToken": session.cookies["csrftoken"], "Origin": origin}
        return session.post(
            f"{origin}/_allauth/browser/v1{path}", json=body, headers=headers, timeout=120
        ).status_code

    session.get(f"{origin}/_allauth/browser/v1/config", timeout=120)
    assert post("/auth/code/request", {"email": person.email}) == 401  # allauth waits for the code
    assert post("/auth/code/confirm", {"code": _code(session, f"{origin}/_mail", person.email)}) == 200
    return session


def _code(session: requests.Session, address: str, recipient: str) -> str:
    """Wait until the page at `address` shows an e-mail to `recipient` with a code, and return the newest code."""
    until = time.monotonic() + MAIL_WITHIN
    while True:
        page = session.get(address, timeout=120).text
        for mail in page.split("<article>")[1:]:
            if f"To {recipient} " in mail and (code := re.search(r'class="code">([^<]+)<', mail)):
                return code.group(1)
        assert time.monotonic() < until, page
        time.sleep(0.2)
