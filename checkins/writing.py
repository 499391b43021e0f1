"""The writes of a submission as plain SQL, the same for PostgreSQL and SQLite.

Through the ORM they take several times as long to build as to run, and everybody submits on the same evening.
On SQLite values still go through the models' fields; PostgreSQL's driver takes them as they are.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from checkins.models import CheckIn, Response
from couples.compiled import execute, prepared

_SAVE_HALF = """
INSERT INTO checkins_response
    (id, check_in_id, author_id, revision, envelope, answered, submission_id, submitted_at, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (check_in_id, author_id) DO UPDATE SET
    revision = excluded.revision,
    envelope = excluded.envelope,
    answered = excluded.answered,
    submission_id = excluded.submission_id,
    submitted_at = excluded.submitted_at,
    updated_at = excluded.updated_at
WHERE checkins_response.revision = excluded.revision - 1 AND checkins_response.submitted_at IS NULL
"""
_MARK_REVEALED = "UPDATE checkins_checkin SET state = %s, revealed_at = %s WHERE id = %s AND state = %s"


def save_half(
    *,
    check_in_id: UUID,
    author_id: UUID,
    revision: int,
    envelope: bytes,
    answered: int,
    submission_id: UUID | None,
    now: dt.datetime,
) -> bool:
    """Store a half as `revision`, over the revision before it or as the first (1). With `submission_id`, for good.

    False, with nothing changed, if what is stored is another revision or has been submitted.
    """
    values = {
        "id": uuid4(),
        "check_in": check_in_id,
        "author": author_id,
        "revision": revision,
        "envelope": envelope,
        "answered": answered,
        "submission_id": submission_id,
        "submitted_at": now if submission_id else None,
        "updated_at": now,
    }
    return execute(_SAVE_HALF, prepared(Response, values.items())) == 1


def mark_revealed(check_in: CheckIn, *, now: dt.datetime) -> None:
    """Turn an open check-in into a revealed one. Raises RuntimeError if it was not open: its lock must be held."""
    values = (
        ("state", CheckIn.State.REVEALED),
        ("revealed_at", now),
        ("id", check_in.pk),
        ("state", CheckIn.State.OPEN),
    )
    if execute(_MARK_REVEALED, prepared(CheckIn, values)) != 1:
        raise RuntimeError("Only an open check-in can be revealed.")
    check_in.state = CheckIn.State.REVEALED
    check_in.revealed_at = now
