"""Send a ZIP archive while it is being created, so that the whole archive is never in memory or on the disk."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator

#: Number of compressed bytes to collect before they are sent.
CHUNK = 32 * 1024


class _Outgoing(io.RawIOBase):
    """A buffer between zipfile and the response. zipfile can only append bytes to the buffer, not seek in it."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Append the bytes to the buffer. Return their number."""
        written = bytes(data)  # type: ignore[call-overload]  # a buffer, as zipfile writes it
        self._waiting += written
        return len(written)

    def take(self, at_least: int = 1) -> Iterator[bytes]:
        """If the buffer holds at least `at_least` bytes, yield all of them and empty the buffer."""
        if len(self._waiting) >= at_least:
            taken, self._waiting = bytes(self._waiting), bytearray()
            yield taken


def stream(files: Iterable[tuple[str, Iterable[str]]], *, now: dt.datetime) -> Iterator[bytes]:
    """Yield the bytes of a ZIP archive with these files, each given as a name and the pieces of its text.

    `now` is stored in the archive as the time of every file.
    """
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
