"""The file with this server's keys. The first start makes the file, and only its owner can read it.

Importing this module needs only the standard library, because the settings import it.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

#: Variables of the keys that the app needs in order to start.
NEEDED = ("SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY")


def read(file: Path) -> dict[str, str]:
    """Return each key in `file` by the name of its environment variable. Return {} if the file is missing."""
    if not file.is_file():
        return {}
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)


def load_or_make(file: Path) -> dict[str, str]:
    """Return the keys in `file`. If the file is missing, make new keys and write them to it.

    Raises RuntimeError if the file exists but lacks a key that the app needs.
    """
    return require_all(file) if file.exists() else make(file)


def require_all(file: Path) -> dict[str, str]:
    """Return the keys in `file`. Raises RuntimeError if the file lacks a key that the app needs.

    A missing key is not replaced by a new key, which could not decrypt the existing data.
    """
    found = read(file)
    if missing := [name for name in NEEDED if not found.get(name)]:
        raise RuntimeError(
            f"{file} lacks {', '.join(missing)}. Put back a copy of the file. Without the keys that the data were "
            f"written with, no one can read them: if there is no copy, delete the folder {file.parent} and the data "
            "to start again."
        )
    return found


def make(file: Path) -> dict[str, str]:
    """Make new keys, write them to `file`, and return them."""
    keys = new_keys()
    write(file, keys)
    return keys


def write(file: Path, keys: Mapping[str, str]) -> None:
    """Write the keys to `file`, one NAME=value per line. Only the file's owner can read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Write atomically, and never readable by others.
    fresh = file.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{name}={value}\n" for name, value in keys.items())
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def new_keys() -> dict[str, str]:
    """Make new keys. Return each key by the name of its environment variable."""
    # Imported here because the import is slow, and keys are made only once.
    from notifications.vapid import new_private_key

    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_WRAPPING_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VAPID_PRIVATE_KEY": new_private_key(),
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]))
