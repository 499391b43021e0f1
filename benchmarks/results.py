"""Write the results of the benchmarks to RESULTS.md. Each benchmark replaces its own part."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def keep(name: str, text: str) -> None:
    """Replace the part `name` of RESULTS.md with this text. Raises ValueError if RESULTS.md has no such part."""
    found = re.search(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- /{name} -->)", RESULTS.read_text(), re.DOTALL)
    if found is None:
        raise ValueError(f"RESULTS.md has no part for {name}.")
    before, after = found.string[: found.end(1)], found.string[found.start(2) :]
    RESULTS.write_text(f"{before}{text}\n{after}")


def taken() -> str:
    """Return a text with today's date, the version of Python and the number of cores."""
    return (
        f"Taken {dt.datetime.now(tz=dt.UTC):%Y-%m-%d} with Python {platform.python_version()} on "
        f"{os.cpu_count()} cores"
    )


def met(yes: bool) -> str:
    """Return the sign for a figure that meets its target (✓) or misses it (✗)."""
    return "✓" if yes else "✗"
