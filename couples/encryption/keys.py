"""Data keys and the envelopes that they seal.

Each author has a data key per couple, each couple has a shared key, and each person with a pocket note has a personal
key. All are wrapped by a key outside the database, so nothing can be opened with a dump alone. Deleting the rows erases
the keys, because no key is cached.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from couples.encryption import wrapping
from couples.encryption.wrapping import EnvelopeError, UnknownKey, unwrap_text, wrap_text
from couples.models import Couple, DataKey, PersonKey, User

__all__ = [
    "BUCKETS",
    "EnvelopeError",
    "EnvelopeTooLarge",
    "KeyMissing",
    "UnknownKey",
    "blind_index",
    "create_data_keys",
    "data_key",
    "data_keys",
    "destroy_author_keys",
    "destroy_shared_keys",
    "open_envelope",
    "person_key",
    "person_key_or_new",
    "rewrapped",
    "seal",
    "unwrap_text",
    "unwrapped",
    "wrap_text",
]

#: Sizes of the padded plaintext in bytes. An envelope's length reveals only which of these it fits.
BUCKETS = (1_024, 4_096, 16_384, 65_536, 131_072)

_KEY_BYTES = 32
_LENGTH_BYTES = 4


class KeyMissing(LookupError):
    """The data key does not exist: it was never made, or it was destroyed."""


class EnvelopeTooLarge(ValueError):
    """The plaintext does not fit the largest bucket."""


class _KeysByAuthor(dict[UUID | None, bytes]):
    """A couple's keys by author (None: the shared key). Looking up a missing key raises KeyMissing."""

    def __missing__(self, author_id: UUID | None) -> bytes:
        raise KeyMissing("No such data key.")


def create_data_keys(couple: Couple, members: Iterable[User]) -> None:
    """Create the couple's shared key and a key for each member. Raises IntegrityError if one of them exists."""
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
    """Return the 32-byte key of an author in a couple, or the couple's shared key (`author_id` None).

    Raises KeyMissing if it was never made or was destroyed, and UnknownKey if this server does not have the key that
    wrapped it.
    """
    stored = DataKey.objects.filter(couple_id=couple_id, author_id=author_id).values_list(
        "wrapped", flat=True
    )
    for wrapped in stored[:1]:
        return _unwrap(bytes(wrapped), couple_id, author_id)
    raise KeyMissing("No such data key.")


def data_keys(couple_id: UUID) -> dict[UUID | None, bytes]:
    """Return all keys of a couple by author (None: the shared key), in one query. For work on behalf of both partners.

    Looking up a missing author raises KeyMissing. Raises UnknownKey if this server does not have the key that wrapped
    them.
    """
    stored = DataKey.objects.filter(couple_id=couple_id).values_list("author_id", "wrapped")
    return unwrapped(couple_id, list(stored))


def unwrapped(
    couple_id: UUID, found: Iterable[tuple[UUID | None, bytes | memoryview | None]]
) -> dict[UUID | None, bytes]:
    """Unwrap a couple's keys that another query has read: pairs of author (None: the shared key) and wrapped key.

    Returns and raises the same as `data_keys`. A pair whose wrapped key is None is left out.
    """
    return _KeysByAuthor(
        (author_id, _unwrap(bytes(wrapped), couple_id, author_id)) for author_id, wrapped in found if wrapped
    )


def person_key(user_id: UUID) -> bytes:
    """Return the 32-byte personal key, which seals what belongs to no couple (pocket notes).

    Raises KeyMissing if it was never made or was destroyed, and UnknownKey if this server does not have the key that
    wrapped it.
    """
    for wrapped in PersonKey.objects.filter(pk=user_id).values_list("wrapped", flat=True)[:1]:
        return wrapping.unwrap(bytes(wrapped), aad=_person_aad(user_id))
    raise KeyMissing("No such data key.")


def person_key_or_new(user: User) -> bytes:
    """Return the personal key, created if it does not exist. The caller has to hold the lock on the person."""
    try:
        return person_key(user.pk)
    except KeyMissing:
        key = secrets.token_bytes(_KEY_BYTES)
        PersonKey.objects.create(owner=user, wrapped=wrapping.wrap(key, aad=_person_aad(user.pk)))
        return key


def destroy_author_keys(user: User) -> None:
    """Delete all keys of this person, so that none of their envelopes can be opened again."""
    DataKey.objects.filter(author=user).delete()
    PersonKey.objects.filter(owner=user).delete()


def destroy_shared_keys(couple_ids: Iterable[UUID]) -> None:
    """Delete the shared keys of these couples, which seal their talking points and lists."""
    DataKey.objects.filter(couple__in=list(couple_ids), author=None).delete()


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal a plaintext in an envelope: version byte, nonce, AES-256-GCM of the padded plaintext, bound to `aad`.

    Raises EnvelopeTooLarge if the plaintext fits no bucket.
    """
    needed = _LENGTH_BYTES + len(plaintext)
    bucket = next((size for size in BUCKETS if needed <= size), None)
    if bucket is None:
        raise EnvelopeTooLarge(f"{len(plaintext)} bytes are more than an envelope holds.")
    padded = (len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext).ljust(bucket, b"\0")
    return wrapping.seal_under(key, padded, aad=aad)


def open_envelope(key: bytes, envelope: bytes, *, aad: bytes) -> bytes:
    """Return the plaintext of an envelope that `seal` made.

    Raises EnvelopeError if the key, `aad` or any byte of the envelope differs.
    """
    padded = wrapping.open_sealed(key, bytes(envelope), aad=aad)
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if length > len(padded) - _LENGTH_BYTES:
        raise EnvelopeError("The envelope's length does not fit its content.")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]


def blind_index(key: bytes, label: str) -> bytes:
    """Return 32 bytes for `label` under `key`: equal for equal labels, meaningless without the key."""
    return hmac.new(key, b"blind-index\0" + label.encode(), hashlib.sha256).digest()


def rewrapped(row: DataKey | PersonKey) -> bytes:
    """Return this row's key wrapped with the current wrapping key. The row itself is not changed.

    Raises UnknownKey if this server does not have the key that wrapped it, and EnvelopeError for any other fault.
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
    """Return the associated data of a wrapped data key, so that the key can't be moved to another couple or author."""
    return b"data-key\0" + couple_id.bytes + (author_id.bytes if author_id else bytes(16))


def _person_aad(user_id: UUID) -> bytes:
    """Return the associated data of a wrapped personal key, so that the key can't be moved to another person."""
    return b"person-key\0" + user_id.bytes
