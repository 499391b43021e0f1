"""The keys that live outside the database, and what they wrap: every data key, and short secrets.

What is wrapped says by which key, so that during a rotation the new key and those before it live side by side. A
key's name is made from the key itself: nobody has to number them, and the wrong one can be told at once.
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

#: What was sealed under a key that is known from the context: envelopes, and what was wrapped before keys had names.
PLAIN = b"\x01"
#: What names the key that wrapped it.
NAMED = b"\x02"
NAME_BYTES = 8

_NONCE_BYTES = 12
_TAG_BYTES = 16


class EnvelopeError(Exception):
    """It can't be opened: changed, cut, sealed under another key or for another purpose."""


class UnknownKey(EnvelopeError):
    """It was wrapped by a key that this server was not given."""


@lru_cache(maxsize=16)
def name_of(key: bytes) -> bytes:
    """Eight bytes that name a wrapping key and tell nothing of it."""
    return hmac.new(key, b"side-by-side: the name of a wrapping key", hashlib.sha256).digest()[:NAME_BYTES]


def ring() -> dict[bytes, bytes]:
    """The wrapping keys of this server by their names: the present one first, then those before it."""
    return {name_of(key): key for key in (settings.DATA_WRAPPING_KEY, *settings.DATA_WRAPPING_KEYS_PREVIOUS)}


def prefix() -> bytes:
    """What everything begins with that the present key has wrapped."""
    return NAMED + name_of(settings.DATA_WRAPPING_KEY)


def wrap(secret: bytes, *, aad: bytes) -> bytes:
    """A secret under the present wrapping key, bound to `aad`: 37 bytes longer than it was."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    head = prefix()
    return head + nonce + AESGCM(settings.DATA_WRAPPING_KEY).encrypt(nonce, secret, head + aad)


def unwrap(wrapped: bytes, *, aad: bytes) -> bytes:
    """What was wrapped, by the present key or one before it.

    Raises UnknownKey if this server has not the key that wrapped it, EnvelopeError for all else that is wrong.
    """
    if wrapped[:1] == PLAIN:
        return _unwrap_unnamed(wrapped, aad)
    head, sealed = wrapped[: 1 + NAME_BYTES], wrapped[1 + NAME_BYTES :]
    if head[:1] != NAMED or len(head) <= NAME_BYTES:
        raise EnvelopeError("That is no wrapped secret.")
    key = ring().get(head[1:])
    if key is None:
        raise UnknownKey(f"Wrapped by the key {head[1:].hex()}, which this server was not given.")
    return open_under(key, sealed, aad=head + aad)


def wrap_text(text: str, *, purpose: str) -> str:
    """A short secret under the present wrapping key, as base64, bound to `purpose`."""
    return base64.b64encode(wrap(text.encode(), aad=_purpose(purpose))).decode()


def unwrap_text(wrapped: str, *, purpose: str) -> str:
    """Raises EnvelopeError (UnknownKey) unless one of this server's keys wrapped it for this purpose."""
    return unwrap(_decoded(wrapped), aad=_purpose(purpose)).decode()


def is_present(wrapped: bytes | str) -> bool:
    """Whether the present key wrapped it. Raises EnvelopeError for a text that is no base64."""
    return (_decoded(wrapped) if isinstance(wrapped, str) else bytes(wrapped)).startswith(prefix())


def seal_under(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Version byte, nonce, AES-256-GCM under `key`, bound to `aad`."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return PLAIN + nonce + AESGCM(key).encrypt(nonce, plaintext, PLAIN + aad)


def open_sealed(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """The reverse of `seal_under`. Raises EnvelopeError."""
    # The version says which cipher was used, so that a later one can live beside the first.
    if sealed[:1] != PLAIN:
        raise EnvelopeError("The envelope is of no known form.")
    return open_under(key, sealed[1:], aad=PLAIN + aad)


def open_under(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """Nonce and ciphertext opened. Raises EnvelopeError unless key, `aad` and every byte are what they were."""
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
        raise EnvelopeError("That is no wrapped secret.") from error
