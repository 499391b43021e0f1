"""Reading the environment: what is missing stops the start with a sentence that says what to do."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

#: "production" unless said otherwise, so that a forgotten variable is never a lax server.
#: "local" is `make run`; "test" is the suite.
MODE: str = env.str("MODE", default="production")
if MODE not in {"production", "local", "test"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it must be production, local or test.")
LOCAL: bool = MODE != "production"


def text(name: str) -> str:
    """The value of a variable, or what the file holds that `<name>_FILE` points to; "" if neither is set.

    Files are how containers are handed secrets. Raises ImproperlyConfigured for a file that can't be read, and if both
    are set: nobody could say which of the two counts.
    """
    value: str = env.str(name, default="")
    file: str = env.str(f"{name}_FILE", default="")
    if value and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one of them.")
    if not file:
        return value
    try:
        return Path(file).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE can't be read: {file} ({type(error).__name__}).") from error


def secret(name: str, *, how: str) -> str:
    """The value of a secret. Raises ImproperlyConfigured, naming the variable and `how` to make one."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


def key_of_32_bytes(name: str, *, how: str) -> bytes:
    """A base64 key of exactly 32 bytes. Raises ImproperlyConfigured if it is missing or of another size."""
    return _key(secret(name, how=how), name, how)


def keys_of_32_bytes(name: str, *, how: str) -> tuple[bytes, ...]:
    """Any number of such keys, by commas or white space. Raises ImproperlyConfigured for one of another size."""
    return tuple(_key(each, name, how) for each in text(name).replace(",", " ").split())


def _key(encoded: str, name: str, how: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"{name} is not base64. {how}") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} holds {len(key)} bytes in place of 32. {how}")
    return key
