"""VAPID (RFC 8292): how this server identifies itself to push services.

`python -m notifications.vapid` prints a new private key as one line for the environment.
"""

from __future__ import annotations

import base64
import sys
import time
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from py_vapid import Vapid02

#: Push services refuse tokens that live longer than a day.
TOKEN_LIVES = 12 * 3600
#: A token is renewed this long before it ends, so that none ends on its way.
TOKEN_RENEWED_BEFORE = 3600


def new_private_key() -> str:
    r"""A new P-256 private key: PEM on one line, with `\n` written out, as VAPID_PRIVATE_KEY wants it."""
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return pem.decode().strip().replace("\n", "\\n")


def load(pem: str) -> ec.EllipticCurvePrivateKey:
    """The key of a PEM. Raises ValueError if it is not the P-256 key that Web Push needs."""
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("a P-256 key is needed")
    return key


def public_key() -> str:
    """This server's public key as browsers want it: the uncompressed point, base64url without padding."""
    point = _signer().private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(audience: str) -> str:
    """The Authorization header for a push service's origin. Cached: signing each time doubles a push's CPU."""
    return _authorization(audience, int(time.time()) // (TOKEN_LIVES - TOKEN_RENEWED_BEFORE))


def forget_tokens() -> None:
    """Sign anew from here on: after the key or the subject has changed."""
    _authorization.cache_clear()
    _signer.cache_clear()


@lru_cache(maxsize=1000)  # endpoints come from users, so the origins could be many
def _authorization(audience: str, period: int) -> str:
    claims = {"aud": audience, "sub": settings.VAPID_SUBJECT, "exp": int(time.time()) + TOKEN_LIVES}
    return str(_signer().sign(claims)["Authorization"])


@lru_cache(maxsize=1)
def _signer() -> Vapid02:
    return Vapid02(load(settings.VAPID_PRIVATE_KEY))


if __name__ == "__main__":
    sys.stdout.write(new_private_key() + "\n")
