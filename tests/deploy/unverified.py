"""Connect to a proxy whose certificate is its own, without verifying it and without loading the system's certificates.

Loading those takes longer than a request, and `requests` does it for each connection, even with `verify=False`.
"""

from __future__ import annotations

import ssl
from typing import Any

import requests
from requests.adapters import HTTPAdapter

CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
CONTEXT.check_hostname, CONTEXT.verify_mode = False, ssl.CERT_NONE

#: Headers of a request that is the only one of its connection.
ALONE = {"Connection": "close"}


class _Unverified(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options, ssl_context=CONTEXT)


def session() -> requests.Session:
    """Return a session that accepts every certificate. urllib3 warns of this with an InsecureRequestWarning."""
    made = requests.Session()
    made.verify, made.trust_env = False, False
    made.mount("https://", _Unverified())
    return made
