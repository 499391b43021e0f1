"""Copy each row many times, so that PostgreSQL chooses the query plans that it chooses for large tables."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model, UniqueConstraint

from tests.plans.query_plans import growing_tables

#: Minimum number of rows in each growing table.
ROWS = 200_000
#: SQL that shortens the large values, so that filling takes one minute instead of ten.
_SHORT = {"envelope": "substr({0}, 1, 64)", "prompts": "'[]'::jsonb"}


def key_step(copies: int) -> int:
    """Return the distance between the numeric keys of a copy and of the next copy.

    This is the largest distance for which every copy's keys fit an `integer` column. The project's own keys are
    `bigint`, but the keys of allauth's tables may be `integer`.
    """
    return (2**31 - 1) // (copies + 1)


def fill() -> dict[str, int]:
    """Copy the rows of each table in `growing_tables()` until it has at least `ROWS` rows.

    Copy number n of a row refers to copy number n of each row to which the original refers. Times are spread over the
    past year. As in production, only a few rows are open or pending. Finally, update PostgreSQL's statistics. Return
    the number of rows per table. Raises ValueError if a table has no row to copy.
    """
    rows, empty = {}, []
    with connection.cursor() as cursor:
        # Tables are copied different numbers of times, so some foreign keys match no row. They are not checked.
        cursor.execute("SET LOCAL session_replication_role = replica")
        models = [
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.db_table in growing_tables() and not model._meta.proxy
        ]
        for model in models:
            table = model._meta.db_table
            cursor.execute(f"SELECT count(*) FROM {table}")
            (count,) = cursor.fetchone() or (0,)
            if not count:
                empty.append(table)
                continue
            fields = model._meta.concrete_fields
            columns = ", ".join(f'"{field.column}"' for field in fields)
            values = ", ".join(_copied(model, field) for field in fields)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} AS t, "
                f"generate_series(1, {ceil(ROWS / count)}) AS g ON CONFLICT DO NOTHING"
            )
            rows[table] = count + cursor.rowcount
        cursor.execute(
            "UPDATE checkins_checkin SET state = 'lapsed' WHERE state = 'open' AND hashtext(id::text) % 100 <> 0"
        )
        cursor.execute(
            "UPDATE checkins_schedule "
            "SET next_opens_at = now() + abs(hashtext(couple_id::text)) % 10080 * interval '1 minute'"
        )
        cursor.execute(
            "UPDATE notifications_reminder SET state = 'dropped', settled_at = due_at, lease = NULL, "
            "leased_until = NULL "
            "WHERE state = 'pending' AND hashtext(id::text) % 100 <> 0"
        )
        cursor.execute(
            "UPDATE django_session SET expire_date = expire_date + interval '2 years' "
            "WHERE hashtext(session_key) % 100 <> 0"
        )
        cursor.execute("ANALYZE")
    if empty:
        raise ValueError(f"There is no row to copy in {', '.join(empty)}.")
    return rows


def _copied(model: type[Model], field: Field[Any, Any]) -> str:
    column = f't."{field.column}"'
    if field.name in _SHORT:
        return _SHORT[field.name].format(column)
    kind = field.db_type(connection) or ""
    target = field.remote_field.model._meta.db_table if field.is_relation and field.remote_field else None
    if kind == "boolean":
        return column
    if field.primary_key or target in growing_tables() or _keeps_rows_apart(model, field):
        if kind == "uuid":
            return f"CASE WHEN {column} IS NULL THEN NULL ELSE md5({column}::text || g)::uuid END"
        if kind == "bytea":
            return f"sha256({column} || g::text::bytea)"
        if kind.startswith(("varchar", "text")):
            return f"left(g::text || md5({column} || g), {field.max_length or 60})"
        return f"{column} + g * {key_step(ROWS)}::bigint"
    if kind.startswith("timestamp"):
        return f"{column} - g % 8760 * interval '1 hour'"
    return column


def _keeps_rows_apart(model: type[Model], field: Field[Any, Any]) -> bool:
    """Return whether a unique constraint requires another value of this field in each copy of a row."""
    # A `uid` is unique for each provider, by a `unique_together` of allauth.
    if field.unique or field.name in {"email", "uid"}:
        return True
    together = [
        {model._meta.get_field(name) for name in constraint.fields}
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields
    ]
    # A column with choices is a category, and a copy must keep its value.
    return not field.choices and any(not any(one.is_relation for one in fields) for fields in together)
