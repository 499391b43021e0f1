"""The keys that encrypt what people write, and the envelopes (encrypted bytes) that are made with these keys.

Three kinds of keys exist: a data key for each author in a couple, a shared key for each couple, and a personal key
for each person with a pocket note. A wrapping key outside the database encrypts all three kinds, so a stolen copy of
the database can't be read. Deleting a key's row erases the key at once, because no process keeps keys in memory. Only
older backups still contain the encrypted key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from couples.encryption import wrapping
from couples.encryption.wrapping import EnvelopeError as EnvelopeError  # callers catch `keys.EnvelopeError`
from couples.models import Couple, DataKey, PersonKey, User

#: Sizes of the padded plaintext in bytes. An envelope's length reveals only which of these it fits.
BUCKETS = (1_024, 4_096, 16_384, 65_536, 131_072)

_KEY_BYTES = 32
_LENGTH_BYTES = 4


class KeyMissing(LookupError):
    """Raised when a key is not in the database: it was never made, or it was destroyed."""


class EnvelopeTooLarge(ValueError):
    """Raised when a text is too long to be sealed in an envelope."""


class _KeysByAuthor(dict[UUID | None, bytes]):
    """A dict from each author's id in a couple to the author's key, and from None to the couple's shared key.

    Looking up a missing author raises KeyMissing.
    """

    def __missing__(self, author_id: UUID | None) -> bytes:
        raise KeyMissing("No such data key.")


def create_data_keys(couple: Couple, members: Iterable[User]) -> None:
    """Create the couple's shared key and one key for each member.

    Raises IntegrityError if one of these keys exists already.
    """
    authors: list[User | None] = [None, *members]
    DataKey.objects.bulk_create(
        DataKey(
            couple=couple,
            author=author,
            wrapped=_wrap(secrets.token_bytes(_KEY_BYTES), couple.id, author.id if author else None),
            created_at=couple.created_at,
        )
        for author in authors
    )


def data_key(couple_id: UUID, author_id: UUID | None) -> bytes:
    """Return the 32-byte key of an author in a couple. If `author_id` is None, return the couple's shared key.

    Raises KeyMissing if the key was never made or was destroyed. Raises UnknownKey if the key is encrypted with a
    wrapping key that this server does not have.
    """
    stored = DataKey.objects.filter(couple_id=couple_id, author_id=author_id).values_list(
        "wrapped", flat=True
    )
    for wrapped in stored[:1]:
        return _unwrap(bytes(wrapped), couple_id, author_id)
    raise KeyMissing("No such data key.")


def data_keys(couple_id: UUID) -> dict[UUID | None, bytes]:
    """Return a dict from each author's id in a couple to the author's key, and from None to the couple's shared key.

    The function takes one query, and is meant for work on behalf of both partners. Looking up a missing author in the
    dict raises KeyMissing. Raises UnknownKey if a key is encrypted with a wrapping key that this server does not
    have.
    """
    stored = DataKey.objects.filter(couple_id=couple_id).values_list("author_id", "wrapped")
    return unwrapped(couple_id, list(stored))


def unwrapped(
    couple_id: UUID, found: Iterable[tuple[UUID | None, bytes | memoryview | None]]
) -> dict[UUID | None, bytes]:
    """Decrypt a couple's keys that another query has read from the database.

    `found` holds pairs: the author's id (None for the couple's shared key) and the encrypted key. Pairs without an
    encrypted key are left out. Return a dict from the author's id to the decrypted key. Looking up a missing author
    in the dict raises KeyMissing. Raises UnknownKey if a key is encrypted with a wrapping key that this server does
    not have.
    """
    return _KeysByAuthor(
        (author_id, _unwrap(bytes(wrapped), couple_id, author_id)) for author_id, wrapped in found if wrapped
    )


def person_key(user_id: UUID) -> bytes:
    """Return a person's 32-byte personal key, which seals their pocket notes.

    Raises KeyMissing if the key was never made or was destroyed. Raises UnknownKey if the key is encrypted with a
    wrapping key that this server does not have.
    """
    for wrapped in PersonKey.objects.filter(pk=user_id).values_list("wrapped", flat=True)[:1]:
        return wrapping.unwrap(bytes(wrapped), aad=_person_aad(user_id))
    raise KeyMissing("No such data key.")


def person_key_or_new(user: User) -> bytes:
    """Return the key that seals the user's pocket notes. If the user has no such key yet, create it.

    The caller has to hold the lock on the user's row, so that two requests can't create two keys.
    """
    try:
        return person_key(user.pk)
    except KeyMissing:
        key = secrets.token_bytes(_KEY_BYTES)
        PersonKey.objects.create(owner=user, wrapped=wrapping.wrap(key, aad=_person_aad(user.pk)))
        return key


def destroy_author_keys(user: User) -> None:
    """Delete all keys of this person, so that nothing sealed with these keys can be opened again."""
    DataKey.objects.filter(author=user).delete()
    PersonKey.objects.filter(owner=user).delete()


def destroy_shared_keys(couple_ids: Iterable[UUID]) -> None:
    """Delete the shared keys of these couples, so that their topics and agreements can't be read any more."""
    DataKey.objects.filter(couple__in=list(couple_ids), author=None).delete()


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Encrypt a plaintext and return the envelope: version byte, nonce, and the AES-256-GCM ciphertext.

    The plaintext is padded to one of a few fixed sizes, so that the envelope does not show how long the plaintext is.
    `aad` (associated data) is not stored: opening the envelope needs the same `aad` again. Raises EnvelopeTooLarge if
    the plaintext exceeds the largest size.
    """
    needed = _LENGTH_BYTES + len(plaintext)
    bucket = next((size for size in BUCKETS if needed <= size), None)
    if bucket is None:
        raise EnvelopeTooLarge(f"{len(plaintext)} bytes are more than an envelope holds.")
    padded = (len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext).ljust(bucket, b"\0")
    return wrapping.seal_under(key, padded, aad=aad)


def open_envelope(key: bytes, envelope: bytes, *, aad: bytes) -> bytes:
    """Decrypt an envelope (encrypted bytes) that `seal` made, and return the plaintext.

    Raises EnvelopeError if the key or `aad` differs from those given to `seal`, or if the envelope was changed.
    """
    padded = wrapping.open_sealed(key, bytes(envelope), aad=aad)
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if length > len(padded) - _LENGTH_BYTES:
        raise EnvelopeError("The envelope's length does not fit its content.")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]


def blind_index(key: bytes, label: str) -> bytes:
    """Return 32 bytes that stand for `label` and reveal nothing about it.

    Equal labels with an equal `key` give equal bytes. So a row can be found by its label, although the database does
    not contain the label. Without the key, no one can compute or guess the bytes.
    """
    return hmac.new(key, b"blind-index\0" + label.encode(), hashlib.sha256).digest()


def rewrapped(row: DataKey | PersonKey) -> bytes:
    """Decrypt the key in this row, and return it encrypted with the current wrapping key. The row is not changed.

    Raises UnknownKey if this server does not have the row's wrapping key. Raises EnvelopeError if the encrypted key
    was changed or moved from another row.
    """
    if isinstance(row, PersonKey):
        aad = _person_aad(row.pk)
        return wrapping.wrap(wrapping.unwrap(bytes(row.wrapped), aad=aad), aad=aad)
    return _wrap(_unwrap(bytes(row.wrapped), row.couple_id, row.author_id), row.couple_id, row.author_id)


def _wrap(key: bytes, couple_id: UUID, author_id: UUID | None) -> bytes:
    return wrapping.wrap(key, aad=_key_aad(couple_id, author_id))


def _unwrap(wrapped: bytes, couple_id: UUID, author_id: UUID | None) -> bytes:
    return wrapping.unwrap(wrapped, aad=_key_aad(couple_id, author_id))


def _key_aad(couple_id: UUID, author_id: UUID | None) -> bytes:
    """Return bytes that tie an encrypted data key to its couple and author. Decrypting the key needs the same bytes."""
    return b"data-key\0" + couple_id.bytes + (author_id.bytes if author_id else bytes(16))


def _person_aad(user_id: UUID) -> bytes:
    """Return bytes that tie an encrypted personal key to its owner. Decrypting the key needs the same bytes."""
    return b"person-key\0" + user_id.bytes
