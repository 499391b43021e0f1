"""Encrypt keys and short secrets with a wrapping key, which is kept outside the database.

Each encrypted secret names its wrapping key. So the server can read secrets of the current and of previous wrapping
keys while a new wrapping key replaces an old one. The name is derived from the wrapping key, so no one has to choose
a name, and a wrong key is recognised at once.
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
UNNAMED = b"\x01"
#: First byte of a secret that names its wrapping key.
NAMED = b"\x02"
NAME_BYTES = 8
#: Characters that hold the first byte and the name in a text from `wrap_text`: base64 writes three bytes as four.
TEXT_HEAD_CHARACTERS = (1 + NAME_BYTES) // 3 * 4

_NONCE_BYTES = 12
_TAG_BYTES = 16


class EnvelopeError(Exception):
    """Raised when encrypted bytes can't be decrypted.

    The bytes were changed, cut short, or encrypted with another key or for another purpose.
    """


class UnknownKey(EnvelopeError):
    """Raised when a secret is encrypted with a wrapping key that this server does not have."""


@lru_cache(maxsize=16)
def name_of(key: bytes) -> bytes:
    """Return the 8-byte name of a wrapping key (a key that encrypts other keys).

    The name is a hash, so it reveals nothing about the key.
    """
    return hmac.new(key, b"side-by-side: the name of a wrapping key", hashlib.sha256).digest()[:NAME_BYTES]


def ring() -> dict[bytes, bytes]:
    """Return the wrapping keys of this server (keys that encrypt other keys), by their names.

    The current key comes first, then the previous keys.
    """
    return {name_of(key): key for key in (settings.DATA_WRAPPING_KEY, *settings.DATA_WRAPPING_KEYS_PREVIOUS)}


def prefix() -> bytes:
    """Return the bytes that begin every secret encrypted with the current wrapping key."""
    return NAMED + name_of(settings.DATA_WRAPPING_KEY)


def wrap(secret: bytes, *, aad: bytes) -> bytes:
    """Encrypt a secret with the current wrapping key. The result is 37 bytes longer than the secret.

    `aad` (associated data) is not stored: decrypting needs the same `aad` again.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    head = prefix()
    return head + nonce + AESGCM(settings.DATA_WRAPPING_KEY).encrypt(nonce, secret, head + aad)


def unwrap(wrapped: bytes, *, aad: bytes) -> bytes:
    """Decrypt a secret with the wrapping key that it names, which may be the current key or a previous one.

    Very old secrets name no key, so all wrapping keys of this server are tried. Raises UnknownKey if this server does
    not have the right wrapping key. Raises EnvelopeError if the secret was changed or `aad` differs from that given
    to `wrap`.
    """
    if wrapped[:1] == UNNAMED:
        return _unwrap_unnamed(wrapped, aad)
    head, sealed = wrapped[: 1 + NAME_BYTES], wrapped[1 + NAME_BYTES :]
    if head[:1] != NAMED or len(head) <= NAME_BYTES:
        raise EnvelopeError("This is not a wrapped secret.")
    key = ring().get(head[1:])
    if key is None:
        raise UnknownKey(f"Wrapped by the key {head[1:].hex()}, which this server does not have.")
    return open_under(key, sealed, aad=head + aad)


def wrap_text(text: str, *, purpose: str) -> str:
    """Encrypt a short text with the current wrapping key. Return the result as base64.

    Decrypting needs the same `purpose` again, so that a text can't be passed off as a text for another purpose.
    """
    return base64.b64encode(wrap(text.encode(), aad=_purpose(purpose))).decode()


def unwrap_text(wrapped: str, *, purpose: str) -> str:
    """Decrypt a text that `wrap_text` has encrypted.

    Raises UnknownKey if this server does not have the text's wrapping key. Raises EnvelopeError if the encrypted text
    was changed or was encrypted for another purpose.
    """
    return unwrap(_decoded(wrapped), aad=_purpose(purpose)).decode()


def uses_current_key(wrapped: str) -> bool:
    """Return whether this text, made by `wrap_text`, is encrypted with the current wrapping key.

    Raises EnvelopeError if `wrapped` is not base64.
    """
    return _decoded(wrapped).startswith(prefix())


def text_beginnings(version: bytes) -> list[str]:
    """Return the pairs of characters that can begin a text from `wrap_text` whose version byte is `version`.

    A base64 character holds six bits, so the second one also depends on the byte after the version. A database query
    can compare these pairs, where it could not decode the text.
    """
    return [base64.b64encode(version + bytes([byte]))[:2].decode() for byte in range(0, 256, 16)]


def seal_under(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Encrypt a plaintext with `key` by AES-256-GCM. Return version byte, nonce and ciphertext.

    `aad` (associated data) is not stored: decrypting needs the same `aad` again.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return UNNAMED + nonce + AESGCM(key).encrypt(nonce, plaintext, UNNAMED + aad)


def open_sealed(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """Decrypt the result of `seal_under`.

    Raises EnvelopeError if the key or `aad` differs from that given to `seal_under`, or if a byte was changed.
    """
    # The version names the cipher, so that another one can be added later.
    if sealed[:1] != UNNAMED:
        raise EnvelopeError("The envelope has an unknown version.")
    return open_under(key, sealed[1:], aad=UNNAMED + aad)


def open_under(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """Decrypt `sealed`, a nonce followed by an AES-256-GCM ciphertext.

    Raises EnvelopeError if the key or `aad` differs from those used for encryption, or if `sealed` was changed.
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
