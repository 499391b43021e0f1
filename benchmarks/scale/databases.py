"""Several databases on one server, and which of them this process talks to."""

from __future__ import annotations

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import sql

from project.database.base import DatabaseWrapper as PostgreSQL
from tests.services.postgres import Postgres

#: Where the routes and tasks run whose statements are explained.
WALKED = "walked"
#: A thousand couples alone, and the same ones among all others.
FEW, MANY = "few", "many"


def create(server: Postgres, name: str, *, like: str | None = None) -> None:
    """Create a database, empty or with the contents of another."""
    with server.connect() as own:
        template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
        own.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)


def connect(server: Postgres, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """Return a connection of the plain driver, without Django."""
    return psycopg.connect(host=server.sockets, user="postgres", dbname=name)


def url(server: Postgres, name: str) -> str:
    """The DATABASE_URL of one of the databases."""
    return f"{server.url.rpartition('/')[0]}/{name}"


def use(name: str) -> None:
    """Connect Django to this database from now on."""
    disconnect()
    connection.settings_dict["NAME"] = name


def disconnect() -> None:
    """Close this process's connections: one that is forked from it must not share them."""
    database = connections[DEFAULT_DB_ALIAS]
    assert isinstance(database, PostgreSQL)
    database.close()
    database.close_pool()


def sizes() -> dict[str, tuple[int, int]]:
    """Rows and bytes (with indexes and large values) of each table of the database in use, the largest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint, pg_total_relation_size(oid) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "ORDER BY pg_total_relation_size(oid) DESC"
        )
        return {name: (max(rows, 0), size) for name, rows, size in cursor.fetchall()}


def analyse() -> None:
    """Bring the statistics of the database in use up to date, as autovacuum would."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
