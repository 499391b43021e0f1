"""`make env`: write a `.env` for docker-compose.yml from `.env.example`, with fresh secrets. Never replace a `.env`."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from project.keys_file import new_keys
from scripts.bootstrap import ROOT


def filled(example: str, values: dict[str, str]) -> str:
    """Return the text of `.env.example` with the given values filled in.

    Raises KeyError if the text has no line for one of the names.
    """
    lines = example.splitlines(keepends=True)
    for name, value in values.items():
        try:
            place = next(number for number, line in enumerate(lines) if line.startswith(f"{name}="))
        except StopIteration:
            raise KeyError(name) from None
        lines[place] = f"{name}='{value}'\n"
    return "".join(lines)


def write(target: Path) -> None:
    """Write the text of `.env.example`, with fresh secrets, to a new file that only its owner can read.

    Raises FileExistsError if the file already exists, so that no key is lost.
    """
    values = {**new_keys(), "POSTGRES_PASSWORD": secrets.token_hex(24)}
    text = filled((ROOT / ".env.example").read_text(), values)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)


def main() -> int:
    """Write `.env` and print the remaining steps. Return 1 if `.env` exists already, otherwise 0."""
    try:
        write(ROOT / ".env")
    except FileExistsError:
        print(
            "There is a .env already. Its keys may be the only ones that open your data, so it stays as it is.",
            file=sys.stderr,
        )
        return 1
    print(
        "Wrote .env with fresh secrets. Fill in ORIGIN, EMAIL_URL, DEFAULT_FROM_EMAIL, VAPID_SUBJECT and OPERATOR_NAME."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
