"""A model of the partners' phones.

Each phone encrypts ("seals") a response with a key of its own. Before the phone hands this key to the server, it stores
a hash of the partner's sealed response. So the phone notices if the partner's response is replaced afterwards.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Every sealed response has this length in bytes, so that its size discloses nothing.
LENGTH = 4096
KEY = 32
NONCE = 12


class Refused(Exception):
    """Raised when a phone refuses what the server asks for."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted response as it leaves the phone. `commitment` is the SHA-256 hash of the encryption key."""

    nonce: bytes
    ciphertext: bytes
    commitment: bytes

    def digest(self) -> bytes:
        """Return the hash by which the partner's phone recognises this sealed response."""
        return hashlib.sha256(self.nonce + self.commitment + self.ciphertext).digest()


@dataclass(slots=True)
class Phone:
    """The phone of one partner during one check-in."""

    name: str
    check_in: str
    _key: bytes = field(default_factory=lambda: os.urandom(KEY))
    _pinned: bytes | None = None
    _sealed: Sealed | None = None

    def seal(self, response: str) -> Sealed:
        """Encrypt the response. Raises Refused if this phone has already sealed a response."""
        if self._sealed is not None:
            raise Refused("this response is sealed")
        words = response.encode()
        padded = len(words).to_bytes(2) + words.ljust(LENGTH - 2, b"\0")
        nonce = os.urandom(NONCE)
        ciphertext = AESGCM(self._key).encrypt(nonce, padded, _bound(self.check_in, self.name))
        # The commitment fixes the key. With AES-GCM alone, a second key could be made that opens the same bytes to
        # other words.
        self._sealed = Sealed(nonce, ciphertext, hashlib.sha256(self._key).digest())
        return self._sealed

    def hand_over(self, partners: Sealed) -> bytes:
        """Return this phone's key. From now on, accept only `partners` as the partner's sealed response.

        Raises Refused if this phone has not sealed a response yet, or if it has accepted a different response of the
        partner's.
        """
        if self._sealed is None:
            raise Refused("nothing is sealed here yet")
        self._pin(partners)
        return self._key

    def read(self, partner: str, partners: Sealed, key: bytes) -> str:
        """Decrypt the partner's sealed response with the partner's key. From now on, accept only this response.

        `partner` is the partner's name. Raises Refused if this phone has not sealed a response yet, if it has accepted
        a different response of the partner's, or if the key is wrong.
        """
        if self._sealed is None:
            raise Refused("nothing is sealed here yet")
        self._pin(partners)
        if not hmac.compare_digest(hashlib.sha256(key).digest(), partners.commitment):
            raise Refused("this is not the key that it was sealed with")
        padded = AESGCM(key).decrypt(partners.nonce, partners.ciphertext, _bound(self.check_in, partner))
        return padded[2 : 2 + int.from_bytes(padded[:2])].decode()

    def keep(self, secret: bytes) -> bytes:
        """Return this phone's key, encrypted with the person's secret.

        The server stores the result, from which another device of the person can recover the key.
        """
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(secret).encrypt(nonce, self._key, _bound(self.check_in, self.name))

    def _pin(self, partners: Sealed) -> None:
        if self._pinned is None:
            self._pinned = partners.digest()
        if not hmac.compare_digest(self._pinned, partners.digest()):
            raise Refused("the partner's sealed response was exchanged")


def another_phone(lost: Phone, kept: bytes, secret: bytes) -> Phone:
    """Return a new phone with the key of the `lost` phone. `kept` is this key, encrypted with the person's `secret`."""
    key = AESGCM(secret).decrypt(kept[:NONCE], kept[NONCE:], _bound(lost.check_in, lost.name))
    return Phone(lost.name, lost.check_in, key, lost._pinned, lost._sealed)


def wrap_secret(secret: bytes, code: bytes) -> bytes:
    """Return the person's secret, encrypted with `code`.

    `code` is a recovery code or the output of a passkey's PRF extension, with at least 128 random bits.
    """
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_stretched(code)).encrypt(nonce, secret, None)


def unwrap_secret(wrapped: bytes, code: bytes) -> bytes:
    """Decrypt the person's secret with `code`. Raises InvalidTag if the code is wrong."""
    return AESGCM(_stretched(code)).decrypt(wrapped[:NONCE], wrapped[NONCE:], None)


def _stretched(code: bytes) -> bytes:
    # RFC 5869. The code is random, so it needs no slow key derivation.
    return HKDF(SHA256(), KEY, salt=None, info=b"side by side: the secret of a person").derive(code)


def _bound(check_in: str, name: str) -> bytes:
    return f"{check_in}\0{name}".encode()
