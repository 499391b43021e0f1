"""Read the environment. A missing variable stops the start with a sentence that says what to do."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from project import keys_file
from project.volume import Volume

env = environ.Env()

#: "production" by default, so that a forgotten variable never makes a server less strict. "home" is as strict, with
#: everything in one folder (project.home). "local" is `make run`; "test" is the suite.
MODE: str = env.str("MODE", default="production")
if MODE not in {"production", "home", "demo", "local", "test"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it must be production, home, demo, local or test.")
LOCAL: bool = MODE in {"local", "test"}
#: Where the home edition and a demo keep everything; None in every other mode.
VOLUME: Volume | None = (
    Volume(Path(env.str("DATA_DIR", default="/data"))) if MODE in {"home", "demo"} else None
)
#: The home edition's keys, which its first start made.
_KEPT: dict[str, str] = keys_file.read(VOLUME.keys) if VOLUME else {}


def text(name: str) -> str:
    """Return a variable, or the content of the file that `<name>_FILE` names, or "" if neither is set.

    Containers get their secrets as files. In the home edition, keys are read from the volume if neither is set. Raises
    ImproperlyConfigured for an unreadable file, and if both are set, because it would be unclear which one counts.
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
    """Return a secret. If it is missing, raises ImproperlyConfigured with the variable's name and `how` to make one."""
    value = text(name)
    if not value:
        if MODE == "production" and Volume(Path(env.str("DATA_DIR", default="/data"))).keys.exists():
            how = "DATA_DIR is the folder of a home edition, and has its keys: set MODE=home."
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


def key_of_32_bytes(name: str, *, how: str) -> bytes:
    """Return a base64 key of exactly 32 bytes. Raises ImproperlyConfigured if it is missing or of another size."""
    return _key(secret(name, how=how), name, how)


def keys_of_32_bytes(name: str, *, how: str) -> tuple[bytes, ...]:
    """Return keys separated by commas or white space. Raises ImproperlyConfigured for one of another size."""
    return tuple(_key(each, name, how) for each in text(name).replace(",", " ").split())


def _key(encoded: str, name: str, how: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"{name} is not base64. {how}") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} holds {len(key)} bytes instead of 32. {how}")
    return key
