"""The one-command start as a newcomer meets it: real processes, a sign-in with a mailed code, no trace after."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from project.local.story import KIM, ROBIN, DemoPerson
from tests.local.living import family, left_after
from tests.services.ports import free_port

pytestmark = pytest.mark.stack

#: Seconds. The first start also writes ten weeks; the second is promised in under 5 on an idle machine.
FIRST, SECOND = 90, 15
#: Seconds from asking for a code until its mail is there to be read.
MAIL_WITHIN = 15


#: What the suite has set for itself.
OURS = {"MODE", "SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY", "DATABASE_URL", "REDIS_URL", "ORIGIN"}


def _newcomers_environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if name not in OURS | {"DJANGO_SETTINGS_MODULE"}
    }


@dataclass(frozen=True, slots=True)
class Running:
    """A running start."""

    supervisor: subprocess.Popen[str]
    origin: str
    said: str
    seconds: float


@contextmanager
def _start(folder: Path, *, within: float) -> Iterator[Running]:
    port = free_port()
    began = time.monotonic()
    command = [sys.executable, "-m", "project.local", "--folder", str(folder), "--port", str(port)]
    supervisor = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_newcomers_environment()
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
        supervisor.communicate(timeout=30)


def _refusal(folder: Path, port: str) -> str:
    command = [sys.executable, "-m", "project.local", "--folder", str(folder), "--port", port]
    refused = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=_newcomers_environment()
    )
    assert refused.returncode == 1
    return refused.stderr


def _sign_in(origin: str, person: DemoPerson) -> requests.Session:
    session = requests.Session()

    def post(path: str, body: dict[str, str]) -> int:
        headers = {"X-CSRFToken": session.cookies["csrftoken"], "Origin": origin}
        return session.post(
            f"{origin}/_allauth/browser/v1{path}", json=body, headers=headers, timeout=20
        ).status_code

    session.get(f"{origin}/_allauth/browser/v1/config", timeout=20)
    assert post("/auth/code/request", {"email": person.email}) == 401  # which is: go on with the code
    assert post("/auth/code/confirm", {"code": _code(session, f"{origin}/_mail", person.email)}) == 200
    return session


def _code(session: requests.Session, address: str, recipient: str) -> str:
    """The newest code mailed to `recipient`, waited for: mails leave beside the request, and reminders come between."""
    until = time.monotonic() + MAIL_WITHIN
    while True:
        page = session.get(address, timeout=20).text
        for mail in page.split("<article>")[1:]:
            if f"To {recipient} " in mail and (code := re.search(r'class="code">([^<]+)<', mail)):
                return code.group(1)
        assert time.monotonic() < until, page
        time.sleep(0.2)


def test_start_sign_in_be_killed_start_again(tmp_path: Path) -> None:
    folder = tmp_path / "local"
    with _start(folder, within=FIRST) as first:
        assert first.origin in first.said
        assert ROBIN.email in first.said
        for person in (ROBIN, KIM):
            session = _sign_in(first.origin, person)
            assert session.get(f"{first.origin}/api/v1/me", timeout=20).json()["display_name"] == person.name
            home = session.get(f"{first.origin}/api/v1/home", timeout=20).json()
            assert home["check_in"]["state"] == "open"
            assert home["latest_reveal"]
        another_port = str(free_port())
        assert f"running already, as process {first.supervisor.pid}" in _refusal(folder, another_port)
        taken = first.origin.rsplit(":", 1)[1]
        assert f"Port {taken} is taken" in _refusal(tmp_path / "another", taken)
        assert (folder / "keys.env").stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0
        everyone = family(first.supervisor.pid)
        assert len(everyone) >= 6  # supervisor, watchdog, Valkey, web, worker, beat
        first.supervisor.kill()
        assert left_after(everyone, 15) == []
    with _start(folder, within=SECOND) as second:
        print(f"second start: {second.seconds:.1f} s")  # noqa: T201 - shown with -s, for whoever measures
        everyone = family(second.supervisor.pid)
        second.supervisor.send_signal(signal.SIGINT)
        assert second.supervisor.wait(20) == 0
        assert left_after(everyone, 1) == []
