"""However a supervisor ends, even by SIGKILL, none of its processes keeps running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.local.process_status import left_after, living

pytestmark = pytest.mark.slow


@contextmanager
def _scene(
    folder: Path, *children: str, grace: float = 0.3
) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """Run a supervisor with the dummy processes that `children` names, until the block ends.

    Yield the supervisor's process, and the ids of the dummy processes and of their children. `grace` is the number of
    seconds between SIGTERM and SIGKILL.
    """
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "tests.local.supervised_children", str(folder), str(grace), *children],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    pids: list[int] = []
    try:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == b"up\n"
        deadline = time.monotonic() + 60
        while len(pids) < 2 * len(children):
            assert time.monotonic() < deadline
            time.sleep(0.02)
            file = folder / "pids"
            pids = [int(line) for line in file.read_text().splitlines()] if file.exists() else []
        yield supervisor, pids
    finally:
        supervisor.kill()
        supervisor.communicate()
        for pid in living(pids):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(tmp_path: Path, number: signal.Signals) -> None:
    with _scene(tmp_path, "polite", "stubborn") as (supervisor, pids):
        supervisor.send_signal(number)
        assert supervisor.wait(60) == 0
        assert left_after(pids, 60) == []


@pytest.mark.parametrize("child", ["polite", "stubborn"])
def test_killed_outright_it_leaves_no_one(tmp_path: Path, child: str) -> None:
    with _scene(tmp_path, child, child) as (supervisor, pids):
        assert len(living(pids)) == 4
        supervisor.kill()
        assert left_after(pids, 60) == []


def test_killed_while_it_stops_the_others_it_leaves_no_one(tmp_path: Path) -> None:
    # The grace is so long that the supervisor is killed while it still waits for the other process.
    with _scene(tmp_path, "stubborn", grace=1.0) as (supervisor, pids):
        supervisor.terminate()
        time.sleep(0.2)
        supervisor.kill()
        assert left_after(pids, 60) == []


def test_when_one_dies_all_end_and_it_says_which(tmp_path: Path) -> None:
    with _scene(tmp_path, "polite", "polite") as (supervisor, pids):
        leader = next(pid for pid in pids if os.getpgid(pid) == pid)
        os.kill(leader, signal.SIGKILL)
        said, _ = supervisor.communicate(timeout=240)
        assert supervisor.returncode == 1
        assert b"ended with code -9" in said
        assert left_after(pids, 60) == []


def test_a_second_signal_is_for_those_in_a_hurry(tmp_path: Path) -> None:
    with _scene(tmp_path, "stubborn", grace=60) as (supervisor, pids):
        supervisor.terminate()
        time.sleep(1.5)  # less would count as the same signal, sent on by make
        assert supervisor.poll() is None
        # The second is enough, unless the machine is so busy that both arrive at once.
        for _ in range(2):
            supervisor.terminate()
            with suppress(subprocess.TimeoutExpired):
                supervisor.wait(1.5)
                break
        assert supervisor.wait(50) == 0
        assert left_after(pids, 60) == []
