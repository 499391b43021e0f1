"""The suite's settings: the same as any, with keys that are good for nothing else."""

from __future__ import annotations

import base64
import os

os.environ.setdefault("MODE", "test")
os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "x" * 50)
os.environ.setdefault("DATA_WRAPPING_KEY", base64.b64encode(bytes(range(32))).decode())
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("OPERATOR_NAME", "the test house")
os.environ.setdefault("PUSH_ALLOW_LOOPBACK", "true")
if "VAPID_PRIVATE_KEY" not in os.environ:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    os.environ["VAPID_PRIVATE_KEY"] = (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        .decode()
    )

from project.settings import *  # noqa: F403
