"""Keep the turns of guided conversations in the shared cache, and nowhere else.

A change is compared and set in one step, so that of two changes at the same moment one is kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from uuid import UUID

import msgspec
from django.core.cache import cache

from checkins.talking.turns import KEPT_FOR, StoredTurns


def read(couple_id: UUID, point_id: UUID) -> StoredTurns | None:
    """Return what is kept, None if nothing is. Raises RedisError while the cache is down."""
    return _parsed(cache.get(_key(couple_id, point_id)))


def replace(couple_id: UUID, point_id: UUID, *, old: StoredTurns | None, new: StoredTurns) -> bool:
    """Keep `new` if `old` is still what is kept. Return whether it was. Raises RedisError."""
    return bool(
        # project.cache, which this app may not import
        cast(Any, cache).swap(
            _key(couple_id, point_id),
            None if old is None else _text(old),
            _text(new),
            int(KEPT_FOR / dt.timedelta(seconds=1)),
        )
    )


def _key(couple_id: UUID, point_id: UUID) -> str:
    return f"turns:{couple_id}:{point_id}"


def _text(turns: StoredTurns) -> str:
    return msgspec.json.encode(turns).decode()


def _parsed(text: str | None) -> StoredTurns | None:
    return None if text is None else msgspec.json.decode(text, type=StoredTurns)
