"""Make a backup: collect its files in a temporary folder, describe them in a manifest, and write the archive."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from couples.encryption import checks
from couples.erasure import tombstones
from project.backups import archive, postgres, server_keys, sqlite
from project.backups.archive import Manifest, Part, Unusable
from project.version import VERSION


def make(target: IO[bytes], *, keys: bool) -> Manifest:
    """Write a backup to `target`, including this server's keys if `keys` is True. Return the backup's manifest.

    The app may keep running. Raises Unusable if the database has unapplied migrations, or if `keys` is True but this
    server's keys are not in a file.
    """
    applied = _applied()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = sqlite.dump if connection.vendor == "sqlite" else postgres.dump
        files = dump(folder)
        stones = folder / archive.TOMBSTONES
        stones.write_text("".join(sorted({*tombstones.lines(), *_own_file()})))
        files.append((stones, ()))
        if keys:
            files.append((_copy_of_keys(folder), ()))
        manifest = Manifest(
            form=archive.FORM,
            version=VERSION,
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=applied,
            wrapping_keys=checks.needed_keys(),
            parts=[Part(file.name, archive.digest(file), columns) for file, columns in files],
        )
        archive.write(target, manifest, {file.name: file for file, _ in files})
    return manifest


def _applied() -> list[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unusable("The database is not up to date with this version. Run `manage.py migrate` first.")
    return [f"{app}.{name}" for app, name in executor.loader.applied_migrations]


def _own_file() -> list[str]:
    file = Path(settings.TOMBSTONES_FILE or "/nowhere")
    return tombstones.lines_of(file) if file.is_file() else []


def _copy_of_keys(folder: Path) -> Path:
    own_file = server_keys.file()
    if own_file is None:
        raise Unusable(
            "This server's keys come from its environment. Keep a copy of that: your .env, or its secrets."
        )
    return Path(shutil.copy(own_file, folder / archive.KEYS))
