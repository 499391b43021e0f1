"""Restore a backup: check that it fits this server before anything changes, then replace the database."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from couples.encryption import wrapping
from couples.erasure import tombstones
from couples.models import Tombstone, User
from project import keys_file
from project.backups import archive, postgres, server_keys, sqlite
from project.backups.archive import Manifest, Unusable

_RUNS = "The app is running, or something else has the database open. Stop it, so that nothing is written meanwhile."


def restore(source: IO[bytes], *, replace: bool, warn: Callable[[str], object]) -> Manifest:
    """Replace this server's database and, if the backup holds keys, also its key file. Return the backup's manifest.

    If this server's keys come from environment variables, it keeps them. The caller must then run `manage.py migrate`
    and `manage.py reapply_erasures` in new processes, which read the restored keys. Raises Unusable if the app is
    running, if the backup is damaged or does not fit this server, or if the server has accounts and `replace` is False.
    In each of these cases, nothing has changed. `warn` is called with a sentence if erasures may be missing.
    """
    with tempfile.TemporaryDirectory() as name, _stopped():
        folder = Path(name)
        manifest = archive.unpack(source, folder)
        _require_known(manifest)
        if not replace and _has_accounts():
            raise Unusable(
                "There are accounts on this server, and a restore would replace them. Back up, then add --replace."
            )
        keys = keys_file.read(folder / archive.KEYS)
        own_file = server_keys.file()
        _require_keys(manifest, keys, own_file)
        _add_tombstones(folder / archive.TOMBSTONES, warn)
        with _keys_replaced_afterwards(keys, own_file):
            if manifest.database == "sqlite":
                sqlite.load(folder)
            else:
                postgres.load(folder, manifest)
    return manifest


def _require_known(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Unusable(
            f"This backup is of a {manifest.database} database, and this server uses {connection.vendor}. "
            "A backup can be restored only into the same kind."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if unknown := [each for each in manifest.migrations if tuple(each.split(".", 1)) not in known]:
        raise Unusable(
            f"This backup was made by version {manifest.version}, which is newer than this one: it has "
            f"{unknown[0]}. Upgrade first, then restore."
        )


def _has_accounts() -> bool:
    return User._meta.db_table in connection.introspection.table_names() and User.objects.exists()


def _require_keys(manifest: Manifest, keys: dict[str, str], own_file: Path | None) -> None:
    """Raise Unusable if, after the restore, this server would lack a key that the backup's data need.

    `keys` are the keys in the backup. They replace this server's keys in `own_file`. This server keeps its own keys if
    there are none in the backup, or if `own_file` is None because its keys come from environment variables.
    """
    theirs = server_keys.wrapping_keys(keys)
    here = theirs if keys and own_file else {name.hex() for name in wrapping.ring()}
    needed = set(manifest.wrapping_keys)
    missing = ", ".join(sorted(needed - here))
    if missing and needed <= theirs:
        raise Unusable(
            f"This backup needs the wrapping key {missing}. This server's keys come from its environment, and this key "
            f"is not there. Print the backup's keys with `tar -xzOf BACKUP {archive.KEYS}`, where BACKUP is the file. "
            f"In the environment, set {', '.join(keys)} to the values that this prints. Then restore again."
        )
    if missing:
        raise Unusable(
            f"Nothing in this backup could be read here: it needs the wrapping key {missing}. Put back the keys of the "
            "server that made it, or use a backup that was made with --with-keys."
        )


@contextmanager
def _keys_replaced_afterwards(keys: dict[str, str], file: Path | None) -> Iterator[None]:
    """Replace the keys in this server's key file with the backup's keys, after the `with` block has loaded the data.

    If loading fails, the former keys stay, and still fit the data. The backup's keys are written to a file next to the
    key file before the block, so that a full or read-only disk is noticed before the data change. The former keys are
    kept: from `keys.env`, they move to `keys.before-restore`. If `keys` is empty or `file` is None, keep all keys.
    """
    if not keys or file is None:
        yield
        return
    ready = file.with_suffix(".restored")
    keys_file.write(ready, keys)
    try:
        yield
    except BaseException:
        ready.unlink()
        raise
    former = keys_file.read(file)
    if former and former != keys:
        keys_file.write(file.with_suffix(".before-restore"), former)
    ready.replace(file)


def _add_tombstones(theirs: Path, warn: Callable[[str], object]) -> None:
    """Add tombstones (records of erased people and closed spaces) to this server's tombstone file.

    The file gets those of the backup, whose file is `theirs`, and those of the database that is about to be replaced:
    the file may lack some of these if it could not be written. Raises Unusable if this server's file is damaged,
    because the erasures could not be repeated after the restore. Calls `warn` if tombstones may be missing: damaged
    lines of the backup and a damaged database are passed over, because nobody could correct them now.
    """
    again = "If you have their tombstones, run `manage.py reapply_erasures FILE` before you start the app."
    if not settings.TOMBSTONES_FILE:
        warn(
            f"TOMBSTONES_FILE is empty, so people who were erased after the backup was made are back. {again}"
        )
        return
    own = Path(settings.TOMBSTONES_FILE)
    own.parent.mkdir(parents=True, exist_ok=True)
    try:
        tombstones.read(tombstones.lines_of(own) if own.exists() else [])
    except ValueError as error:  # also raised if the text can't be decoded
        raise Unusable(
            f"{own} records who was erased, and is damaged: {error}. Correct the file, then restore again."
        ) from error
    held = theirs.read_bytes().decode(errors="replace").splitlines()
    whole = [line for line in held if tombstones.is_whole(line)]
    if len(whole) < len(held):
        warn(f"Damaged lines in the backup's record of erasures: {len(held) - len(whole)}. {again}")
    tombstones.append(own, whole)
    try:
        if Tombstone._meta.db_table in connection.introspection.table_names():
            tombstones.append(own, list(tombstones.lines()))
    except DatabaseError:
        # PostgreSQL may have ended the connection.
        connection.close()
        warn(f"The record of erasures in the present database can't be read. {again}")


@contextmanager
def _stopped() -> Iterator[None]:
    """Raise Unusable if the app is running. Otherwise lock the data folder until the `with` block ends.

    The app counts as running if it holds this lock, or if another client is connected to the PostgreSQL database. While
    the folder is locked, the app can't start. If there is no data folder, nothing is locked, and the app could start.
    """
    if connection.vendor == "postgresql" and not postgres.is_only_client():
        raise Unusable(_RUNS)
    folder: Path = settings.VOLUME.root if settings.VOLUME else settings.LOCAL_DIR
    if not folder.is_dir():
        yield
        return
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(_RUNS) from None
        yield
