"""Databases with all migrations applied. They are created once for each version of the code, and then copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from tests.services.postgres import DATABASE, TOOLS, Postgres

ROOT = Path(__file__).resolve().parents[2]
#: Folders with the code that a migration may call, including the pinned versions of packages.
SOURCES = ("checkins", "content", "couples", "notifications", "project", "requirements")


class MigratedDatabases:
    """Creates copies of migrated databases, whose originals are stored in `folder`. Processes may share the folder.

    The file names contain a hash of the code, so changed code gets new originals. Older originals are deleted.
    """

    def __init__(self, folder: Path = ROOT / ".cache" / "migrated") -> None:
        self._folder = folder

    def sqlite(self, file: Path) -> str:
        """Write a migrated SQLite database to `file`, and return its `DATABASE_URL`."""
        with self._alone():
            original = self._folder / f"{self._state}.sqlite3"
            if not original.exists():
                fresh = original.with_suffix(".fresh")
                fresh.unlink(missing_ok=True)
                _migrate(f"sqlite:///{fresh}")
                self._keep(fresh, original)
            shutil.copyfile(original, file)
        return f"sqlite:///{file}"

    def fill(self, server: Postgres, name: str = DATABASE) -> None:
        """Create all tables in the empty database `name`, as if all migrations had run there."""
        with self._alone():
            original = self._folder / f"{self._state}.sql"
            where = ["-h", server.sockets, "-U", "postgres", name]
            if original.exists():
                _run(TOOLS / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", original, *where)
                return
            _migrate(server.url.replace(DATABASE, name))
            fresh = original.with_suffix(".fresh")
            _run(TOOLS / "pg_dump", "-f", fresh, *where)
            self._keep(fresh, original)

    @cached_property
    def _state(self) -> str:
        found = hashlib.sha256()
        for source in SOURCES:
            for file in sorted((ROOT / source).rglob("*")):
                if file.suffix in {".py", ".lock"}:
                    found.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
        return found.hexdigest()[:16]

    def _keep(self, fresh: Path, original: Path) -> None:
        for before in self._folder.glob(f"*{original.suffix}"):
            before.unlink()
        fresh.rename(original)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
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
