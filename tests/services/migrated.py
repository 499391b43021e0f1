"""Databases with all migrations applied: made once in a test run, and copied from then on."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.postgres import DATABASE, TOOLS, Postgres

ROOT = Path(__file__).resolve().parents[2]


class MigratedDatabases:
    """Copies the databases that it keeps in `folder`. Any number of processes may use the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sqlite(self, file: Path) -> str:
        """Write a SQLite database to `file`. Returns its `DATABASE_URL`."""
        original = self._folder / "migrated.sqlite3"
        with self._alone():
            if not original.exists():
                fresh = original.with_suffix(".fresh")
                _migrate(f"sqlite:///{fresh}")
                fresh.rename(original)
        shutil.copyfile(original, file)
        return f"sqlite:///{file}"

    def fill(self, server: Postgres) -> None:
        """Bring the empty database of `server` up to date."""
        original, where = self._folder / "migrated.sql", ["-h", server.sockets, "-U", "postgres", DATABASE]
        with self._alone():
            if not original.exists():
                _migrate(server.url)
                fresh = original.with_suffix(".fresh")
                _run(TOOLS / "pg_dump", "-f", fresh, *where)
                fresh.rename(original)
                return
        _run(TOOLS / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", original, *where)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "migrated.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _migrate(database: str) -> None:
    chosen = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": database, "REDIS_URL": ""}
    _run(sys.executable, "manage.py", "migrate", "--verbosity", "0", **chosen)


def _run(*command: str | Path, **environment: str) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stdout}{done.stderr}")
