"""Encrypt a push so that only one browser can read it: `aes128gcm` with new keys for each message (RFC 8188, 8291).

The primitives are those of `cryptography`. Decision 0070 says why no general library puts them together.
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
#: The length of a record. A push is one record.
_RECORD = 4096
#: The salt, the length of a record, the length of the point, and the point.
_HEAD = struct.Struct(">16sIB65s")
#: Push services take 4,096 bytes. The rest is the head, the mark of the last record and the tag.
LONGEST = 4096 - _HEAD.size - 1 - 16


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """A browser's keys: a point on P-256 and a secret of 16 bytes."""

    point: bytes
    public: ec.EllipticCurvePublicKey
    secret: bytes


def keys(p256dh: str, auth: str) -> BrowserKeys:
    """Read the keys that PushSubscription.toJSON() gives. Raises ValueError if they are not what RFC 8291 wants."""
    point, secret = _unpadded(p256dh), _unpadded(auth)
    if len(point) != 65 or len(secret) != 16:
        raise ValueError("an uncompressed point and 16 bytes are needed")
    return BrowserKeys(point, ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point), secret)


def encrypt(payload: bytes, to: BrowserKeys) -> bytes:
    """Return the body of a push. Raises ValueError for more than LONGEST bytes."""
    if len(payload) > LONGEST:
        raise ValueError("too long for a push")
    return sealed(payload, to, ours=ec.generate_private_key(_CURVE), salt=os.urandom(16))


def sealed(payload: bytes, to: BrowserKeys, *, ours: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """Encrypt with a given key and salt, which must never be used twice."""
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
