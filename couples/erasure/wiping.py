"""Wipe deleted data out of SQLite's files at once, instead of when SQLite happens to reuse the space.

`PRAGMA secure_delete` already overwrites deleted rows in the database file. But the `-wal` file next to the database
keeps older pages, with keys and addresses. Only a checkpoint copies the `-wal` file into the database and empties the
`-wal` file.
"""

from __future__ import annotations

from pathlib import Path

import structlog
from django.db import OperationalError, connection, transaction

log = structlog.get_logger(__name__)

#: Milliseconds to wait for readers. If they take longer, the poller wipes the files a few seconds later.
PATIENCE = 250


def after_commit() -> None:
    """Wipe deleted data out of SQLite's files as soon as the current transaction is committed.

    Until then, a marker file next to the database says that a wipe is due. If this process dies before the wipe, the
    poller (the process that runs overdue tasks) finds the marker file and wipes.
    """
    if _database() is not None:
        _note(owed=True)
        transaction.on_commit(wipe)


def owed() -> bool:
    """Return whether a wipe is due, because deleted data may still be in SQLite's files."""
    file = _database()
    return file is not None and _marker(file).exists()


def wipe() -> bool:
    """Copy SQLite's `-wal` file into the database and empty the `-wal` file, because it may hold deleted data.

    Return whether this succeeded. If other connections still use the database after `PATIENCE` milliseconds, the wipe
    fails, and the poller (the process that runs overdue tasks) tries again. On another kind of database, or inside a
    transaction, nothing is done and the result is False.
    """
    if _database() is None or connection.in_atomic_block:
        return False
    # Remove the marker before wiping: if another process erases something meanwhile, its own marker then stays.
    _note(owed=False)
    done = _emptied()
    if not done:
        _note(owed=True)
    return done


def _emptied() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        [(patience,)] = cursor.fetchall()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, _pages, _copied)] = cursor.fetchall()
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def _database() -> Path | None:
    """Return the path of SQLite's file, or None for another kind of database or a database in memory."""
    if connection.vendor != "sqlite":
        return None
    file = Path(str(connection.settings_dict["NAME"]))
    return file if file.is_file() else None


def _marker(file: Path) -> Path:
    return file.with_name(f"{file.name}-wipe")


def _note(*, owed: bool) -> None:
    file = _database()
    if file is None:
        return
    try:
        if owed:
            _marker(file).touch()
        else:
            _marker(file).unlink(missing_ok=True)
    except OSError as error:  # must not undo an erasure
        log.error("wipe_not_noted", error=type(error).__name__)
