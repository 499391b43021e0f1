"""The keys of the one-command start: made once, kept in an ignored folder that only its owner can read."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

FILE = "keys.env"


def load_or_make(folder: Path) -> dict[str, str]:
    """The keys in `folder`, made if they are not there.

    Raises RuntimeError if the file is there but does not hold them all: making new ones would lock the data for good.
    """
    file = folder / FILE
    if not file.exists():
        _write(file, new_keys())
    found = dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    missing = {"SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY"} - found.keys()
    if missing:
        raise RuntimeError(
            f"{file} lacks {', '.join(sorted(missing))}. Put back a copy of the file; or, to begin anew without "
            f"what was written so far, delete the folder {folder}."
        )
    return found


def new_keys() -> dict[str, str]:
    """Fresh keys by the names of their variables."""
    # Its imports are slow, and keys are made once.
    from notifications.vapid import new_private_key

    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_WRAPPING_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VAPID_PRIVATE_KEY": new_private_key(),
    }


def _write(file: Path, keys: dict[str, str]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Whole or not at all, and at no moment readable by others.
    fresh = file.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{name}={value}\n" for name, value in keys.items())
    fresh.replace(file)
