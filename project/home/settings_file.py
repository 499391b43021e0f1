"""The file `home.env`, in which someone who runs the home edition without containers keeps its settings.

`make serve`, `manage.py` and a systemd unit read the same one, so that no command has to be given them again. Imported
before there are any settings: this uses the standard library alone.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from project.home import ROOT

#: Variables that say what a process is to be. With any of them set, nothing else is guessed.
DECIDING = frozenset({"MODE", "ORIGIN", "SECRET_KEY", "DATA_WRAPPING_KEY", "DATABASE_URL", "REDIS_URL"})


def take(environment: MutableMapping[str, str]) -> Path | None:
    """Add the file's variables to `environment`, but for those that are set. Returns the file, or None without one.

    It is `home.env` next to `manage.py`, or the file that `HOME_ENV` names. A line is NAME=value, as systemd reads it;
    empty lines and lines that begin with # say nothing.
    """
    file = Path(environment.get("HOME_ENV", ROOT / "home.env"))
    if not file.is_file():
        return None
    for line in file.read_text().splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            environment.setdefault(name.strip(), _unquoted(value.strip()))
    environment.setdefault("MODE", "home")
    return file


def take_for_command(environment: MutableMapping[str, str]) -> Path | None:
    """Like `take`, for `manage.py`: only if this is to be the home edition, or if nothing says what it is to be."""
    if environment.get("MODE") == "home" or not DECIDING & environment.keys():
        return take(environment)
    return None


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
