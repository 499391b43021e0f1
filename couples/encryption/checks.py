"""Check at the start of a process that this server has the wrapping keys that its database needs.

A wrapping key encrypts the keys in the database. With a wrong wrapping key, nothing could be read, and the wrong key
would encrypt new keys. So a process without the right wrapping keys does not start. If the database is down at the
start, /health/ready checks the keys later. Recovery codes are also encrypted with a wrapping key, but are not checked.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BinaryField, QuerySet
from django.db.models.functions import Substr

from couples.encryption import keys, wrapping
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
    """Return the names of the wrapping keys that the database needs but this server does not have.

    A wrapping key encrypts other keys. The names are hexadecimal and sorted. Very old keys don't say which wrapping
    key encrypted them. If this server can't decrypt such keys, the list ends with "without a name".

    Raises django.db.Error if the database is unreachable.
    """
    known = wrapping.ring()
    found = _names(DataKey.objects.all())
    # During an upgrade the table may not be there yet.
    if PersonKey._meta.db_table in connection.introspection.table_names():
        found |= _names(PersonKey.objects.all())
    return sorted(name.hex() for name in found if name not in known) + _unnamed()


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


def _unnamed() -> list[str]:
    """Return ["without a name"] if this server can't decrypt the oldest keys, which don't name their wrapping key.

    Otherwise, return an empty list. Trying one such key is enough, because all of them were made when there was only
    one wrapping key.
    """
    older = DataKey.objects.annotate(form=Substr("wrapped", 1, 1, output_field=BinaryField()))
    for row in older.filter(form=wrapping.UNNAMED)[:1]:
        try:
            keys.rewrapped(row)
        except wrapping.EnvelopeError:
            return ["without a name"]
    return []


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
    missing = missing_keys()
    return [Error(_complaint(missing), hint=HINT, id="couples.E001")] if missing else []


def _complaint(missing: list[str]) -> str:
    return (
        "DATA_WRAPPING_KEY does not fit this database: what people wrote is wrapped by another key "
        f"({', '.join(missing)})."
    )
