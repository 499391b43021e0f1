"""The file of a backup: a compressed tar with a manifest first, then the database, the tombstones and perhaps the keys.

The manifest says what made the backup and what it needs, so that `restore` can refuse it before it changes anything.
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

#: Grows when a backup of the new form can't be read by the code before.
FORM = 1
MANIFEST = "manifest.json"
TOMBSTONES = "tombstones.txt"
KEYS = "keys.env"


class Unusable(Exception):
    """The backup can't be used. The text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the archive: `columns` where it holds a table of PostgreSQL."""

    name: str
    sha256: str
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    form: int
    version: str
    made_at: str
    #: "sqlite" or "postgresql".
    database: str
    #: Applied migrations, as "app.name", in the order in which they were applied.
    migrations: Sequence[str]
    #: Names of the wrapping keys that its data need, hexadecimal.
    wrapping_keys: Sequence[str]
    parts: Sequence[Part]

    def day(self) -> str:
        """Return the day on which it was made."""
        return dt.datetime.fromisoformat(self.made_at).strftime("%d %B %Y")


def write(target: IO[bytes], manifest: Manifest, files: dict[str, Path]) -> None:
    """Write the archive to `target`, which need not be seekable. `files` are the parts by their names."""
    with tarfile.open(fileobj=target, mode="w|gz") as tar:
        described = json.dumps(dataclasses.asdict(manifest), indent=1).encode()
        _add(tar, MANIFEST, described)
        for part in manifest.parts:
            tar.add(files[part.name], arcname=part.name, filter=_anonymous)


def unpack(source: IO[bytes], folder: Path) -> Manifest:
    """Unpack an archive into the empty `folder` and check it. Raises Unusable if it is damaged or no backup."""
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as tar:
            # By hand: `filter="data"` came with Python 3.11.4.
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
    return manifest


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
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
    """Leave out who owns the file here and when it was changed."""
    info.uid = info.gid = info.mtime = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info
