"""Fill a database with the couples of another database, and with many copies of each couple, by PostgreSQL's COPY.

The first copy of a couple equals the original, so the app can open its sealed contents. Later copies have other ids,
and random bytes of the same length instead of sealed contents. Rows are written in the order of time. So the rows of
one couple are as far apart on the disk as if all couples had used the app in the same year.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.db.models import DateTimeField, Model
from psycopg import sql

from tests.plans.copied_rows import key_step
from tests.plans.query_plans import growing_tables

Change = Callable[[str], str]
Connection = psycopg.Connection[tuple[object, ...]]
#: Tables filled at the same time.
AT_ONCE = 4
#: Rows of the sample per batch.
_BATCH = 2_000
#: Time columns by which a table is ordered. The first that the table has is used.
_MOMENTS = ("opens_at", "due_at", "submitted_at", "created_at", "updated_at", "joined_at", "date_joined")


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: str
    #: Whether the value must be unique. A provider's `uid` is unique for each provider.
    own: bool


def fill(connect: Callable[[str], Connection], source: str, target: str, copies: int) -> int:
    """Fill the tables of the database `target`: write `copies` rows for each row of the database `source`.

    Only tables that grow with the number of people are filled, several at the same time. `connect` opens a
    connection to the database with the given name. Return the number of rows written.
    """
    # Two models may share a table.
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}

    def fill_one(table: str) -> int:
        began = time.monotonic()
        with connect(source) as reading, connect(target) as writing:
            # Don't check foreign keys; they are valid.
            writing.execute("SET session_replication_role = replica")
            writing.execute("SET synchronous_commit = off")
            writing.execute("SET maintenance_work_mem = '256MB'")
            rows = _fill_table(models[table], reading, writing, copies)
        if rows:
            print(f"{table}: {rows:,} rows in {time.monotonic() - began:.0f} s", flush=True)
        return rows

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(fill_one, sorted(growing_tables())))


def _fill_table(
    model: type[Model],
    source: Connection,
    target: Connection,
    copies: int,
) -> int:
    table = sql.Identifier(model._meta.db_table)
    columns = _columns(model)
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    as_text = sql.SQL(", ").join(
        sql.SQL("{}::text").format(sql.Identifier(column.name)) for column in columns
    )
    moments = {field.name for field in model._meta.concrete_fields if isinstance(field, DateTimeField)}
    order = next((sql.Identifier(name) for name in _MOMENTS if name in moments), sql.SQL("1"))
    # Insert the rows without indexes, and build the indexes afterwards. Adding random keys row by row takes ten times
    # as long.
    _index(target, model, ready=False)
    rows = 0
    step = key_step(copies)
    copy_into = sql.SQL("COPY {} ({}) FROM STDIN").format(table, names)
    with source.cursor(name="sample") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(sql.SQL("SELECT {} FROM {} ORDER BY {}").format(as_text, table, order))
        changes = [_changes(columns, copy, step) for copy in range(1, copies)]
        while batch := cursor.fetchmany(_BATCH):
            with target.cursor() as writing, writing.copy(copy_into) as copy:
                for row in batch:
                    copy.write_row(row)
                    for changed in changes:
                        copy.write_row(_changed(row, changed))
            target.commit()
            rows += len(batch) * copies
            if rows % (50 * _BATCH * copies) == 0:
                print(f"{model._meta.db_table}: {rows:,} rows so far", flush=True)
    _index(target, model, ready=True)
    target.execute(sql.SQL("REINDEX TABLE {}").format(table))
    for column in columns:
        if column.own and column.kind == "number":
            target.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), {})").format(
                    model._meta.db_table, column.name, copies * step
                )
            )
    target.commit()
    source.commit()
    return rows


def _index(target: Connection, model: type[Model], *, ready: bool) -> None:
    target.execute(
        "UPDATE pg_index SET indisready = %s WHERE indrelid = %s::regclass", [ready, model._meta.db_table]
    )


def _columns(model: type[Model]) -> list[_Column]:
    found = []
    for field in model._meta.concrete_fields:
        holder: Any = getattr(field, "target_field", field)  # the field that a foreign key refers to
        kind = {
            "UUIDField": "id",
            "BinaryField": "bytes",
            "BigAutoField": "number",
            "AutoField": "number",
        }.get(holder.get_internal_type(), "text")
        found.append(_Column(str(field.column), kind, holder.unique or field.unique or field.name == "uid"))
    return found


def _changes(columns: Sequence[_Column], copy: int, step: int) -> list[tuple[int, Change]]:
    """Return (column index, function that changes the value) for each column that differs in this copy.

    `copy` is the number of the copy. Copy 0 equals the original. Numeric keys are increased by `copy * step`.
    """
    mask = copy * 0x9E3779B1 & 0xFFFFFFFF
    kinds: dict[str, Change] = {
        # XOR the first 32 bits with a mask of this copy. An id and the foreign keys to it change in the same way.
        "id": lambda value: f"{int(value[:8], 16) ^ mask:08x}{value[8:]}",
        "bytes": lambda value: "\\x" + os.urandom((len(value) - 2) // 2).hex(),
        "number": lambda value: str(int(value) + copy * step),
        # The originals begin with random hexadecimal digits, so none begins with z.
        "text": lambda value: f"z{copy:02d}{value[3:]}",
    }
    return [
        (place, kinds[column.kind])
        for place, column in enumerate(columns)
        if column.own or column.kind in {"id", "bytes"}
        # Keep wrapped keys: each names the key that wraps it, which the server compares with its own key.
        if column.name != "wrapped"
    ]


def _changed(row: Sequence[object], changes: Sequence[tuple[int, Change]]) -> list[object]:
    values = list(row)
    for place, change in changes:
        value = values[place]
        if value is not None:
            values[place] = change(str(value))
    return values
