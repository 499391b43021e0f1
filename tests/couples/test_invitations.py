"""The pure functions for invitations: tokens, codes, hashes, QR codes and shortened names."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from xml.etree import ElementTree

import pytest
from django.test import override_settings

from couples import invitations


def test_a_token_is_128_bits_and_a_code_eight_clear_letters() -> None:
    for _ in range(200):
        made = invitations.new_secrets()
        assert len(urlsafe_b64decode(made.token + "==")) == 16
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", made.code)


def test_every_invitation_has_secrets_of_its_own() -> None:
    made = [invitations.new_secrets() for _ in range(200)]
    assert len({secrets.token for secrets in made}) == len({secrets.code for secrets in made}) == 200


@pytest.mark.parametrize("typed", ["ABCD-1O0L", "abcd1o0l", " ab cd-10 0i ", "ABCD\n1001"])
def test_a_code_survives_being_read_aloud(typed: str) -> None:
    assert invitations.code_hash(typed) == invitations.code_hash("ABCD1001")


@pytest.mark.parametrize("typed", ["", "ABCD-100", "ABCD-10010", "ABCD-100U", "ABCD-100é", "ABCD-10٣1"])
def test_what_cannot_be_a_code_has_no_hash(typed: str) -> None:
    assert invitations.code_hash(typed) is None


@pytest.mark.parametrize("token", ["", "x" * 21, "x" * 23, "x" * 21 + "+", "x" * 21 + "é", "x" * 22 + "\n"])
def test_what_cannot_be_a_token_has_no_hash(token: str) -> None:
    assert invitations.token_hash(token) is None


def test_hashes_are_keyed_and_differ_by_purpose() -> None:
    code = "ABCD1001"
    hashed = invitations.code_hash(code)
    assert hashed is not None
    assert len(hashed) == 32
    with override_settings(SECRET_KEY="another" * 8):
        assert invitations.code_hash(code) != hashed


def test_the_secret_is_in_the_links_fragment_alone() -> None:
    link = invitations.link("https://side.example", "x" * 22)
    assert link == "https://side.example/join#" + "x" * 22


def test_the_qr_code_needs_no_inline_style_or_script() -> None:
    svg = invitations.qr_svg("https://side.example/join#" + "x" * 22)
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for element in root.iter():
        assert element.tag.endswith(("svg", "path"))
        assert not {"style", "class"} & set(element.attrib)
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Noa", "Noa"),
        ("Mary Ann", "Mary Ann"),
        ("N" * 40, "N" * 40),
        ("N" * 41, "N" * 39 + "…"),
        ("Noa " * 15, "Noa " * 9 + "Noa…"),
        # The cut never separates a letter from its accent, or the parts of a joined emoji.
        ("N" * 38 + "e\u0301" * 11, "N" * 38 + "…"),
        ("N" * 37 + "\U0001f469\u200d\U0001f692" * 7, "N" * 37 + "\U0001f469…"),
    ],
)
def test_an_invitation_tells_forty_characters_of_a_name_at_most(typed: str, told: str) -> None:
    assert invitations.shown_name(typed) == told
    assert len(told) <= invitations.LONGEST_NAME
