"""`make env`: a `.env` for docker-compose.yml from `.env.example`, with fresh secrets in it. Overwrites nothing."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

from project.local.keys import new_keys
from scripts.bootstrap import ROOT


def filled(example: str, values: dict[str, str]) -> str:
    """The example's text with `values` in place of its own. Raises KeyError for a name that is not in it."""
    for name, value in values.items():
        example, found = re.subn(
            rf"^{name}=.*$", lambda _, line=f"{name}='{value}'": line, example, flags=re.MULTILINE
        )
        if not found:
            raise KeyError(name)
    return example


def write(target: Path) -> None:
    """Write a new file that only its owner can read. Raises FileExistsError rather than losing keys."""
    values = {**new_keys(), "POSTGRES_PASSWORD": secrets.token_hex(24)}
    text = filled((ROOT / ".env.example").read_text(), values)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)


def main() -> int:
    """Write it and say what is left to do."""
    try:
        write(ROOT / ".env")
    except FileExistsError:
        print(
            "There is a .env already, and its keys may be all that opens your data: it stays as it is.",
            file=sys.stderr,
        )
        return 1
    print(
        "Wrote .env with fresh secrets. Fill in ORIGIN, EMAIL_URL, DEFAULT_FROM_EMAIL, VAPID_SUBJECT and OPERATOR_NAME."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
