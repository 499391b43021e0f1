"""Write and read the backup file, a compressed tar archive.

The archive holds a manifest, the database, the tombstones (records of erased people and closed spaces) and, on request,
the encryption keys. The manifest is the first file. It names the app's version and the keys that decrypt the data, so
that `restore` can refuse an unsuitable backup before it changes anything.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

#: Version of the file format. Raise it when older code could no longer read a new backup.
FORM = 1
MANIFEST = "manifest.json"
TOMBSTONES = "tombstones.txt"
KEYS = "keys.env"


class Unusable(Exception):
    """Raised if a backup can't be made or used. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """Description of one file in a backup's archive.

    If the file holds a PostgreSQL table, `columns` lists the table's columns in the order of the file.
    """

    name: str
    sha256: str
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Description of a backup, stored as the first file in its archive."""

    form: int
    version: str
    made_at: str
    #: "sqlite" or "postgresql".
    database: str
    #: Applied migrations, as "app.name", in the order in which they were applied.
    migrations: Sequence[str]
    #: Names, in hexadecimal, of the wrapping keys without which the data can't be decrypted.
    wrapping_keys: Sequence[str]
    parts: Sequence[Part]

    def day(self) -> str:
        """Return the day on which the backup was made, such as "29 November 2026"."""
        return dt.datetime.fromisoformat(self.made_at).strftime("%d %B %Y")


def write(target: IO[bytes], manifest: Manifest, files: dict[str, Path]) -> None:
    """Write the manifest and the files that it lists to `target` as one archive.

    `files` maps each file's name in the archive to its path on disk. `target` may be a pipe.
    """
    with tarfile.open(fileobj=target, mode="w|gz") as tar:
        described = json.dumps(dataclasses.asdict(manifest), indent=1).encode()
        _add(tar, MANIFEST, described)
        for part in manifest.parts:
            tar.add(files[part.name], arcname=part.name, filter=_anonymous)


def unpack(source: IO[bytes], folder: Path) -> Manifest:
    """Unpack a backup's archive into the empty `folder`, and check the files in its manifest. Return the manifest.

    Raises Unusable if the archive is damaged, is not a backup, has a newer file format than `FORM`, or has a file that
    its manifest does not list.
    """
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as tar:
            # Not tarfile's `filter="data"`, which only exists since Python 3.11.4.
            for info in tar:
                _extract(tar, info, folder)
        manifest = _manifest(json.loads((folder / MANIFEST).read_bytes()))
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise Unusable(
            f"This is no complete backup ({type(error).__name__}). Take another copy of the file."
        ) from error
    for part in manifest.parts:
        file = folder / part.name
        if not file.is_file() or digest(file) != part.sha256:
            raise Unusable(
                f"{part.name} in this backup is damaged or missing. Take another copy of the file."
            )
    listed = {MANIFEST, *(part.name for part in manifest.parts)}
    if unlisted := sorted({file.name for file in folder.iterdir()} - listed):
        raise Unusable(
            f"This backup is damaged: its manifest does not list {unlisted[0]}. Take another copy of the file."
        )
    return manifest


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _manifest(given: dict[str, Any]) -> Manifest:
    if given["form"] > FORM:
        raise Unusable(
            f"This backup was made by version {given['version']}, which is newer than this one. Upgrade first."
        )
    parts = [Part(**part) for part in given.pop("parts")]
    if any(Path(part.name).name != part.name for part in parts):
        raise ValueError("a part outside the archive")
    return Manifest(**given, parts=parts)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _extract(tar: tarfile.TarFile, info: tarfile.TarInfo, folder: Path) -> None:
    content = tar.extractfile(info)
    if not info.isreg() or content is None or Path(info.name).name != info.name:
        raise ValueError("a part outside the archive")
    with content, (folder / info.name).open("xb") as target:
        shutil.copyfileobj(content, target)


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Remove the owner and the modification time from a file's entry in the archive, and set its mode to 600."""
    info.uid = info.gid = info.mtime = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info
