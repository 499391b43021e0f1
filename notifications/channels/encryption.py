"""What only one browser can read: `aes128gcm` under keys that are made anew for each message (RFC 8188, 8291).

The primitives are `cryptography`'s; this only puts them together, for two thirds of what the general libraries need.
"""

from __future__ import annotations

import base64
import hmac
import os
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE, _EXCHANGE = ec.SECP256R1(), ec.ECDH()
#: One record holds it all.
_RECORD = 4096
#: Salt, length of a record, length of a point, the point.
_HEAD = struct.Struct(">16sIB65s")
#: Push services take 4,096 bytes. The rest is the head, the mark of the last record and the tag.
LONGEST = 4096 - _HEAD.size - 1 - 16


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """A browser's half: a point on P-256 and a secret of 16 bytes."""

    point: bytes
    public: ec.EllipticCurvePublicKey
    secret: bytes


def keys(p256dh: str, auth: str) -> BrowserKeys:
    """The keys as PushSubscription.toJSON() gives them. Raises ValueError if they are not what RFC 8291 wants."""
    point, secret = _unpadded(p256dh), _unpadded(auth)
    if len(point) != 65 or len(secret) != 16:
        raise ValueError("an uncompressed point and 16 bytes are needed")
    return BrowserKeys(point, ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point), secret)


def encrypt(payload: bytes, to: BrowserKeys) -> bytes:
    """The body of a push. Raises ValueError for more than LONGEST bytes."""
    if len(payload) > LONGEST:
        raise ValueError("too long for a push")
    return sealed(payload, to, ours=ec.generate_private_key(_CURVE), salt=os.urandom(16))


def sealed(payload: bytes, to: BrowserKeys, *, ours: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The same with a given key and salt, which must never be used twice."""
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    agreed = _extracted(to.secret, ours.exchange(_EXCHANGE, to.public))
    secret = _extracted(salt, _expanded(agreed, b"WebPush: info\0" + to.point + point))
    key = _expanded(secret, b"Content-Encoding: aes128gcm\0")[:16]
    nonce = _expanded(secret, b"Content-Encoding: nonce\0")[:12]
    record = AESGCM(key).encrypt(nonce, payload + b"\2", None)
    return _HEAD.pack(salt, _RECORD, len(point), point) + record


def _extracted(salt: bytes, secret: bytes) -> bytes:
    """The first half of HKDF with SHA-256 (RFC 5869)."""
    return hmac.digest(salt, secret, "sha256")


def _expanded(key: bytes, info: bytes) -> bytes:
    """The second half, its first 32 bytes."""
    return hmac.digest(key, info + b"\1", "sha256")


def _unpadded(value: str) -> bytes:
    bare = value.rstrip("=")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
