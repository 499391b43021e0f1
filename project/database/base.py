"""The backend that `ENGINE = "project.database"` names."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL. A pooled connection is looked at before each request, without a round trip."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take a connection that lives from the pool. Raises OperationalError at once while the server is away.

        The pool would go on trying in the background, and the request would wait for it.
        """
        while self.pool:
            if not self.pool.get_stats().get("pool_available"):
                self.Database.connect(**conn_params).close()
            found = super().get_new_connection(conn_params)
            if _lives(found):
                return found
            found.close()
            self.pool.putconn(found)
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the server still holds its end of a connection that a thread keeps."""
        return self.connection is not None and _lives(self.connection)


def _lives(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server still holds its end.

    A server that went away, restarted or ended this connection has closed the socket or said why: either makes it
    readable though nothing was asked. A query, as Django sends it, takes a twentieth of the time of a submission.
    """
    if connection.closed:
        return False
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return not waiting.poll(0)
