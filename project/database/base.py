"""The backend that `ENGINE = "project.database"` names."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL. A kept connection is looked at before each request, without a round trip."""

    def is_usable(self) -> bool:
        """Whether the server still holds its end.

        One that went away, restarted or ended this session has closed the socket or said why: either makes it readable
        though nothing was asked. A query, as Django sends it, takes a twentieth of the time of a submission.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
