"""Read PostgreSQL's query plan for a statement, and report which large tables the plan reads completely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

#: Tables that do not grow with the number of people, the number of couples or time. Each value is the reason.
STAYS_SMALL: Mapping[str, str] = {
    "account_emailaddress": "no code writes to it: addresses are on the user",
    "account_emailconfirmation": "no code writes to it",
    "auth_group": "rights of staff, made by hand",
    "auth_group_permissions": "rights of staff, made by hand",
    "couples_user_groups": "rights of staff, made by hand",
    "couples_user_user_permissions": "rights of staff, made by hand",
    "auth_permission": "one row per model and right",
    "socialaccount_socialapp": "no code writes to it: the provider stands in the settings",
    "socialaccount_socialapp_sites": "no code writes to it",
    "socialaccount_socialtoken": "no code writes to it: no token is kept",
    "django_admin_log": "one row per change that support makes",
    "django_content_type": "one row per model",
    "django_site": "one row",
    "django_migrations": "one row per migration",
    "notifications_round": "one row per kind of repair",
}
_EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "(SELECT")


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with parameters, and the request or task that sent it first."""

    sql: str
    parameters: Sequence[Any] | None
    sent_by: str


class StatementRecorder:
    """Records each distinct SQL statement once, with the parameters of its first use."""

    def __init__(self) -> None:
        self.statements: dict[str, Statement] = {}
        self.doing = ""

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record all statements that Django's database connection executes within the block."""
        with connection.execute_wrapper(self._record):
            yield

    def _record(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_EXPLAINED) and sql not in self.statements:
            self.statements[sql] = Statement(sql, params[0] if many else params, self.doing)
        return execute(sql, params, many, context)


def growing_tables() -> frozenset[str]:
    """Return the project's tables that grow with the number of people or couples, or with time."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return frozenset(tables - STAYS_SMALL.keys())


def whole_table_reads(statement: Statement, *, few_rows: bool = True) -> list[str]:
    """Return a description of each node in the statement's query plan that reads all rows of a growing table.

    The growing tables are those in `growing_tables()`.

    Call this function with sequential scans disabled (`SET enable_seqscan = off`), or with many rows in the tables.
    Otherwise PostgreSQL reads small tables completely although an index exists. Reading a whole index counts as
    reading the table, unless the index is partial. With `few_rows`, hashed SubPlans (subqueries that are run once, for
    all rows) are ignored, because PostgreSQL prefers them for tables with few rows.
    """
    tables = growing_tables()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (VERBOSE, FORMAT JSON) {statement.sql}", statement.parameters)
        (found,) = cursor.fetchone() or ("[]",)
    plan = json.loads(found) if isinstance(found, str) else found
    partial = _partial_indexes()
    beforehand = frozenset(re.findall(r"hashed (SubPlan \d+)", json.dumps(plan))) if few_rows else frozenset()
    return [
        f"{node['Node Type']} on {node.get('Relation Name', node.get('Index Name'))}"
        for root in plan
        for node, limited in _nodes(root["Plan"], beforehand, limited=False)
        if _reads_all(node, tables, partial, limited=limited)
    ]


def _reads_all(
    node: Mapping[str, Any], tables: frozenset[str], partial: frozenset[str], *, limited: bool
) -> bool:
    if node.get("Relation Name") not in tables:
        return False
    match node["Node Type"]:
        case "Seq Scan":
            return True
        case "Index Scan" | "Index Only Scan":
            # A LIMIT without a filter reads only the first few rows of the index.
            first_few = limited and "Filter" not in node
            return "Index Cond" not in node and node["Index Name"] not in partial and not first_few
        case _:
            return bool(node.get("Disabled"))


def _nodes(
    node: Mapping[str, Any], left_out: frozenset[str], *, limited: bool
) -> Iterator[tuple[Mapping[str, Any], bool]]:
    if node.get("Subplan Name") in left_out:
        return
    yield node, limited
    # These nodes stop early under a LIMIT. Others, such as sorting and counting, read all of their rows.
    passes_on = node["Node Type"] in {"Limit", "LockRows", "Result", "Nested Loop", "Subquery Scan", "Unique"}
    inside = node["Node Type"] == "Limit" or (limited and passes_on)
    for child in node.get("Plans", ()):
        yield from _nodes(child, left_out, limited=inside)


def _partial_indexes() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NOT NULL")
        return frozenset(name for (name,) in cursor.fetchall())
