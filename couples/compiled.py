"""Compile the busiest queries only once, and run a few statements as plain SQL (docs/decisions/0009).

For the most frequent requests, Django takes several times as long to build a query as the database takes to answer
it. But only the query's parameters change from request to request. benchmarks/RESULTS.md says how much slower the app
is without this module.

The module is in `couples` because every app may import from `couples`.
"""

from __future__ import annotations

import datetime as dt
import inspect
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet

ResultRow = tuple[Any, ...]
#: A parameter of a compiled query.
Parameter = UUID | str


def among(column: str) -> str:
    """Return the SQL condition that this column equals one of several ids.

    All ids are passed as one parameter, which `as_one` makes. So the SQL is the same for any number of ids.
    """
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        return f"{column} = ANY(%s::uuid[])"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def as_one(ids: Iterable[UUID]) -> Any:
    """Convert several ids to one SQL parameter, for the condition that `among` returns."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        return list(ids)
    return json.dumps([each.hex for each in ids])


@dataclass(frozen=True, slots=True)
class _Statement:
    """A compiled query: its SQL and its parameters.

    A parameter is a constant, or a `_Slot` for a value that is filled in at each run.
    `converters`: for each column that Django converts, its position, the functions that convert a value, and the
    expression that these functions need.
    `native_uuid`: whether the database has a type for UUIDs. Otherwise UUIDs are passed as hexadecimal text.
    """

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Callable[[Any, Any, Any], Any], ...], Any], ...]
    native_uuid: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


class Compiled:
    """A `values_list` query that is compiled when it is first run, and then reused with other parameters.

    `build` is a function that takes the parameters by name and returns the queryset. It is called only once for each
    kind of database, with random UUIDs as parameters. So the SQL must be the same for all values.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._names = tuple(inspect.signature(build).parameters)
        self._statements: dict[str, _Statement] = {}

    def rows(self, **given: Parameter) -> list[ResultRow]:
        """Run the query with these parameters and return all rows. Raises KeyError if a parameter is missing."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            statement = self._statements[connection.vendor] = self._compile()
        values = {name: _as_given(value, statement.native_uuid) for name, value in given.items()}
        parameters = [values[p.name] if type(p) is _Slot else p for p in statement.parameters]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            found: list[ResultRow] = cursor.fetchall()
        if not statement.converters or not found:
            return found
        converted = []
        for raw in found:
            row = list(raw)
            for place, converters, expression in statement.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            converted.append(tuple(row))
        return converted

    def first(self, **given: Parameter) -> ResultRow | None:
        """Run the query with these parameters and return the first row, or None if no row is found."""
        return next(iter(self.rows(**given)), None)

    def _compile(self) -> _Statement:
        marks = {name: uuid4() for name in self._names}
        compiler = self._build(**marks).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        slots: dict[Any, _Slot] = {}
        for name, mark in marks.items():
            slots[mark] = slots[mark.hex] = slots[str(mark)] = _Slot(name)
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        return _Statement(
            sql=sql,
            parameters=tuple(
                slots.get(value, value) if isinstance(value, (UUID, str)) else value for value in parameters
            ),
            converters=tuple(
                (place, tuple(converters), expression)
                for place, (converters, expression) in compiler.get_converters(columns).items()
            ),
            native_uuid=connections[DEFAULT_DB_ALIAS].features.has_native_uuid_field,
        )


def _as_given(value: Parameter, native_uuid: bool) -> Any:
    if isinstance(value, UUID):
        return value if native_uuid else value.hex
    return value


#: Types that PostgreSQL's driver converts by itself (except for a JSON column). Converting them with the model's field
#: would take longer.
_PLAIN = (UUID, dt.datetime, bytes, str, int, type(None))


def prepared(model: type[Model], values: Iterable[tuple[str, Any]]) -> list[Any]:
    """Convert the values of a model's fields to SQL parameters, in the form in which this database stores them.

    `values` are pairs of field name and value. The value of a JSON field has to be a list or a dict.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    plain = _PLAIN if connection.vendor == "postgresql" else ()
    return [
        value if isinstance(value, plain) else _prepared(model, name, value, connection)
        for name, value in values
    ]


def _prepared(model: type[Model], name: str, value: Any, connection: BaseDatabaseWrapper) -> Any:
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{name} is not a column of {model.__name__}.")
    return field.get_db_prep_save(value, connection)


def insert(model: type[Model], rows: Sequence[Mapping[str, Any]], *, ignore_conflicts: bool = False) -> int:
    """Insert rows of a model in one statement. Return how many rows were stored.

    Each row maps column names to values, and all rows must have the same columns. Other columns become NULL, because
    the model's defaults are not applied. With `ignore_conflicts`, rows that violate a unique constraint are skipped
    and not counted. Raises KeyError if a row lacks a column of the first row.
    """
    if not rows:
        return 0
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    ending = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    return execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(rows[0])}) VALUES {', '.join([row] * len(rows))}{ending}",
        prepared(model, ((name, each[name]) for each in rows for name in rows[0])),
    )


def execute(sql: str, parameters: Iterable[Any]) -> int:
    """Run an SQL statement that works on PostgreSQL and on SQLite. Return the number of rows that it changed."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return int(cursor.rowcount)
