"""Repeatable randomness: both worlds draw the same random values.

The app takes all its randomness from the operating system: ids (`uuid.uuid4`), secrets and nonces (`secrets`), cookies.
While a world acts, a repeatable stream of bytes replaces this source. The code that uses the bytes stays unchanged: an
id is still what `uuid4` makes of sixteen bytes.
"""

from __future__ import annotations

import hashlib
import os
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from couples import compiled


def _stream(name: str) -> Callable[[int], bytes]:
    drawn = 0

    def urandom(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_128(f"{name}/{drawn}".encode()).digest(size)

    return urandom


class _System:
    """A stand-in for the `os` module inside `uuid`, with another source of random bytes."""

    def __init__(self, urandom: Callable[[int], bytes]) -> None:
        self.urandom = urandom

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@contextmanager
def drawn_from(name: str) -> Iterator[None]:
    """Replace all randomness within the `with` block by a repeatable stream. The same name gives the same values."""
    urandom, state = _stream(name), random.getstate()
    system, source, marks = vars(uuid)["os"], vars(random)["_urandom"], vars(compiled)["uuid4"]
    vars(uuid)["os"], vars(random)["_urandom"] = _System(urandom), urandom
    # A query that is compiled at its first use marks its parameters with ids. Only one world compiles it, so these
    # ids must not come from the stream.
    vars(compiled)["uuid4"] = lambda: uuid.UUID(bytes=os.urandom(16), version=4)
    # Values that are not secret, such as the boundary of an e-mail, come from module `random`.
    random.seed(name)
    try:
        yield
    finally:
        vars(uuid)["os"], vars(random)["_urandom"], vars(compiled)["uuid4"] = system, source, marks
        random.setstate(state)
