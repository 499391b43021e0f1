"""VAPID (RFC 8292): how this server identifies itself to push services.

`python -m notifications.vapid` prints a new private key as one line, for the setting VAPID_PRIVATE_KEY.
"""

from __future__ import annotations

import base64
import sys
import time
from functools import lru_cache

from cryptography.exceptions import UnsupportedAlgorithm
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

#: Lifetime of a token in seconds. Push services refuse tokens that are valid for more than a day.
TOKEN_LIVES = 12 * 3600
#: Seconds before its expiry at which a token is renewed, so that it does not expire on the way.
TOKEN_RENEWED_BEFORE = 3600


def new_private_key() -> str:
    r"""Return a new P-256 private key for VAPID_PRIVATE_KEY: PEM on one line, with each line break written as `\n`."""
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return pem.decode().strip().replace("\n", "\\n")


def load(pem: str) -> ec.EllipticCurvePrivateKey:
    """Return the private key in this PEM text.

    Raises ValueError if the text is not a P-256 key, which Web Push needs, or if the key has a password.
    """
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (TypeError, UnsupportedAlgorithm) as error:
        # TypeError: the key has a password. UnsupportedAlgorithm: for example, an unknown curve.
        raise ValueError("a P-256 key without a password is needed") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("a P-256 key is needed")
    return key


def public_key() -> str:
    """Return this server's public key as browsers need it: the uncompressed point, base64url without padding."""
    point = _signer().private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(audience: str) -> str:
    """Return the Authorization header for the push service at the origin `audience`.

    The header is cached, because a new signature for each push would double the CPU time per push.
    """
    return _authorization(audience, int(time.time()) // (TOKEN_LIVES - TOKEN_RENEWED_BEFORE))


@lru_cache(maxsize=1000)  # endpoints come from users, so the origins could be many
def _authorization(audience: str, period: int) -> str:
    claims = {"aud": audience, "sub": settings.VAPID_SUBJECT, "exp": int(time.time()) + TOKEN_LIVES}
    return str(_signer().sign(claims)["Authorization"])


@lru_cache(maxsize=1)
def _signer() -> Vapid02:
    return Vapid02(load(settings.VAPID_PRIVATE_KEY))


if __name__ == "__main__":
    sys.stdout.write(new_private_key() + "\n")
