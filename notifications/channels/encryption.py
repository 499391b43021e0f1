"""Encrypt a push so that only one browser can read it: `aes128gcm` with new keys for each message (RFC 8188, 8291).

The module is built on the package `cryptography`. Decision 0070 says why it uses no Web Push library.
"""

from __future__ import annotations

import base64
import os
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE, _EXCHANGE = ec.SECP256R1(), ec.ECDH()
#: Record size in bytes. A push is one record.
_RECORD = 4096
#: Header: the salt, the record size, the length of the point, and the point.
_HEAD = struct.Struct(">16sIB65s")
#: Maximum payload in bytes. Push services accept 4,096 bytes, with the header, the end-of-record byte and the tag.
LONGEST = 4096 - _HEAD.size - 1 - 16


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """Push keys of one browser: its public key (a point on the curve P-256) and a secret of 16 bytes."""

    point: bytes
    public: ec.EllipticCurvePublicKey
    secret: bytes


def keys(p256dh: str, auth: str) -> BrowserKeys:
    """Parse the keys from the browser's `PushSubscription.toJSON()`. Raises ValueError if they break RFC 8291."""
    point, secret = _unpadded(p256dh), _unpadded(auth)
    if len(point) != 65 or len(secret) != 16:
        raise ValueError("an uncompressed point and 16 bytes are needed")
    return BrowserKeys(point, ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point), secret)


def encrypt(payload: bytes, to: BrowserKeys) -> bytes:
    """Return the encrypted body of a push. Raises ValueError if the payload has more than LONGEST bytes."""
    if len(payload) > LONGEST:
        raise ValueError("too long for a push")
    return sealed(payload, to, ours=ec.generate_private_key(_CURVE), salt=os.urandom(16))


def sealed(payload: bytes, to: BrowserKeys, *, ours: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """Return the payload, encrypted for the browser `to` with our private key `ours` and this salt.

    Never use the same key and salt twice.
    """
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    agreed = ours.exchange(_EXCHANGE, to.public)
    secret = _derived(agreed, to.secret, b"WebPush: info\0" + to.point + point, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    record = AESGCM(key).encrypt(nonce, payload + b"\2", None)
    return _HEAD.pack(salt, _RECORD, len(point), point) + record


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _unpadded(value: str) -> bytes:
    bare = value.rstrip("=")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
