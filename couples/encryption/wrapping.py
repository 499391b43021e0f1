"""Wrap data keys and short secrets with the wrapping keys, which are kept outside the database.

A wrapped secret names its wrapping key, so that the new key and the previous keys work together during a rotation. The
name is derived from the key itself: no one has to number keys, and a wrong key is recognised at once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

#: First byte of a sealed value that does not name its key: an envelope, or a secret from before keys had names.
PLAIN = b"\x01"
#: First byte of a secret that names its wrapping key.
NAMED = b"\x02"
NAME_BYTES = 8

_NONCE_BYTES = 12
_TAG_BYTES = 16


class EnvelopeError(Exception):
    """The envelope can't be opened: it was changed, cut, or sealed under another key or for another purpose."""


class UnknownKey(EnvelopeError):
    """The secret was wrapped by a key that this server does not have."""


@lru_cache(maxsize=16)
def name_of(key: bytes) -> bytes:
    """Return the 8-byte name of a wrapping key. It is a keyed hash, so it reveals nothing about the key."""
    return hmac.new(key, b"side-by-side: the name of a wrapping key", hashlib.sha256).digest()[:NAME_BYTES]


def ring() -> dict[bytes, bytes]:
    """Return the wrapping keys of this server by name: the current one first, then the previous ones."""
    return {name_of(key): key for key in (settings.DATA_WRAPPING_KEY, *settings.DATA_WRAPPING_KEYS_PREVIOUS)}


def prefix() -> bytes:
    """Return the bytes with which every secret begins that the current wrapping key has wrapped."""
    return NAMED + name_of(settings.DATA_WRAPPING_KEY)


def wrap(secret: bytes, *, aad: bytes) -> bytes:
    """Wrap a secret with the current wrapping key, bound to `aad`. The result is 37 bytes longer than the secret."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    head = prefix()
    return head + nonce + AESGCM(settings.DATA_WRAPPING_KEY).encrypt(nonce, secret, head + aad)


def unwrap(wrapped: bytes, *, aad: bytes) -> bytes:
    """Unwrap a secret with the current key or a previous one.

    Raises UnknownKey if this server does not have the key that wrapped it, and EnvelopeError for any other fault.
    """
    if wrapped[:1] == PLAIN:
        return _unwrap_unnamed(wrapped, aad)
    head, sealed = wrapped[: 1 + NAME_BYTES], wrapped[1 + NAME_BYTES :]
    if head[:1] != NAMED or len(head) <= NAME_BYTES:
        raise EnvelopeError("This is not a wrapped secret.")
    key = ring().get(head[1:])
    if key is None:
        raise UnknownKey(f"Wrapped by the key {head[1:].hex()}, which this server does not have.")
    return open_under(key, sealed, aad=head + aad)


def wrap_text(text: str, *, purpose: str) -> str:
    """Wrap a short text with the current wrapping key, bound to `purpose`. Return it as base64."""
    return base64.b64encode(wrap(text.encode(), aad=_purpose(purpose))).decode()


def unwrap_text(wrapped: str, *, purpose: str) -> str:
    """Return a text that `wrap_text` has wrapped.

    Raises UnknownKey if this server does not have the wrapping key, and EnvelopeError if the text was changed or has
    another purpose.
    """
    return unwrap(_decoded(wrapped), aad=_purpose(purpose)).decode()


def is_present(wrapped: bytes | str) -> bool:
    """Whether the current wrapping key wrapped this secret. Raises EnvelopeError for a text that is not base64."""
    return (_decoded(wrapped) if isinstance(wrapped, str) else bytes(wrapped)).startswith(prefix())


def seal_under(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Encrypt a plaintext under `key` by AES-256-GCM, bound to `aad`. Return version byte, nonce and ciphertext."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return PLAIN + nonce + AESGCM(key).encrypt(nonce, plaintext, PLAIN + aad)


def open_sealed(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """Return the plaintext that `seal_under` has sealed. Raises EnvelopeError if it can't be opened."""
    # The version names the cipher, so that another one can be added later.
    if sealed[:1] != PLAIN:
        raise EnvelopeError("The envelope has an unknown version.")
    return open_under(key, sealed[1:], aad=PLAIN + aad)


def open_under(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """Decrypt `sealed`: a nonce, followed by the ciphertext.

    Raises EnvelopeError if the key or `aad` is another than at the encryption, or if a byte of `sealed` was changed.
    """
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if len(ciphertext) < _TAG_BYTES:
        raise EnvelopeError("The envelope is cut.")
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except InvalidTag as error:
        raise EnvelopeError("The envelope was not sealed with this key for this purpose.") from error


def _unwrap_unnamed(wrapped: bytes, aad: bytes) -> bytes:
    for key in ring().values():
        try:
            return open_sealed(key, wrapped, aad=aad)
        except EnvelopeError:
            continue
    raise UnknownKey("None of this server's keys opens this.")


def _purpose(purpose: str) -> bytes:
    return b"text\0" + purpose.encode()


def _decoded(wrapped: str) -> bytes:
    try:
        return base64.b64decode(wrapped, validate=True)
    except binascii.Error as error:
        raise EnvelopeError("This is not a wrapped secret.") from error
