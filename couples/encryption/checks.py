"""Check at the start of a process that this server has the wrapping keys that its database needs.

A wrapping key encrypts the keys in the database. With a wrong wrapping key, nothing could be read, and the wrong key
would encrypt new keys. So a process without the right wrapping keys does not start. If the database is down at the
start, /health/ready checks the keys later.

Recovery codes are also encrypted with a wrapping key. A rotation that was interrupted leaves them with the previous
key. If that key is missing, the process starts, because everything else works and people can make new codes.
`manage.py check --database default`, `manage.py migrate` and `manage.py doctor` report it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BinaryField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Left, Substr

from couples.encryption import keys, rotation, wrapping
from couples.models import DataKey, PersonKey

HINT = (
    "Put back the key that was used before: as DATA_WRAPPING_KEY, or, while keys are being exchanged, in "
    "DATA_WRAPPING_KEYS_PREVIOUS. See docs/operations.md, “The key that wraps all others”."
)


class _State:
    #: Whether the check has passed in this process. It is not repeated after that.
    fits = False


def needed_keys() -> list[str]:
    """Return the names of the wrapping keys that encrypt keys in this database.

    The names are hexadecimal and sorted. Very old keys don't say which wrapping key encrypted them, so they add no
    name.
    """
    return sorted(name.hex() for name in _names(DataKey.objects.all()) | _names(PersonKey.objects.all()))


def missing_keys() -> list[str]:
    """Return the names of the wrapping keys that the database's keys need but this server does not have.

    A wrapping key encrypts other keys. The names are hexadecimal and sorted. Very old keys don't say which wrapping
    key encrypted them. If this server can't decrypt such keys, the list ends with "without a name".

    Raises django.db.Error if the database is unreachable.
    """
    found = _names(DataKey.objects.all())
    # During an upgrade the table may not be there yet.
    if PersonKey._meta.db_table in connection.introspection.table_names():
        found |= _names(PersonKey.objects.all())
    return _missing(found, opens_unnamed=_opens_unnamed_keys())


def missing_keys_of_codes() -> list[str]:
    """Return the names of the wrapping keys that recovery codes need but this server does not have, as `missing_keys`.

    Without these keys, the codes can't be used.
    """
    # During an upgrade the table may not be there yet.
    if Authenticator._meta.db_table not in connection.introspection.table_names():
        return []
    return _missing(_names_in_codes(), opens_unnamed=_opens_unnamed_codes())


def _missing(found: set[bytes], *, opens_unnamed: bool) -> list[str]:
    known = wrapping.ring()
    missing = sorted(name.hex() for name in found if name not in known)
    return missing if opens_unnamed else [*missing, "without a name"]


def _names(rows: QuerySet[Any]) -> set[bytes]:
    """Return the names of the wrapping keys with which the keys in these rows are encrypted.

    Rows whose key does not name its wrapping key are left out.
    """
    heads = (
        rows.annotate(head=Substr("wrapped", 1, 1 + wrapping.NAME_BYTES, output_field=BinaryField()))
        .annotate(form=Substr("wrapped", 1, 1, output_field=BinaryField()))
        .filter(form=wrapping.NAMED)
        .values_list("head", flat=True)
        .distinct()
        .order_by()
    )
    return {bytes(head)[1:] for head in heads}


def _names_in_codes() -> set[bytes]:
    """Return the names of the wrapping keys with which recovery codes are encrypted.

    Recovery codes that do not name their wrapping key are left out.
    """
    heads = _codes(wrapping.NAMED).annotate(head=Left(KT("data__seed"), wrapping.TEXT_HEAD_CHARACTERS))
    names = set()
    for head in heads.values_list("head", flat=True).distinct().order_by():
        with suppress(binascii.Error):  # a damaged seed names no key
            names.add(base64.b64decode(head)[1:])
    return names


def _codes(version: bytes) -> QuerySet[Any]:
    """Return the sets of recovery codes whose encrypted seed begins with the version byte `version`."""
    codes: QuerySet[Any] = (
        Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
        .annotate(form=Left(KT("data__seed"), 2))
        .filter(form__in=wrapping.text_beginnings(version))
    )
    return codes


def _opens_unnamed_keys() -> bool:
    """Return whether this server can decrypt the oldest keys, which don't name their wrapping key.

    Trying one such key is enough, because all of them were made when there was only one wrapping key. Without such
    keys, return True.
    """
    older = DataKey.objects.annotate(form=Substr("wrapped", 1, 1, output_field=BinaryField()))
    for row in older.filter(form=wrapping.UNNAMED)[:1]:
        try:
            keys.rewrapped(row)
        except wrapping.EnvelopeError:
            return False
    return True


def _opens_unnamed_codes() -> bool:
    """Return the same as `_opens_unnamed_keys`, but for recovery codes."""
    for seed in _codes(wrapping.UNNAMED).values_list("data__seed", flat=True)[:1]:
        try:
            wrapping.unwrap_text(seed, purpose=rotation.RECOVERY_CODES)
        except wrapping.EnvelopeError:
            return False
    return True


def require_keys() -> None:
    """Require that this server has the wrapping keys (keys that encrypt other keys) that its database needs.

    Raises ImproperlyConfigured if a wrapping key is missing, and django.db.Error if the database is unreachable. A
    database without tables needs no keys. Once the check has passed, further calls in this process do nothing.
    """
    if _State.fits or DataKey._meta.db_table not in connection.introspection.table_names():
        return
    if missing := missing_keys():
        raise ImproperlyConfigured(f"{_complaint(missing)} {HINT}")
    _State.fits = True


@register(Tags.database)
def wrapping_key_fits(databases: Collection[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report missing wrapping keys (keys that encrypt other keys) in `manage.py migrate` and `manage.py check`.

    `check` reports them only with the option `--database default`.
    """
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if DataKey._meta.db_table not in connection.introspection.table_names():
        return []
    if missing := missing_keys():
        return [Error(_complaint(missing), hint=HINT, id="couples.E001")]
    if missing := missing_keys_of_codes():
        said = f"Some recovery codes can't be used: they are wrapped by another key ({', '.join(missing)})."
        return [Warning(said, hint=HINT, id="couples.W001")]
    return []


def _complaint(missing: list[str]) -> str:
    return (
        "DATA_WRAPPING_KEY does not fit this database: what people wrote is wrapped by another key "
        f"({', '.join(missing)})."
    )
