"""Prepare the home edition's volume, its data folder: make the subfolders and the keys."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from project import keys_file
from project.local.starting import Refused
from project.volume import Volume


def prepare(volume: Volume) -> bool:
    """Make the subfolders of the home edition's data folder and, on the first start, the keys.

    Return whether this is the first start: the folder has neither a key file nor a database. Raises Refused if there
    is a database without a key file, or if the key file lacks a key.
    """
    if volume.keys.exists():
        try:
            keys_file.require_all(volume.keys)
        except RuntimeError as error:
            raise Refused(str(error)) from error
        first = False
    elif volume.database.exists():
        raise Refused(
            f"{volume.keys} is missing, and there are data in {volume.database}. Put back your copy of the keys: "
            "without them no one can read what was written. New keys are made only for an empty volume."
        )
    else:
        # In a subprocess: the libraries that make keys would stay in this process's memory.
        subprocess.run([sys.executable, "-m", "project.keys_file", volume.keys], check=True)
        first = True
    for folder in (volume.database.parent, volume.keys.parent, volume.tombstones.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    return first


def require_writable(folder: Path) -> None:
    """Make the folder if it is missing. Raises Refused if the folder can't be made or can't be written to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        owner = f"{os.getuid()}:{os.getgid()}"
        raise Refused(
            f"{folder} can't be made or written to ({error.strerror}). On its machine: chown -R {owner} on it. "
            "Or set DATA_DIR to another."
        ) from error
