"""Tombstones: records that a person was erased or a space closed.

A tombstone holds a kind (person or space), a hash and a day, but no name and no id.

A backup still contains people who were erased after it was made, and restoring it would bring them back. So each
tombstone is also written to a file outside the database and its backups (`TOMBSTONES_FILE`). After a restore,
`manage.py reapply_erasures` erases these people again, and closes the spaces.

The hash is made from a random id, so the hash alone reveals no one. It can only be compared with the ids in a
database.
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

#: Days. Each append also adds missing tombstones of these last days, in case the file was unavailable then.
CATCH_UP = 60

Mark = tuple[str, str]


def fingerprint(kind: str, what: UUID) -> bytes:
    """Return the 32-byte hash by which a tombstone (the record of an erasure) identifies a person or space.

    `kind` says whether `what` is the id of a person or of a space.
    """
    return hashlib.sha256(b"side-by-side tombstone\0" + kind.encode() + b"\0" + what.bytes).digest()


def mark(kind: str, what: UUID) -> Mark:
    """Return the kind (person or space) and the hexadecimal hash of the id `what`, in the form that `read` returns."""
    return kind, fingerprint(kind, what).hex()


def place(kind: str, what: UUID, *, now: dt.datetime) -> None:
    """Store a tombstone, the record that a person was erased or a space closed.

    `kind` says whether `what` is the id of a person or of a space. The tombstone is stored in the caller's
    transaction, and appended to the tombstones file after the commit. Repeating the call is safe.
    """
    Tombstone.objects.bulk_create(
        [Tombstone(kind=kind, fingerprint=fingerprint(kind, what), day=now.date())], ignore_conflicts=True
    )
    transaction.on_commit(lambda: _append(since=now.date() - dt.timedelta(days=CATCH_UP)))


def lines(*, since: dt.date = dt.date.min) -> Iterator[str]:
    """Yield each tombstone in the database as a line of text, in the format of the tombstones file.

    A tombstone is the record that a person was erased or a space closed. Tombstones from before the day `since` are
    left out.
    """
    for stone in Tombstone.objects.filter(day__gte=since).order_by("day", "fingerprint"):
        yield f"{stone.kind} {stone.day.isoformat()} {bytes(stone.fingerprint).hex()}\n"


def read(texts: Iterable[str]) -> set[Mark]:
    """Parse lines of a tombstones file, which records erasures and closed spaces.

    Return the kind (person or space) and the hexadecimal hash of each tombstone. Raises ValueError with the number of
    the line if a line is invalid.
    """
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
    """Append to the tombstones file all tombstones (records of erasures) that the file does not have yet.

    Tombstones from before the day `since` are left out. If the setting TOMBSTONES_FILE is empty, nothing is written.
    A failure to write is only logged: the erasure is already committed, and the database still has the tombstones.
    """
    if not settings.TOMBSTONES_FILE:
        return
    file = Path(settings.TOMBSTONES_FILE)
    try:
        # A line that was cut off may be older.
        append(file, lines() if _ends_in_a_cut_line(file) else lines(since=since))
    except OSError as error:
        log.error("tombstone_not_written", error=type(error).__name__)


def append(file: Path, stones: Iterable[str]) -> None:
    """Append to this tombstones file all lines of `stones` that the file does not have yet.

    If the file's last line was cut off, for example by a full disk, it is removed first. Otherwise, the next line would
    be glued to it. Damaged lines before the last line stay as they are. Raises OSError if the file can't be written.
    """
    with file.open("ab+") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        out.seek(0)
        held = out.read()
        whole = _without_cut_line(held)
        if whole != held:
            out.truncate(len(whole))
        if whole and not whole.endswith(b"\n"):
            out.write(b"\n")
        there = set(whole.splitlines())
        out.writelines(line.encode() + b"\n" for line in map(str.strip, stones) if line.encode() not in there)


def lines_of(file: Path) -> list[str]:
    """Return the lines of this tombstones file, each with a newline at its end.

    A last line that was cut off, for example by a full disk, is left out. Raises OSError if the file can't be read, and
    UnicodeDecodeError if it is damaged.
    """
    return [f"{line}\n" for line in _without_cut_line(file.read_bytes()).decode().splitlines()]


def is_whole(line: str) -> bool:
    """Return whether this line of a tombstones file is valid. An empty line is."""
    try:
        read([line])
    except ValueError:
        return False
    return True


def _ends_in_a_cut_line(file: Path) -> bool:
    held = file.read_bytes() if file.exists() else b""
    return _without_cut_line(held) != held


def _without_cut_line(held: bytes) -> bytes:
    """Return the content of a tombstones file without its last line, if this line was cut off.

    A last line that lacks only its newline stays.
    """
    end = held.rfind(b"\n") + 1
    try:
        read([held[end:].decode()])
    except ValueError:  # also raised if the text can't be decoded
        return held[:end]
    return held
