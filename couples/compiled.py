"""Queries that are compiled once, and statements that are SQL to begin with. On the hot paths building and compiling
takes several times as long as the database takes to answer; what changes from request to request is only whose it is.

Here because every app may need it, and `couples` is the leftmost of the import order.
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
from django.db.models import BooleanField, F, Field, Func, Model, QuerySet, Value

ResultRow = tuple[Any, ...]
#: What a compiled query is given.
Given = UUID | str | Sequence[UUID]


def among(column: str) -> str:
    """SQL for whether this column is one of many ids, which are one parameter (`as_one`): the statement is the same for
    any number of them, and nobody has to read through a mark for each."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        return f"{column} = ANY(%s::uuid[])"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def as_one(ids: Iterable[UUID]) -> Any:
    """Many ids as the one parameter that `among` wants."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        return list(ids)
    return json.dumps([each.hex for each in ids])


class Among(Func):
    """The same in a query that is compiled: `filter(Among("pk", ids))`, where `ids` is a parameter of `Compiled`."""

    output_field = BooleanField()

    def __init__(self, column: str, ids: Any) -> None:
        super().__init__(F(column), Value(ids))

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # what else a Func is given changes nothing here
        """The column's SQL with `among` around it."""
        column, ids = self.get_source_expressions()
        sql, parameters = compiler.compile(column)
        return among(sql), [*parameters, ids.value]


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters: a name where a value is filled in, wrapped to tell it from a constant."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Callable[[Any, Any, Any], Any], ...], Any], ...]
    native_uuid: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


class Compiled:
    """A `values_list` query, compiled at its first use in each kind of database. Its parameters are UUIDs or texts, or
    many UUIDs at once where it says `Among`.

    `build` takes the parameters by name and returns the queryset; it must not decide anything by their values.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._names = tuple(inspect.signature(build).parameters)
        self._statements: dict[str, _Statement] = {}

    def rows(self, **given: Given) -> list[ResultRow]:
        """All rows for these values. Raises KeyError if one is missing."""
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

    def first(self, **given: Given) -> ResultRow | None:
        """The first row, or None."""
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


def _as_given(value: Given, native_uuid: bool) -> Any:
    if isinstance(value, UUID):
        return value if native_uuid else value.hex
    return value if isinstance(value, str) else as_one(value)


#: What PostgreSQL's driver writes into a column of such a type, but not into one of JSON, as it is. To ask the field
#: costs more than the driver.
_PLAIN = (UUID, dt.datetime, bytes, str, int, type(None))


def prepared(model: type[Model], values: Iterable[tuple[str, Any]]) -> list[Any]:
    """Parameters for `execute`: each value as the model's field of that name wants it in this database. What a column
    of JSON is given is a list or an object."""
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
    """Store new rows of a model in one statement: values by column, the same columns in each. What they leave out is
    NULL; the model's defaults are not asked. Raises KeyError if one leaves out what the first has.

    Answers how many were stored: those that `ignore_conflicts` left out, because a constraint has them already, do not
    count.
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
    """Run a statement that PostgreSQL and SQLite both understand. The number of rows that it touched."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return int(cursor.rowcount)
