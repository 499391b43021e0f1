"""The keys that a first start makes, in a file that only its owner can read.

Uses the standard library alone, because the settings read this file.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

#: The keys without which nothing starts, by the names of their variables.
NEEDED = ("SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY")


def read(file: Path) -> dict[str, str]:
    """Return the keys in `file` by the names of their variables; an empty dict if there is no such file."""
    if not file.is_file():
        return {}
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)


def load_or_make(file: Path) -> dict[str, str]:
    """Return the keys in `file`, made if there is no such file. Raises RuntimeError as `require_all` does."""
    return require_all(file) if file.exists() else make(file)


def require_all(file: Path) -> dict[str, str]:
    """Return the keys in `file`. Raises RuntimeError if it lacks one: a new key would make the data unreadable."""
    found = read(file)
    if missing := [name for name in NEEDED if not found.get(name)]:
        raise RuntimeError(
            f"{file} lacks {', '.join(missing)}. Put back a copy of the file. Without the keys that the data were "
            f"written with, nobody can read them: if there is no copy, delete the folder {file.parent} and the data "
            "to start again."
        )
    return found


def make(file: Path) -> dict[str, str]:
    """Write new keys to `file`, and return them."""
    keys = new_keys()
    write(file, keys)
    return keys


def write(file: Path, keys: Mapping[str, str]) -> None:
    """Write a file with a line per key, for its owner alone."""
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
    """Return new keys, by the names of their variables."""
    # Imported here because it is slow, and keys are made only once.
    from notifications.vapid import new_private_key

    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_WRAPPING_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VAPID_PRIVATE_KEY": new_private_key(),
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]))
