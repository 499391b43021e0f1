"""The secrets of an invitation: its link, its QR code and a short code to read aloud.

No function of this module reads or writes the database.
"""

from __future__ import annotations

import io
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

import segno
from django.utils.crypto import salted_hmac

from couples.typed import typed_codes

#: How long an invitation can be redeemed, and how long the inviter can confirm it after that.
LIFETIME = timedelta(hours=24)

#: Maximum length of the inviter's name as shown to someone who has not signed in yet.
LONGEST_NAME = 40

_JOINERS = frozenset("\u200d\ufe0f")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
#: Crockford's base32. It has no I, L, O or U, so that a code read aloud or written by hand is not misread.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets of an invitation. The inviter sees them once, and only hashes of them are stored."""

    token: str
    code: str


def new_secrets() -> Secrets:
    """Generate the secrets of an invitation: a token of 128 random bits for the link, and a code of 40 random bits.

    The code can be shorter than the token, because only signed-in people can try codes, and the number of their tries
    is limited.
    """
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return Secrets(token=secrets.token_urlsafe(16), code=code)


def token_hash(token: str) -> bytes | None:
    """Return the hash by which the token of an invitation link is stored, or None if the token is malformed."""
    return _hash("token", token) if _TOKEN.fullmatch(token) else None


def code_hash(code: str) -> bytes | None:
    """Return the hash by which an invitation code is stored, from the code as a person typed it.

    Return None if the typed text can't be a code.
    """
    typed = typed_codes.tidy(code).translate(_LOOKALIKES)
    if len(typed) != _CODE_LENGTH or not set(typed) <= set(_ALPHABET):
        return None
    return _hash("code", typed)


def written(code: str) -> str:
    """Format an invitation code in the way in which people read it: ABCD-EFGH."""
    return f"{code[:4]}-{code[4:]}"


def shown_name(display_name: str) -> str:
    """Return the inviter's name as an invitation shows it: the whole display name, not only its first word.

    The first word may be a family name, or only a part of a first name. A name over 40 characters is cut, and then ends
    with "…". The result has at most 40 characters.
    """
    if len(display_name) <= LONGEST_NAME:
        return display_name
    cut = display_name[: LONGEST_NAME - 1]
    # Do not end in the middle of an emoji or a letter with an accent.
    while cut and (cut[-1] in _JOINERS or unicodedata.combining(display_name[len(cut)])):
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def link(origin: str, token: str) -> str:
    """Return the link of an invitation. `origin`: the address of this server.

    The token stands after the #, so no server or proxy receives it.
    """
    return f"{origin}/join#{token}"


def qr_svg(address: str) -> str:
    """Return a QR code of this address as SVG. The background is white, so that phones can also scan it in dark mode.

    The SVG has no inline styles, because the app's security policy forbids them.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        light="#fff",
        border=4,
    )
    return out.getvalue().decode().strip()


def _hash(purpose: str, secret: str) -> bytes:
    # The hash is keyed, so that someone who has only a dump of the database can't try codes against it.
    return salted_hmac(f"couples.invitation.{purpose}", secret, algorithm="sha256").digest()
