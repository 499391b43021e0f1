"""A passkey in software, which answers the server as a phone would (WebAuthn, ES256)."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

ORIGIN = "http://testserver"
_UP, _UV, _ATTESTED = 0x01, 0x04, 0x40


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Passkey:
    """One passkey: a discoverable WebAuthn credential with an ES256 key."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self._user_handle = b""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON that registers this passkey. `options` is the server's `creation_options.publicKey`."""
        self._user_handle = _raw(options["user"]["id"])
        cose = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]  # fido2's
        public = cbor.encode(dict(cose))
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._authenticator_data(options["rp"]["id"], _UP | _UV | _ATTESTED) + attested
        return self._credential(
            {
                "clientDataJSON": _b64(self._client_data("webauthn.create", options["challenge"])),
                "attestationObject": _b64(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
            },
            {"credProps": {"rk": True}},
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON that signs in with this passkey. `options` is the server's `request_options.publicKey`."""
        data = self._authenticator_data(options["rpId"], _UP | _UV)
        client_data = self._client_data("webauthn.get", options["challenge"])
        signature = self._key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": _b64(client_data),
                "authenticatorData": _b64(data),
                "signature": _b64(signature),
                "userHandle": _b64(self._user_handle),
            },
            {},
        )

    def _credential(self, response: dict[str, str], extensions: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": _b64(self.id),
            "rawId": _b64(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": extensions,
        }

    @staticmethod
    def _client_data(kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    @staticmethod
    def _authenticator_data(rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + (1).to_bytes(4, "big")
