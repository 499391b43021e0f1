"""The app's version, read from pyproject.toml, which is the only place that has it."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "pyproject.toml"


def _read() -> str:
    with _FILE.open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version


VERSION = _read()
