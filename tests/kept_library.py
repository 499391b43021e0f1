"""Parse the same content of a library file only once. Many tests load the whole library, or a copy of it, again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content.files import library_files
from content.files.library_files import LibraryFile, read

_kept: dict[tuple[str, bytes], LibraryFile] = {}


def read_once(path: Path, kind: str) -> LibraryFile:
    """Replacement for `library_files.read`. It parses no content of this kind twice.

    All loads share the parsed data, because none of them changes it.
    """
    try:
        known = kind, path.read_bytes()
    except OSError:
        return read(path, kind)
    if known not in _kept:
        _kept[known] = read(path, kind)
    return replace(_kept[known], file=library_files._shown(path))
