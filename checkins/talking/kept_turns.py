"""Store the present step of each guided conversation, only in the shared cache.

In a guided conversation, the partners speak in turns. If two changes arrive at the same moment, only one of them is
stored (atomic compare-and-set).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from uuid import UUID

import msgspec
from django.core.cache import cache

from checkins.talking.turns import KEPT_FOR, StoredTurns


def read(couple_id: UUID, point_id: UUID) -> StoredTurns | None:
    """Return the stored step of the conversation about a talking point, or None if no step is stored.

    Raises RedisError while the cache is down.
    """
    text = cache.get(_key(couple_id, point_id))
    return None if text is None else msgspec.json.decode(text, type=StoredTurns)


def replace(couple_id: UUID, point_id: UUID, *, old: StoredTurns | None, new: StoredTurns) -> bool:
    """Store `new` as the step of the conversation about a talking point, if the cache still holds `old`.

    Return whether `new` was stored. If `old` is None, `new` is stored only if the cache holds no step.

    Raises RedisError while the cache is down.
    """
    return bool(
        # `swap` is defined in project.cache, which this app may not import.
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
