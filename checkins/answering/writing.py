"""Store responses and reveals with plain SQL statements that run on PostgreSQL and on SQLite.

Django's ORM takes several times longer to build these statements than the database takes to run them. Most couples
submit on the same evening, so the time matters. On SQLite, Django's model fields convert the values first. The
PostgreSQL driver accepts the values as they are.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from checkins.models import CheckIn, Response
from couples.compiled import execute, prepared

_SAVE_RESPONSE = """
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


def save_response(
    *,
    check_in_id: UUID,
    author_id: UUID,
    revision: int,
    envelope: bytes,
    answered: int,
    submission_id: UUID | None,
    now: dt.datetime,
) -> bool:
    """Insert a person's response to a check-in, or update the stored response. Return whether the response was saved.

    `revision`: the number of the new version, one more than the number of the stored version.
    `envelope`: the encrypted answers.
    `answered`: the number of answered prompts.
    `submission_id`: the id of the person's submission. With None, the response is a draft and can still be changed.

    Returns False and changes nothing if the stored response is already submitted, or if its revision is not
    `revision` - 1.
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
    return execute(_SAVE_RESPONSE, prepared(Response, values.items())) == 1


def mark_revealed(check_in: CheckIn, *, now: dt.datetime) -> None:
    """Change an open check-in's state to revealed. The caller must hold the lock on the check-in's row.

    Raises RuntimeError if the check-in is not open.
    """
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
