"""RESULTS.md, of which each benchmark writes its own part."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def keep(name: str, text: str) -> None:
    """Replace what stands between the marks of this benchmark. Raises ValueError if they are not there."""
    found = re.search(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)", RESULTS.read_text(), re.DOTALL)
    if found is None:
        raise ValueError(f"RESULTS.md has no part for {name}.")
    before, after = found.string[: found.end(1)], found.string[found.start(2) :]
    RESULTS.write_text(f"{before}{text}\n{after}")


def taken() -> str:
    """When, and on what machine."""
    return (
        f"Taken {dt.datetime.now(tz=dt.UTC):%Y-%m-%d} with Python {platform.python_version()} on "
        f"{os.cpu_count()} cores"
    )


def met(yes: bool) -> str:
    """The sign for a figure that is as it was asked to be, or is not."""
    return "✓" if yes else "✗"
