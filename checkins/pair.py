"""The two partners of a couple with their encryption keys, for code that reveals or opens a check-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

KeysByAuthor = Mapping[UUID | None, bytes]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both partners' ids in seat order, the couple's time zone, and the encryption keys.

    `keys`: each partner's key by the partner's id, and the couple's shared key under None.
    """

    couple_id: UUID
    authors: tuple[UUID, UUID]
    zone: ZoneInfo
    keys: KeysByAuthor
