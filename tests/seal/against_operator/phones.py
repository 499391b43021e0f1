"""What the phones would do: seal with a key of their own, and hand it over only for a response that they pinned."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Every sealed response has this length in bytes, so that its size says nothing.
LENGTH = 4096
KEY = 32
NONCE = 12


class Refused(Exception):
    """A phone does not do what the server asks of it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A response as it leaves the phone. `commitment` is the SHA-256 of its key."""

    nonce: bytes
    ciphertext: bytes
    commitment: bytes

    def digest(self) -> bytes:
        """Return what another phone pins."""
        return hashlib.sha256(self.nonce + self.commitment + self.ciphertext).digest()


@dataclass(slots=True)
class Phone:
    """One partner's phone, in one check-in."""

    name: str
    check_in: str
    _key: bytes = field(default_factory=lambda: os.urandom(KEY))
    _pinned: bytes | None = None
    _sealed: Sealed | None = None

    def seal(self, response: str) -> Sealed:
        """Seal the response, once. Raises Refused the second time."""
        if self._sealed is not None:
            raise Refused("this response is sealed")
        words = response.encode()
        padded = len(words).to_bytes(2) + words.ljust(LENGTH - 2, b"\0")
        nonce = os.urandom(NONCE)
        ciphertext = AESGCM(self._key).encrypt(nonce, padded, _bound(self.check_in, self.name))
        # AES-GCM alone would let a key be found that opens the same bytes as other words.
        self._sealed = Sealed(nonce, ciphertext, hashlib.sha256(self._key).digest())
        return self._sealed

    def hand_over(self, partners: Sealed) -> bytes:
        """Return the key, after pinning the partner's sealed response. Raises Refused before one has sealed, and if
        another response was pinned.
        """
        if self._sealed is None:
            raise Refused("nothing is sealed here yet")
        self._pin(partners)
        return self._key

    def read(self, partner: str, partners: Sealed, key: bytes) -> str:
        """Open the partner's response. Raises Refused if it is not the pinned one, or if the key is not its key."""
        if self._sealed is None:
            raise Refused("nothing is sealed here yet")
        self._pin(partners)
        if not hmac.compare_digest(hashlib.sha256(key).digest(), partners.commitment):
            raise Refused("this is not the key that it was sealed with")
        padded = AESGCM(key).decrypt(partners.nonce, partners.ciphertext, _bound(self.check_in, partner))
        return padded[2 : 2 + int.from_bytes(padded[:2])].decode()

    def keep(self, secret: bytes) -> bytes:
        """Return the key wrapped with the person's secret, for the person's other devices. The server keeps it."""
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(secret).encrypt(nonce, self._key, _bound(self.check_in, self.name))

    def _pin(self, partners: Sealed) -> None:
        if self._pinned is None:
            self._pinned = partners.digest()
        if not hmac.compare_digest(self._pinned, partners.digest()):
            raise Refused("the partner's sealed response was exchanged")


def another_phone(lost: Phone, kept: bytes, secret: bytes) -> Phone:
    """Return a new phone of the same person, from what the server keeps and the person's secret."""
    key = AESGCM(secret).decrypt(kept[:NONCE], kept[NONCE:], _bound(lost.check_in, lost.name))
    return Phone(lost.name, lost.check_in, key, lost._pinned, lost._sealed)


def wrap_secret(secret: bytes, code: bytes) -> bytes:
    """Return the person's secret, wrapped with a recovery code or a passkey's PRF output of at least 128 bits."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_stretched(code)).encrypt(nonce, secret, None)


def unwrap_secret(wrapped: bytes, code: bytes) -> bytes:
    """Undo `wrap_secret`. Raises InvalidTag for another code."""
    return AESGCM(_stretched(code)).decrypt(wrapped[:NONCE], wrapped[NONCE:], None)


def _stretched(code: bytes) -> bytes:
    # RFC 5869. The code is random already; it needs no slow function.
    return HKDF(SHA256(), KEY, salt=None, info=b"side by side: the secret of a person").derive(code)


def _bound(check_in: str, name: str) -> bytes:
    return f"{check_in}\0{name}".encode()
