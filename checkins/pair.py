"""The two partners of a couple with their keys, as reveals and openings need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

KeysByAuthor = Mapping[UUID | None, bytes]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both authors in seat order, the time zone of their dates, and all keys of the couple."""

    couple_id: UUID
    authors: tuple[UUID, UUID]
    zone: ZoneInfo
    keys: KeysByAuthor
