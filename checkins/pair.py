"""The two partners of a couple with their encryption keys, for code that reveals or opens a check-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

KeysByAuthor = Mapping[UUID | None, bytes]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both partners' ids in seat order, the time zone of their dates, and all encryption keys of the couple."""

    couple_id: UUID
    authors: tuple[UUID, UUID]
    zone: ZoneInfo
    keys: KeysByAuthor
