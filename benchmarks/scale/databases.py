"""Create the benchmark's databases on one server, and choose the database that Django uses."""

from __future__ import annotations

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import sql

from project.database.base import DatabaseWrapper as PostgreSQL
from tests.services.postgres import Postgres

#: The database in which all routes and tasks run once, to record their SQL statements.
WALKED = "walked"
#: The database with only the sample of couples, and the database with these couples and all others.
FEW, MANY = "few", "many"


def create(server: Postgres, name: str, *, like: str | None = None) -> None:
    """Create a database that is empty, or a copy of the database `like`."""
    with server.connect() as own:
        template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
        own.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)


def connect(server: Postgres, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """Open a connection to the database with this name, with psycopg instead of Django."""
    return psycopg.connect(host=server.sockets, user="postgres", dbname=name)


def url(server: Postgres, name: str) -> str:
    """Return the DATABASE_URL of the database with this name."""
    return f"{server.url.rpartition('/')[0]}/{name}"


def use(name: str) -> None:
    """Make Django's default connection use the database `name` from now on. The server stays the same."""
    disconnect()
    connection.settings_dict["NAME"] = name


def disconnect() -> None:
    """Close this process's database connections. Call this before a fork: two processes must not share a connection."""
    database = connections[DEFAULT_DB_ALIAS]
    assert isinstance(database, PostgreSQL)
    database.close()
    database.close_pool()


def sizes() -> dict[str, tuple[int, int]]:
    """Return (rows, bytes) of each table in the current database, the largest table first.

    The bytes include indexes, and large values that PostgreSQL stores outside the table. The number of rows is
    PostgreSQL's estimate.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint, pg_total_relation_size(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "ORDER BY pg_total_relation_size(oid) DESC"
        )
        return {name: (max(rows, 0), size) for name, rows, size in cursor.fetchall()}


def analyse() -> None:
    """Vacuum the current database and update its statistics, as autovacuum does in production."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
