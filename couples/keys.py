"""The keys that seal what people write, and the envelopes they seal.

A data key per author per couple, and one that belongs to the couple, each wrapped by a key that lives outside
the database. A dump alone opens nothing; deleting a `DataKey` row is what erasing means: nothing is cached.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from couples.compiled import Compiled
from couples.models import Couple, DataKey, User

#: Sizes of the padded plaintext, in bytes: a length says no more than which of these it fits.
BUCKETS = (1_024, 4_096, 16_384, 65_536, 131_072)

_VERSION = b"\x01"
_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LENGTH_BYTES = 4

_SHARED_KEY = Compiled(
    lambda couple: DataKey.objects.filter(couple_id=couple, author=None).values_list("wrapped")
)
_AUTHOR_KEY = Compiled(
    lambda couple, author: DataKey.objects.filter(couple_id=couple, author_id=author).values_list("wrapped")
)
_ALL_KEYS = Compiled(
    lambda couple: DataKey.objects.filter(couple_id=couple).values_list("author_id", "wrapped")
)


class KeyMissing(LookupError):
    """There is no such data key: never made, or destroyed."""


class EnvelopeError(Exception):
    """The envelope can't be opened: changed, cut, sealed under another key or for another purpose."""


class EnvelopeTooLarge(ValueError):
    """More plaintext than the largest bucket holds."""


def create_data_keys(couple: Couple, members: Iterable[User]) -> None:
    """Make the couple's own key and one for each member. Raises IntegrityError if any exists."""
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
    """The 32-byte key of an author in a couple, or the couple's own (`author_id` None).

    Raises KeyMissing if it was never made or has been destroyed, EnvelopeError if the wrapping key is not the
    one that wrapped it.
    """
    if author_id is None:
        found = _SHARED_KEY.first(couple=couple_id)
    else:
        found = _AUTHOR_KEY.first(couple=couple_id, author=author_id)
    if found is None:
        raise KeyMissing("No such data key.")
    return _unwrap(bytes(found[0]), couple_id, author_id)


def data_keys(couple_id: UUID) -> dict[UUID | None, bytes]:
    """All keys of a couple by author (None: the couple's own), in one query, for work done on behalf of both.

    Raises EnvelopeError if the wrapping key is not the one that wrapped them.
    """
    rows = _ALL_KEYS.rows(couple=couple_id)
    return {author_id: _unwrap(bytes(wrapped), couple_id, author_id) for author_id, wrapped in rows}


def destroy_author_keys(user: User) -> None:
    """Delete every key under which this person wrote: no envelope of theirs can be opened again."""
    DataKey.objects.filter(author=user).delete()


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """An envelope: version byte, nonce, AES-256-GCM of the padded plaintext, bound to `aad`.

    Raises EnvelopeTooLarge if the plaintext fits no bucket.
    """
    needed = _LENGTH_BYTES + len(plaintext)
    bucket = next((size for size in BUCKETS if needed <= size), None)
    if bucket is None:
        raise EnvelopeTooLarge(f"{len(plaintext)} bytes are more than an envelope holds.")
    padded = (len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext).ljust(bucket, b"\0")
    return _encrypt(key, padded, aad)


def open_envelope(key: bytes, envelope: bytes, *, aad: bytes) -> bytes:
    """What was sealed. Raises EnvelopeError unless key, `aad` and every byte are what they were."""
    padded = _decrypt(key, bytes(envelope), aad)
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if length > len(padded) - _LENGTH_BYTES:
        raise EnvelopeError("The envelope's length does not fit its content.")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]


def blind_index(key: bytes, label: str) -> bytes:
    """32 bytes that stand for `label` under `key`: equal for equal labels, meaningless without the key."""
    return hmac.new(key, b"blind-index\0" + label.encode(), hashlib.sha256).digest()


def wrap_text(text: str, *, purpose: str) -> str:
    """A short secret under the wrapping key, as base64, bound to `purpose`."""
    sealed = _encrypt(settings.DATA_WRAPPING_KEY, text.encode(), b"text\0" + purpose.encode())
    return base64.b64encode(sealed).decode()


def unwrap_text(wrapped: str, *, purpose: str) -> str:
    """Raises EnvelopeError unless it was wrapped by the present wrapping key for this purpose."""
    try:
        sealed = base64.b64decode(wrapped, validate=True)
    except binascii.Error as error:
        raise EnvelopeError("That is no wrapped secret.") from error
    return _decrypt(settings.DATA_WRAPPING_KEY, sealed, b"text\0" + purpose.encode()).decode()


def _wrap(key: bytes, couple_id: UUID, author_id: UUID | None) -> bytes:
    return _encrypt(settings.DATA_WRAPPING_KEY, key, _whose(couple_id, author_id))


def _unwrap(wrapped: bytes, couple_id: UUID, author_id: UUID | None) -> bytes:
    return _decrypt(settings.DATA_WRAPPING_KEY, wrapped, _whose(couple_id, author_id))


def _whose(couple_id: UUID, author_id: UUID | None) -> bytes:
    """Binds a wrapped key to its row: moved to another couple or author, it can't be unwrapped."""
    return b"data-key\0" + couple_id.bytes + (author_id.bytes if author_id else bytes(16))


def _encrypt(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, _VERSION + aad)


def _decrypt(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    # The version says which key and cipher were used, so that a later one can live beside the first.
    version, nonce, ciphertext = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _VERSION or len(ciphertext) < _TAG_BYTES:
        raise EnvelopeError("The envelope is of no known form.")
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, version + aad)
    except InvalidTag as error:
        raise EnvelopeError("The envelope was not sealed with this key for this purpose.") from error
