"""Keep and delete a person's own pocket notes. Nothing that the couple shares is read or changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from couples.actions.locks import lock, transaction_or_conflict
from couples.encryption import keys, pocket
from couples.erasure import wiping
from couples.errors import Conflict
from couples.models import PocketNote, User

__all__ = ["delete_note", "keep_note"]


def keep_note(actor: User, note_id: UUID, *, text: str, written_at: datetime, now: datetime) -> pocket.Note:
    """Seal a note in the actor's pocket, and return it. If a note with this `note_id` exists, the note is replaced.

    If `written_at` is in the future because the phone's clock is fast, `now` is stored instead. Raises Conflict
    (`pocket_full`) if the pocket already holds 100 other notes.
    """
    note = pocket.Note(note_id, text, min(written_at, now))
    with transaction_or_conflict():
        lock(actor)
        kept = PocketNote.objects.filter(owner=actor)
        replaces = kept.filter(note_id=note_id).exists()
        if not replaces and kept.count() >= pocket.MOST:
            raise Conflict(
                _("Your pocket is full: it holds 100 notes. Delete one, then keep this one."),
                code="pocket_full",
            )
        envelope = pocket.seal_note(keys.person_key_or_new(actor), note, owner_id=actor.pk)
        if replaces:
            kept.filter(note_id=note_id).update(envelope=envelope)
            wiping.after_commit()
        else:
            PocketNote.objects.create(owner=actor, note_id=note_id, envelope=envelope)
    return note


def delete_note(actor: User, note_id: UUID) -> None:
    """Delete one of the actor's notes. If the note does not exist, nothing changes, so a repeated call is safe."""
    with transaction_or_conflict():
        deleted, _rows = PocketNote.objects.filter(owner=actor, note_id=note_id).delete()
        if deleted:
            wiping.after_commit()
