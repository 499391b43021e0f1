"""The keys of the one-command start: created once, stored in an ignored folder that only its owner can read."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

FILE = "keys.env"


def load_or_make(folder: Path) -> dict[str, str]:
    """Return the keys in `folder`, created if the file is missing.

    Raises RuntimeError if the file lacks one of them: a new key would make the data unreadable for good.
    """
    file = folder / FILE
    if not file.exists():
        _write(file, new_keys())
    found = dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    missing = {"SECRET_KEY", "DATA_WRAPPING_KEY", "VAPID_PRIVATE_KEY"} - found.keys()
    if missing:
        raise RuntimeError(
            f"{file} lacks {', '.join(sorted(missing))}. Restore a copy of the file. Or delete the folder "
            f"{folder} to start again without the existing data."
        )
    return found


def new_keys() -> dict[str, str]:
    """Generate keys, by the names of their variables."""
    # Imported here because it is slow, and keys are created only once.
    from notifications.vapid import new_private_key

    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_WRAPPING_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VAPID_PRIVATE_KEY": new_private_key(),
    }


def _write(file: Path, keys: dict[str, str]) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Write atomically, and never readable by others.
    fresh = file.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{name}={value}\n" for name, value in keys.items())
    fresh.replace(file)
