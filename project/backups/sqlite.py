"""Copy an SQLite database while it is in use, and replace the database with such a copy."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connections

from project.backups.left_out import tables

FILE = "database.sqlite3"


def dump(folder: Path) -> list[tuple[Path, Sequence[str]]]:
    """Write a copy of the database to `folder`, without the rows that a backup leaves out (see `left_out`).

    Return one pair: the copy's path, and an empty list of columns. Only dumps of PostgreSQL need the columns.
    """
    copy = folder / FILE
    with closing(sqlite3.connect(_path())) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        for table in tables():
            for column in table.refused:
                target.execute(f'DELETE FROM "{table.name}" WHERE "{column}" IS NOT NULL')
            for column in table.emptied:
                target.execute(f'UPDATE "{table.name}" SET "{column}" = NULL')
            if table.empty:
                target.execute(f'DELETE FROM "{table.name}"')
        target.commit()
        # VACUUM, because deleted rows would still be readable in the file. Without a write-ahead log, the copy is one
        # file.
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("VACUUM")
    return [(copy, ())]


def load(folder: Path) -> None:
    """Replace the database file with the copy in `folder`. No other process may have the database open."""
    connections.close_all()
    database = _path()
    fresh = database.with_suffix(".restored")
    with (folder / FILE).open("rb") as source, fresh.open("wb") as target:
        while block := source.read(1 << 20):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    for log in ("-wal", "-shm"):
        database.with_name(database.name + log).unlink(missing_ok=True)
    fresh.replace(database)


def _path() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])
