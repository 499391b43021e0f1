"""Pocket notes as sealed envelopes: words and time are inside, under the key of their author. Pure.

An envelope that was moved to another note or person does not open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from couples.encryption import keys

#: Notes that one pocket holds.
MOST: Final = 100
#: In code points, like the notes of a check-in: an emoji or a Chinese sign is one.
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """A private note. The client makes its id. Only its author ever reads it."""

    id: UUID
    text: str
    written_at: datetime


def seal_note(key: bytes, note: Note, *, owner_id: UUID) -> bytes:
    """Seal a note under its owner's own `key`, padded to one of the sizes of all envelopes."""
    document = {"v": 1, "text": note.text, "at": note.written_at.isoformat()}
    plaintext = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return keys.seal(key, plaintext, aad=_bound(owner_id, note.id))


def open_note(key: bytes, envelope: bytes | memoryview, *, owner_id: UUID, note_id: UUID) -> Note:
    """Open a note. Raises couples.encryption.keys.EnvelopeError if the envelope belongs elsewhere or was changed."""
    document = json.loads(keys.open_envelope(key, bytes(envelope), aad=_bound(owner_id, note_id)))
    return Note(note_id, document["text"], datetime.fromisoformat(document["at"]))


def _bound(owner_id: UUID, note_id: UUID) -> bytes:
    return b"pocket\0" + owner_id.bytes + note_id.bytes
