"""A Celery worker touches a file to show that it is alive, and does not log a line per task."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from project.local import commands, processes
from tests.deploy.compose import ROOT
from tests.deploy.web import PROGRAMS, environment
from tests.services.migrated import MigratedDatabases
from tests.services.valkey import valkey_server

pytestmark = pytest.mark.stack


def _wait_for(true: Callable[[], bool], said: Callable[[], str]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, said()
        time.sleep(0.1)


def test_a_worker_notes_that_it_lives_and_is_silent_about_tasks(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    alive, log, folder = tmp_path / "alive", tmp_path / "worker.log", tmp_path / "valkey"
    with valkey_server(folder) as url:
        env = environment(
            DATABASE_URL=migrated.sqlite(tmp_path / "db.sqlite3"),
            REDIS_URL=url,
            WORKER_ALIVE_FILE=str(alive),
        )
        with log.open("wb") as out:
            running = [
                processes.start(commands.in_folder(PROGRAMS, command), env=env, log=out, cwd=ROOT)
                for command in (commands.worker(concurrency=1), commands.beat(schedule=tmp_path / "beat"))
            ]
        try:
            _wait_for(alive.exists, log.read_text)
            alive.unlink()
            _wait_for(alive.exists, log.read_text)
        finally:
            processes.stop(running, grace=10)
    assert "received" not in log.read_text()
    assert "succeeded" not in log.read_text()
