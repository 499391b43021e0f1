"""Parse each unchanged file of the library only once. Many tests load the whole library again."""

from __future__ import annotations

from pathlib import Path

from content.files.library_files import LibraryFile, read

_kept: dict[tuple[Path, str, bytes], LibraryFile] = {}


def read_once(path: Path, kind: str) -> LibraryFile:
    """Replacement for `library_files.read`. It parses a file again only after the file's bytes have changed.

    All loads share the result, because none of them changes it.
    """
    try:
        known = path.resolve(), kind, path.read_bytes()
    except OSError:
        return read(path, kind)
    if known not in _kept:
        _kept[known] = read(path, kind)
    return _kept[known]
