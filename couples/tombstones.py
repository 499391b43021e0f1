"""What is left of somebody who was erased, and of a space that was closed: a hash and a day. No name, no id, no reason.

A backup knows nothing of what was erased after it. So that a restore does not bring it back, each tombstone is also
appended to a file that lives outside the database and its backups (`TOMBSTONES_FILE`), and `manage.py
reapply_erasures` goes through what was restored. Ids are random, so that nobody can be found from a hash who is not in
the database at hand.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from couples.models import Tombstone

log = structlog.get_logger(__name__)

#: Days back of which the file is completed whenever something is appended, should it have been out of reach meanwhile.
CATCH_UP = 60

Mark = tuple[str, str]


def fingerprint(kind: str, what: UUID) -> bytes:
    """32 bytes that stand for this person or space."""
    return hashlib.sha256(b"side-by-side tombstone\0" + kind.encode() + b"\0" + what.bytes).digest()


def mark(kind: str, what: UUID) -> Mark:
    """How a set of tombstones names it."""
    return kind, fingerprint(kind, what).hex()


def place(kind: str, what: UUID, *, now: dt.datetime) -> None:
    """Write one, in the caller's transaction; to the file once that is through. A second one changes nothing."""
    Tombstone.objects.bulk_create(
        [Tombstone(kind=kind, fingerprint=fingerprint(kind, what), day=now.date())], ignore_conflicts=True
    )
    transaction.on_commit(lambda: _append(since=now.date() - dt.timedelta(days=CATCH_UP)))


def lines(*, since: dt.date = dt.date.min) -> Iterator[str]:
    """The database's tombstones as the file has them."""
    for stone in Tombstone.objects.filter(day__gte=since).order_by("day", "fingerprint"):
        yield f"{stone.kind} {stone.day.isoformat()} {bytes(stone.fingerprint).hex()}\n"


def read(texts: Iterable[str]) -> set[Mark]:
    """The tombstones in these lines. Raises ValueError, naming the line, for one that is none."""
    found: set[Mark] = set()
    for number, line in enumerate(texts, start=1):
        if not line.strip():
            continue
        try:
            kind, day, name = line.split()
            dt.date.fromisoformat(day)
            if kind not in Tombstone.Kind.values or len(bytes.fromhex(name)) != 32:
                raise ValueError
        except ValueError:
            raise ValueError(f"line {number} is no tombstone") from None
        found.add((kind, name))
    return found


def _append(*, since: dt.date) -> None:
    """Add to the file what it lacks. That it can't be written must not undo an erasure: the table still has it."""
    if not settings.TOMBSTONES_FILE:
        return
    try:
        with Path(settings.TOMBSTONES_FILE).open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            there = set(file)
            file.writelines(line for line in lines(since=since) if line not in there)
    except OSError as error:
        log.error("tombstone_not_written", error=type(error).__name__)
