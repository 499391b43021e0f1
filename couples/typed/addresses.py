"""Bring e-mail addresses to one normal form, so that one mailbox has one account however its address is typed.

Pure functions. Every incoming address is normalised here: at sign-in, at a change of address, at recovery, in
`manage.py staff`, and in the reports of mail servers. docs/decisions/0035-one-mailbox-is-one-account.md has the
rules.
"""

from __future__ import annotations

import contextlib
import re
import string
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, validate_email

#: Length of the column for addresses. The normalised address is checked: a host name gets longer in its DNS spelling.
LONGEST = 254
#: Characters that Unicode counts as letters but that show nothing: Hangul's fillers. Also the grapheme joiner.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
#: Variation selectors, which change how the character before them looks.
_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: The only invisible characters that are allowed in host names. IDNA decides where they may stand.
_JOINERS = "\u200c\u200d"
_AROUND = string.whitespace + _JOINERS
_QUOTED = re.compile(r'^"((?:[^"\\]|\\.)*)"$')


def normal(typed: str) -> str:
    """Return the normal form of an e-mail address, in which it is stored and compared.

    These differences disappear: upper and lower case, full-width letters and similar variants, invisible characters,
    needless quotes, and the two spellings of an international host name. Raises ValidationError (`invalid`) if the
    text is not a valid address.
    """
    if len(typed) > 4 * LONGEST:
        raise _invalid()
    name, at, host = _plain(typed).rpartition("@")
    found = f"{_mailbox(name)}{at}{_host(host)}"
    try:
        validate_email(found)
    except ValidationError:
        raise _invalid() from None
    # Refuse quoted names and numbers instead of host names: they have many spellings, and hardly anyone uses them.
    # Django's check lets a dotless i pass, which a mail server may read as an i.
    if len(found) > LONGEST or not found.isascii() or '"' in found or found.endswith("]"):
        raise _invalid()
    return found


def spellings(text: str) -> set[str]:
    """Return all forms in which an account with this e-mail address may be stored.

    These are the normal form and the address in lower case, because old accounts were stored before addresses were
    normalised.
    """
    found = {text.strip().lower()}
    with contextlib.suppress(ValidationError):
        found.add(normal(text))
    return found


def _plain(typed: str) -> str:
    """Bring text to lower case, replace variants such as full-width letters, and remove invisible characters.

    White space around the text is removed too. Within the text, the characters in `_JOINERS` stay: host names may
    contain them.
    """
    before, text = None, typed
    # Lower case, or removing a character, can create a new pair that has a composed form.
    while text != before:
        before = text
        text = unicodedata.normalize("NFKC", _visible(text, but=_JOINERS).lower()).strip(_AROUND)
    return text


def _visible(text: str, *, but: str = "") -> str:
    """Remove invisible characters, except those in `but`. White space and control characters also stay.

    The later check of the address refuses white space and control characters.
    """
    return "".join(
        sign
        for sign in text
        if sign in but or not (unicodedata.category(sign) == "Cf" or sign in _BLANK or _SELECTORS.match(sign))
    )


def _mailbox(name: str) -> str:
    name = _visible(name)
    if quoted := _QUOTED.match(name):
        return re.sub(r"\\(.)", r"\1", quoted.group(1))
    return name


def _host(host: str) -> str:
    """Return the host name in the spelling of DNS (`xn--…`). Raises ValidationError if that is impossible."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise _invalid() from None


def _invalid() -> ValidationError:
    return ValidationError(EmailValidator.message, code=EmailValidator.code)


def masked(address: str) -> str:
    """Return a shortened e-mail address, such as "b…@e….org", to show to its owner's future partner.

    The partner can recognise the address, but not write to it.
    """
    name, _at, host = address.rpartition("@")
    first, _dot, end = host.rpartition(".")
    return f"{name[:1]}…@{first[:1]}….{end}"
