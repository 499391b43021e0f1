"""A pair as the engine's glue needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

KeysByAuthor = Mapping[UUID | None, bytes]


@dataclass(frozen=True, slots=True)
class Pair:
    """Authors in seat order, the zone of their dates, and the keys of both and of the couple."""

    couple_id: UUID
    authors: tuple[UUID, UUID]
    zone: ZoneInfo
    keys: KeysByAuthor
