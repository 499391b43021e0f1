"""The file `home.env`, which holds the settings of a home edition that runs without containers.

`make serve`, `manage.py` and a systemd unit read the same file, so no command needs the settings as arguments. This
module is imported before Django's settings, so it uses only the standard library.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from project.home import ROOT

#: Variables that decide which edition a process runs. If one is set, `manage.py` ignores `home.env`, unless MODE is
#: "home".
DECIDING = frozenset({"MODE", "ORIGIN", "SECRET_KEY", "DATA_WRAPPING_KEY", "DATABASE_URL", "REDIS_URL"})


def take(environment: MutableMapping[str, str]) -> Path | None:
    """Add the variables of `home.env` to `environment`, except those that are already set. Return the file's path.

    If the file does not exist, change nothing and return None. The file is next to `manage.py`, or at the path in the
    variable `HOME_ENV`. Each line is NAME=value, and the value may be in quotes, as in systemd's environment files.
    Empty lines and lines that start with # are ignored. If MODE is set neither in `environment` nor in the file, set
    MODE to "home".
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
    """Add the variables of `home.env` to `environment` if `manage.py` should run as the home edition.

    The file is used if `environment` sets MODE to "home", or if `environment` sets none of the variables in
    `DECIDING`. Return the file's path. Return None if the file does not exist or was not used.
    """
    if environment.get("MODE") == "home" or not DECIDING & environment.keys():
        return take(environment)
    return None


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
