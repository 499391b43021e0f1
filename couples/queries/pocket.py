"""Read the viewer's own pocket notes. No function returns a note to anyone but its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from couples.encryption import keys
from couples.encryption.pocket import Note, open_note
from couples.models import PocketNote, User

__all__ = ["Pocket", "pocket"]


@dataclass(frozen=True, slots=True)
class Pocket:
    """All pocket notes of the viewer, newest first."""

    notes: Sequence[Note]


def pocket(viewer: User) -> Pocket:
    """Return the viewer's pocket notes, newest first.

    The notes are sorted in Python, because their dates are encrypted in the database.
    """
    rows = list(PocketNote.objects.filter(owner=viewer).values_list("note_id", "envelope"))
    if not rows:
        return Pocket([])
    key = keys.person_key(viewer.pk)
    notes = [open_note(key, envelope, owner_id=viewer.pk, note_id=note_id) for note_id, envelope in rows]
    return Pocket(sorted(notes, key=lambda note: (note.written_at, note.id), reverse=True))
