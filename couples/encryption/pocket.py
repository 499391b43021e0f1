"""Seal and open pocket notes, without reading or changing the database.

A sealed note contains the words and the time of a note. The note is encrypted with its owner's personal key. A sealed
note can't be opened as the note of another person, or as another note of the same person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from couples.encryption import keys

#: Maximum number of notes in one pocket.
MOST: Final = 100
#: Maximum length of a note in code points, as for the notes of a check-in. A Chinese character is one code point.
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """A pocket note. Its id is chosen by the client. Only its author ever reads the note."""

    id: UUID
    text: str
    written_at: datetime


def seal_note(key: bytes, note: Note, *, owner_id: UUID) -> bytes:
    """Encrypt a note with its owner's personal `key`. The result is padded, so that it hides the note's length."""
    document = {"v": 1, "text": note.text, "at": note.written_at.isoformat()}
    plaintext = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return keys.seal(key, plaintext, aad=_bound(owner_id, note.id))


def open_note(key: bytes, envelope: bytes | memoryview, *, owner_id: UUID, note_id: UUID) -> Note:
    """Decrypt a note. Raises EnvelopeError if the envelope was changed, or belongs to another note or owner."""
    document = json.loads(keys.open_envelope(key, bytes(envelope), aad=_bound(owner_id, note_id)))
    return Note(note_id, document["text"], datetime.fromisoformat(document["at"]))


def _bound(owner_id: UUID, note_id: UUID) -> bytes:
    return b"pocket\0" + owner_id.bytes + note_id.bytes
