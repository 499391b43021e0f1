"""Read environment variables. If a required variable is missing, the start stops with advice on what to do."""

from __future__ import annotations

import base64
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from project import keys_file
from project.volume import Volume

env = environ.Env()

#: "production" is the default, so that a forgotten variable never makes a server less strict. "home" is equally strict,
#: with everything in one folder (project.home). "demo" is a public demo, "local" is `make run`, and "test" the tests.
MODE: str = env.str("MODE", default="production")
if MODE not in {"production", "home", "demo", "local", "test"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it must be production, home, demo, local or test.")
LOCAL: bool = MODE in {"local", "test"}
#: The data folder of the home edition or a demo. None in every other mode.
VOLUME: Volume | None = (
    Volume(Path(env.str("DATA_DIR", default="/data"))) if MODE in {"home", "demo"} else None
)
#: The keys that the first start of the home edition or a demo made.
_KEPT: dict[str, str] = keys_file.read(VOLUME.keys) if VOLUME else {}


def text(name: str) -> str:
    """Return the environment variable `name`, or else the content of the file that the variable `<name>_FILE` names.

    Containers get their secrets as files. If neither variable is set, return the key of this name from the key file
    of the home edition or the demo, or else "". Raises ImproperlyConfigured if both variables are set or the file is
    unreadable.
    """
    value: str = env.str(name, default="")
    file: str = env.str(f"{name}_FILE", default="")
    if value and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one of them.")
    if not file:
        return value or _KEPT.get(name, "")
    try:
        return Path(file).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE can't be read: {file} ({type(error).__name__}).") from error


def secret(name: str, *, how: str) -> str:
    """Return the value of a required variable. Raises ImproperlyConfigured if the variable is missing.

    The value may also come from a file (see `text`). The error's message has the variable's name and the advice `how`.
    """
    value = text(name)
    if not value:
        if MODE == "production" and Volume(Path(env.str("DATA_DIR", default="/data"))).keys.exists():
            how = "DATA_DIR is the folder of a home edition, and has its keys: set MODE=home."
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


def key_of_32_bytes(name: str, *, how: str) -> bytes:
    """Return the key in a variable, decoded from base64.

    Raises ImproperlyConfigured if the key is missing, is not base64 or is not 32 bytes long. `how` is the
    advice in the error's message.
    """
    return _key(secret(name, how=how), name, how)


def keys_of_32_bytes(name: str, *, how: str) -> tuple[bytes, ...]:
    """Return all keys in an optional variable, decoded from base64. Commas or white space separate the keys.

    Raises ImproperlyConfigured for a key that is not base64 or not 32 bytes long. `how` is the advice in the error's
    message.
    """
    return tuple(_key(each, name, how) for each in text(name).replace(",", " ").split())


def _key(encoded: str, name: str, how: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not base64. {how}") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} holds {len(key)} bytes instead of 32. {how}")
    return key
