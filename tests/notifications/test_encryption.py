"""Tests that only the right browser can decrypt a push.

They use the example of RFC 8291, and the independent library `http_ece`.
"""

from __future__ import annotations

import base64
import struct

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pywebpush import WebPusher

from notifications.channels import encryption
from tests.services.push import Browser


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_example_of_the_standard() -> None:
    """Encrypt the example of RFC 8291, appendix A, and expect the same bytes."""
    to = encryption.keys(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    number = int.from_bytes(_bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    body = encryption.sealed(
        b"When I grow up, I want to be a watermelon",
        to,
        ours=ec.derive_private_key(number, ec.SECP256R1()),
        salt=_bytes("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert body == _bytes(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6"
        "PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize("length", [0, 1, 15, 16, 300, encryption.LONGEST])
def test_the_browser_reads_what_was_encrypted(length: int) -> None:
    browser = Browser("")
    payload = bytes(number % 251 for number in range(length))
    body = encryption.encrypt(payload, encryption.keys(**browser.keys))
    assert browser.decrypt(body) == payload
    assert len(body) <= 4096


def test_another_browser_does_not() -> None:
    body = encryption.encrypt(b"for one alone", encryption.keys(**Browser("").keys))
    with pytest.raises(http_ece.ECEException):
        Browser("").decrypt(body)


def test_the_same_twice_has_nothing_in_common() -> None:
    """Encrypt the same message twice, and expect a new salt and a new key."""
    to = encryption.keys(**Browser("").keys)
    first, second = (encryption.encrypt(b"the same", to) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]
    assert first[86:] != second[86:]


def test_it_looks_like_what_the_general_library_makes() -> None:
    """Compare an encrypted message with one that the library pywebpush encrypts.

    Only the length and the fixed header fields must be equal, because all other bytes are random.
    """
    browser = Browser("")
    theirs = WebPusher({"endpoint": "https://example.org/x", "keys": browser.keys}).encode(b"x" * 300)["body"]
    ours = encryption.encrypt(b"x" * 300, encryption.keys(**browser.keys))
    assert len(ours) == len(theirs)
    assert struct.unpack(">IBB", ours[16:22]) == struct.unpack(">IBB", theirs[16:22]) == (4096, 65, 4)


def test_what_is_too_long_is_refused() -> None:
    to = encryption.keys(**Browser("").keys)
    with pytest.raises(ValueError, match="too long"):
        encryption.encrypt(b"x" * (encryption.LONGEST + 1), to)


@pytest.mark.parametrize(
    ("changes"),
    [
        {"p256dh": ""},
        {"p256dh": "AAAA"},
        {"p256dh": base64.urlsafe_b64encode(b"\4" + b"\1" * 64).decode()},  # no point of the curve
        {"p256dh": "not base64 !"},
        {"auth": ""},
        {"auth": "AAAA"},
        {"auth": base64.urlsafe_b64encode(b"x" * 17).decode()},
    ],
)
def test_keys_that_are_none_are_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        encryption.keys(**{**Browser("").keys, **changes})


def test_padding_is_neither_asked_for_nor_refused() -> None:
    padded = {name: value + "=" * (-len(value) % 4) for name, value in Browser("").keys.items()}
    assert len(encryption.keys(**padded).secret) == 16
