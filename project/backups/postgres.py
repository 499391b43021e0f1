"""Dump a PostgreSQL database as it was at one moment, and load such a dump, without pg_dump and pg_restore."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from project.backups.archive import Manifest, Part
from project.backups.left_out import Table, tables

#: Number of bytes per read or write.
BLOCK = 1 << 20
#: How often to look for other clients before a restore is refused, ten times a second.
LOOKS = 50


def dump(folder: Path) -> list[tuple[Path, Sequence[str]]]:
    """Write one file per table to `folder`, without the rows that a backup leaves out (see `left_out`).

    A table that is left out as a whole, such as the table of sessions, gets no file. Return each file's path with the
    names of the table's columns.
    """
    files: list[tuple[Path, Sequence[str]]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        # Read all tables as of this moment, even if other connections write meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in tables():
            if table.empty:
                continue
            file = folder / f"{table.name}.copy"
            with file.open("wb") as out, cursor.copy(f"COPY ({_rows(table)}) TO STDOUT") as copy:
                for block in copy:
                    out.write(block)
            files.append((file, table.columns))
    return files


def _rows(table: Table) -> str:
    chosen = ", ".join(
        f'NULL AS "{name}"' if name in table.emptied else f'"{name}"' for name in table.columns
    )
    where = " AND ".join(f'"{name}" IS NULL' for name in table.refused)
    return f'SELECT {chosen} FROM "{table.name}"' + (f" WHERE {where}" if where else "")


def is_only_client() -> bool:
    """Return whether no other client is connected to the database.

    PostgreSQL lists a connection for a moment after its program has ended. So this function asks up to `LOOKS` times,
    ten times a second, before it returns False.
    """
    for look in range(LOOKS):
        if look:
            time.sleep(0.1)
        if _other_clients() == 0:
            return True
    return False


def _other_clients() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        [count] = cursor.fetchone()
    return int(count)


def load(folder: Path, manifest: Manifest) -> None:
    """Replace the database's content with the unpacked backup in `folder`.

    First drop all tables in one transaction. Then apply the migrations that the manifest lists, each in its own
    transaction. Last, load all rows in one transaction.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'DROP TABLE "{name}" CASCADE')
    executor = MigrationExecutor(connection)
    wanted = {tuple(each.split(".", 1)) for each in manifest.migrations}
    executor.migrate(_ends(executor, wanted))
    tables_ = [part for part in manifest.parts if part.columns]
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f'"{_table(part)}"' for part in tables_)
        # Delete rows that migrations inserted: the backup contains them as well.
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for part in tables_:
            columns = ", ".join(f'"{name}"' for name in part.columns)
            with (
                (folder / part.name).open("rb") as source,
                cursor.copy(f'COPY "{_table(part)}" ({columns}) FROM STDIN') as copy,
            ):
                while block := source.read(BLOCK):
                    copy.write(block)
        for statement in connection.ops.sequence_reset_sql(
            no_style(), apps.get_models(include_auto_created=True)
        ):
            cursor.execute(statement)


def _table(part: Part) -> str:
    return part.name.removesuffix(".copy")


def _ends(executor: MigrationExecutor, wanted: set[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the last migrations: those in `wanted` that no other migration in `wanted` depends on.

    `wanted` has each migration as app label and name. Migrating to the last migrations applies all of `wanted`.
    """
    graph = executor.loader.graph
    nodes = [(app, name) for app, name in wanted]
    needed = {parent.key for node in nodes for parent in graph.node_map[node].parents}
    return [node for node in nodes if node not in needed]
