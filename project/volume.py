"""Paths in the volume, the folder in which the home edition keeps its data, keys and tombstones.

Data, keys and tombstones (records of erased people and closed spaces) have separate subfolders, so that an operator can
copy the data without the keys. This module uses only the standard library, because the settings import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Volume:
    """The paths of files and folders in the home edition's data folder, which is at `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file. While the app runs, SQLite keeps two more files next to it."""
        return self.root / "database" / "side-by-side.sqlite3"

    @property
    def keys(self) -> Path:
        """The key file. By default, backups leave it out: anyone who has keys and data can read every answer."""
        return self.root / "keys" / "keys.env"

    @property
    def tombstones(self) -> Path:
        """The file with the records of erased people and closed spaces. A restored backup must not replace it."""
        return self.root / "tombstones" / "tombstones.txt"

    @property
    def certificates(self) -> Path:
        """The folder for the TLS certificates of the home edition's own proxy."""
        return self.root / "certificates"
