"""Run a Valkey server for tests. Its program comes from a Python wheel, and it listens on a unix socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project.local.valkey import serve


@contextmanager
def valkey_server(folder: Path) -> Iterator[str]:
    """Run a Valkey server with its files in `folder` during the `with` block, and yield its `unix://` URL."""
    with serve(folder) as url:
        yield url
