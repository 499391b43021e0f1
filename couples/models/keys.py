"""Tables of the keys that seal what people write, of what a person's own key seals, and of what was erased."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from couples.models.people import User
from couples.models.spaces import Couple


class DataKey(models.Model):
    """A data key, wrapped by a key that lives outside the database. `author` empty: the couple's own key.

    Erasing means deleting the row: without it, no copy of the envelopes can be opened.
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
    """A person's own data key, wrapped like the others. It belongs to no couple, so leaving one does not touch it.

    It is made with the first pocket note and destroyed with the person. It has no date: that would be the note's.
    """

    owner = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="own_key")
    wrapped = models.BinaryField(max_length=80)

    def __str__(self) -> str:
        return str(self.pk)


class PocketNote(models.Model):
    """A private note of one person, sealed under their own key. Its day is inside the envelope.

    `note_id` comes from the client and is looked up by owner, so an id says nothing about the notes of others.
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
    """The record that a person was erased or a space closed: a hash and a day, so that no backup brings them back.

    It holds no personal data: see couples.erasure.tombstones.
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
