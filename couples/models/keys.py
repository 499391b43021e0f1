"""Tables of encryption keys, of pocket notes, and of tombstones (records of erased people and closed spaces)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from couples.models.people import User
from couples.models.spaces import Couple


class DataKey(models.Model):
    """A key that encrypts what an author writes in a couple. Without an `author`, it is the key that the couple shares.

    The key itself is encrypted with a wrapping key, which is kept outside the database. If the row is deleted,
    nothing that was encrypted with this key can be read again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    couple = models.ForeignKey(Couple, on_delete=models.CASCADE, related_name="data_keys")
    author = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="data_keys"
    )
    wrapped = models.BinaryField(max_length=80)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["couple", "author"], name="data_key_one_per_author"),
            models.UniqueConstraint(fields=["couple"], condition=Q(author=None), name="data_key_one_shared"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonKey(models.Model):
    """A person's key for their pocket notes. The key belongs to no couple, so it stays when the person leaves a couple.

    The key is created with the first pocket note and deleted when the person is erased. The table has no date,
    because a date would reveal when the first note was written.
    """

    owner = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="own_key")
    wrapped = models.BinaryField(max_length=80)

    def __str__(self) -> str:
        return str(self.pk)


class PocketNote(models.Model):
    """A pocket note, encrypted with its owner's personal key. The date of the note is encrypted as well.

    The client chooses `note_id`. A note is always looked up by owner and `note_id`, so ids reveal nothing about the
    notes of other people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pocket_notes")
    note_id = models.UUIDField()
    envelope = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "note_id"], name="pocket_note_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Tombstone(models.Model):
    """The record that a person was erased or a space closed, so that a restored backup does not bring them back.

    A tombstone holds a hash and a day, but no personal data (see couples.erasure.tombstones).
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        SPACE = "space"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    fingerprint = models.BinaryField(max_length=32)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="tombstone_once"),
            models.CheckConstraint(condition=Q(kind__in=["person", "space"]), name="tombstone_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
