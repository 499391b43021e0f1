"""The file `home.env`, which holds the settings of a home edition that runs without containers.

`make serve`, `manage.py` and a systemd unit read the same file, so no command needs the settings as arguments. This
module is imported before Django's settings, so it uses only the standard library.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from project.home import ROOT

#: Variables that decide which edition a process runs. If any of them is set, no settings file is looked for.
DECIDING = frozenset({"MODE", "ORIGIN", "SECRET_KEY", "DATA_WRAPPING_KEY", "DATABASE_URL", "REDIS_URL"})


def take(environment: MutableMapping[str, str]) -> Path | None:
    """Add the file's variables to `environment` unless they are set there. Return the file, or None if there is none.

    The file is `home.env` next to `manage.py`, or the one that the variable `HOME_ENV` names. Each line is NAME=value,
    as systemd reads it. Empty lines and lines that start with # are ignored.
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
    """Add the variables of `home.env` to `environment` for `manage.py`. Return the file, or None if it is not used.

    The file is used only if MODE is "home", or if no variable in `DECIDING` is set.
    """
    if environment.get("MODE") == "home" or not DECIDING & environment.keys():
        return take(environment)
    return None


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
