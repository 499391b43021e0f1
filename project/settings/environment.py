"""Reading the environment: what is missing stops the start with a sentence that says what to do."""

from __future__ import annotations

import base64
import binascii

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

#: "production" unless said otherwise, so that a forgotten variable is never a lax server.
#: "local" is `make run`; "test" is the suite.
MODE: str = env.str("MODE", default="production")
if MODE not in {"production", "local", "test"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it must be production, local or test.")
LOCAL: bool = MODE != "production"


def secret(name: str, *, how: str) -> str:
    """The value of a secret. Raises ImproperlyConfigured, naming the variable and `how` to make one."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


def key_of_32_bytes(name: str, *, how: str) -> bytes:
    """A base64 key of exactly 32 bytes. Raises ImproperlyConfigured if it is missing or of another size."""
    try:
        key = base64.b64decode(secret(name, how=how), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"{name} is not base64. {how}") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} holds {len(key)} bytes in place of 32. {how}")
    return key
