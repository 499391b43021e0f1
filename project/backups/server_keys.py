"""Where this server reads its keys from, and which wrapping keys are among given keys."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from couples.encryption import wrapping
from project import keys_file


def file() -> Path | None:
    """Return the key file that this server uses. Return None if its keys come from environment variables.

    Environment variables take precedence over a key file. So the file is not used if the environment has
    DATA_WRAPPING_KEY. With MODE=local, the environment always has it, because `manage.py` puts the file's keys there.
    Then the file is used if its DATA_WRAPPING_KEY is this server's.
    """
    found: Path | None = settings.KEYS_FILE
    if found is None or (
        settings.VOLUME and (os.environ.get("DATA_WRAPPING_KEY") or os.environ.get("DATA_WRAPPING_KEY_FILE"))
    ):
        return None
    in_file = wrapping_keys({"DATA_WRAPPING_KEY": keys_file.read(found).get("DATA_WRAPPING_KEY", "")})
    return found if in_file == {wrapping.name_of(settings.DATA_WRAPPING_KEY).hex()} else None


def wrapping_keys(keys: Mapping[str, str]) -> set[str]:
    """Return the names, in hexadecimal, of the wrapping keys among these keys.

    `keys` has each key by the name of its environment variable, as in a key file.
    """
    given = " ".join(keys.get(name, "") for name in ("DATA_WRAPPING_KEY", "DATA_WRAPPING_KEYS_PREVIOUS"))
    return {wrapping.name_of(base64.b64decode(key)).hex() for key in given.replace(",", " ").split()}
