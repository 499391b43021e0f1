"""The database backend for `ENGINE = "project.database"`. Django requires the module's name, `base`."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL wrapper that checks each pooled connection before use, without a round trip."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take a working connection from the pool. Raises OperationalError at once if the database server is down.

        If the pool has no free connection, first open and close a trial connection, which fails at once if the server
        is down. The pool itself would keep trying in the background while the request waits.
        """
        while self.pool:
            if not self.pool.get_stats().get("pool_available"):
                self.Database.connect(**conn_params).close()
            found = super().get_new_connection(conn_params)
            if _is_alive(found):
                return found
            found.close()
            self.pool.putconn(found)
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Return whether this thread has a connection that the database server has not closed."""
        return self.connection is not None and _is_alive(self.connection)


def _is_alive(connection: psycopg.Connection[Any]) -> bool:
    """Return whether the database server has kept this connection open.

    If the server stopped, restarted or ended the connection, it has closed the socket or sent a message. So the
    connection is dead if its socket is readable before we send a query. Django's own check sends a query, which costs a
    round trip per request (benchmarks/RESULTS.md).
    """
    if connection.closed:
        return False
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return not waiting.poll(0)
