"""A database and a cache for each of the twin worlds, copied from prepared databases."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.utils import load_backend

from project.http.throttles import Ceiling, RequestCounter

_names = itertools.count(1)


class Database:
    """A database, a cache and a request counter. Inside `with database.in_use():`, the app uses all three."""

    def __init__(self) -> None:
        suite = connections[DEFAULT_DB_ALIAS]
        self._sqlite = suite.vendor == "sqlite"
        name = ":memory:" if self._sqlite else f"{suite.settings_dict['NAME']}_world_{next(_names)}"
        # Without a pool: Django keeps one pool per alias, and all worlds have the same alias.
        options = {key: value for key, value in suite.settings_dict["OPTIONS"].items() if key != "pool"}
        settings = {
            **suite.settings_dict,
            "NAME": name,
            "OPTIONS": options,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": False,
        }
        backend = load_backend(settings["ENGINE"])
        self.connection: BaseDatabaseWrapper = backend.DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
        cache = caches.create_connection("default")
        cache.key_prefix = name
        if self._sqlite:
            self.connection.ensure_connection()
        self.cache: Any = cache
        self.heard = RequestCounter()
        if isinstance(cache, LocMemCache):
            # Django shares an in-memory cache among all of the same name, so give this one its own storage.
            vars(cache).update(_cache=OrderedDict(), _expire_info={})

    def copy(self, source: BaseDatabaseWrapper) -> None:
        """Replace this database by a copy of `source`, and empty the cache and the request counter."""
        self.cache.clear()
        self.heard = RequestCounter()
        if self._sqlite:
            source.ensure_connection()
            source.connection.backup(self.connection.connection)
            return
        self.drop()
        # PostgreSQL copies a database only while no one is connected to it.
        source.close()
        assert isinstance(source, PostgreSQL)
        source.close_pool()
        _administer(source, f'CREATE DATABASE "{self.name}" TEMPLATE "{source.settings_dict["NAME"]}"')

    def copy_all(self, source: Database) -> None:
        """Copy the database and the cache of `source`. The request counter starts at zero."""
        self.copy(source.connection)
        if isinstance(self.cache, LocMemCache):
            theirs, ours = vars(source.cache), vars(self.cache)
            own, other = f"{self.cache.key_prefix}:", f"{source.cache.key_prefix}:"
            for part in ("_cache", "_expire_info"):
                ours[part].update((own + key.removeprefix(other), kept) for key, kept in theirs[part].items())

    def drop(self) -> None:
        """Close the connection and delete the database."""
        self.connection.close()
        if not self._sqlite:
            _administer(self.connection, f'DROP DATABASE IF EXISTS "{self.name}"')

    def changes(self) -> int | None:
        """Return how many rows this connection has written, or None on PostgreSQL, which does not count these rows."""
        return int(self.connection.connection.total_changes) if self._sqlite else None

    @property
    def name(self) -> str:
        """The name of the database on the server."""
        return str(self.connection.settings_dict["NAME"])

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let the app use this database, its cache and its request counter within the `with` block."""
        database, cache, heard = connections[DEFAULT_DB_ALIAS], caches["default"], Ceiling.counter
        connections[DEFAULT_DB_ALIAS], caches["default"], Ceiling.counter = (
            self.connection,
            self.cache,
            self.heard,
        )
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS], caches["default"], Ceiling.counter = database, cache, heard

    @contextmanager
    def rolled_back(self) -> Iterator[None]:
        """Let the app use this database within the `with` block, with an empty cache. Then undo all changes."""
        self.cache.clear()
        self.heard = RequestCounter()
        with self.in_use(), transaction.atomic():
            yield
            transaction.set_rollback(True)


def _administer(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
