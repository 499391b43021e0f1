"""A ZIP as a stream: made while it is sent, never whole in memory and never on the server's disk."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator

#: Bytes after which what was compressed so far is sent on.
CHUNK = 32 * 1024


class _Outgoing(io.RawIOBase):
    """Takes what the archive writes, and gives it away. It can't be sought in, so the archive never looks back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Keep what is written until somebody takes it."""
        written = bytes(data)  # type: ignore[call-overload]  # a buffer, as zipfile writes it
        self._waiting += written
        return len(written)

    def take(self, at_least: int = 1) -> Iterator[bytes]:
        """What has gathered, if it is enough to send."""
        if len(self._waiting) >= at_least:
            taken, self._waiting = bytes(self._waiting), bytearray()
            yield taken


def stream(files: Iterable[tuple[str, Iterable[str]]], *, now: dt.datetime) -> Iterator[bytes]:
    """The archive with these files, each given as its name and the pieces of its text."""
    out = _Outgoing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            about = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            with archive.open(about, "w") as file:
                for piece in pieces:
                    file.write(piece.encode())
                    yield from out.take(CHUNK)
    yield from out.take()
