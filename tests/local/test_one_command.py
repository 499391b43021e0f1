"""`make run` starts the app, so that people can sign in. If the supervisor is killed, no process of the app is left."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from project.demo.story import KIM, ROBIN
from tests.local import one_command
from tests.local.one_command import sign_in, start
from tests.local.process_status import family, left_after
from tests.services.ports import free_port

pytestmark = pytest.mark.stack

#: Seconds after which a start has failed, even on a busy machine. On an idle one, a start takes 10 s, and later 3 s.
LIMIT = 240


def _refusal(folder: Path, port: str) -> str:
    command = [sys.executable, "-m", "project.local", "--folder", str(folder), "--port", port]
    refused = subprocess.run(
        command, capture_output=True, text=True, timeout=LIMIT, env=one_command.newcomers_environment()
    )
    assert refused.returncode == 1
    return refused.stderr


def test_start_sign_in_be_killed_start_again(tmp_path: Path) -> None:
    folder = tmp_path / "local"
    with start(folder, within=LIMIT) as first:
        assert first.origin in first.said
        assert ROBIN.email in first.said
        for person in (ROBIN, KIM):
            session = sign_in(first.origin, person)
            assert session.get(f"{first.origin}/api/v1/me", timeout=120).json()["display_name"] == person.name
            home = session.get(f"{first.origin}/api/v1/home", timeout=120).json()
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
        assert left_after(everyone, 60) == []
    with start(folder, within=LIMIT) as second:
        print(f"second start: {second.seconds:.1f} s")  # noqa: T201 - shown with -s
        everyone = family(second.supervisor.pid)
        second.supervisor.send_signal(signal.SIGINT)
        assert second.supervisor.wait(60) == 0
        assert left_after(everyone, 1) == []
