"""A real Valkey from a wheel, on a unix socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project.local.valkey import serve


@contextmanager
def valkey_server(folder: Path) -> Iterator[str]:
    """Run a Valkey with its files in `folder` for as long as the block lasts; yields its `unix://` URL."""
    with serve(folder) as url:
        yield url
