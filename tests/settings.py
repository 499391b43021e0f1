"""Settings of the test suite: the project's settings, with secret keys that are used only in tests."""

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

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if _worker and REDIS_URL:  # noqa: F405
    # Each process of a parallel run uses its own Redis database. Every test clears the cache, and must not clear the
    # rate limits of a test in another process.
    _location = CACHES["default"]["LOCATION"]  # noqa: F405
    CACHES["default"]["LOCATION"] = f"{_location}?db={1 + int(_worker.removeprefix('gw'))}"  # noqa: F405
