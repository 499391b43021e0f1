"""The backend that `ENGINE = "project.database"` names."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, with a check of each pooled connection before each request that needs no round trip."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take a working connection from the pool. Raises OperationalError at once while the server is down.

        Otherwise the pool would keep trying in the background, and the request would wait for it.
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
        """Whether the server still has its end of this thread's connection."""
        return self.connection is not None and _is_alive(self.connection)


def _is_alive(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server still has its end of the connection.

    A server that stopped, restarted or ended this connection has closed the socket or sent a reason. Either makes the
    socket readable although no query was sent. Django's own check is a query, a round trip per request
    (benchmarks/RESULTS.md).
    """
    if connection.closed:
        return False
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return not waiting.poll(0)
