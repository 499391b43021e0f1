"""The folder in which the home edition keeps everything: the data, the keys and the tombstones, each in a folder of
its own, so that a backup can take one without the others.

Imported by the settings and by `python -m project.home` before there are any: this uses the standard library alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Volume:
    """The places in the volume at `root`."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file. SQLite keeps two more files next to it while it runs."""
        return self.root / "database" / "side-by-side.sqlite3"

    @property
    def keys(self) -> Path:
        """The file of keys. Left out of backups unless asked for: together with the data it opens every answer."""
        return self.root / "keys" / "keys.env"

    @property
    def tombstones(self) -> Path:
        """The file of tombstones, which has to be newer than any backup of the database."""
        return self.root / "tombstones" / "tombstones.txt"

    @property
    def certificates(self) -> Path:
        """The folder of the certificates that the home edition's own proxy gets."""
        return self.root / "certificates"
