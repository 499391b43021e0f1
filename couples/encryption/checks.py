"""Check at the start of a process that this server has the wrapping keys that its database needs.

With a wrong key, nothing could be read, and new data keys would be wrapped by a key that no one meant to use. So a
process without the right keys does not start.
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
    """Return the names (hexadecimal) of the wrapping keys that the database needs, sorted."""
    return sorted(name.hex() for name in _names(DataKey.objects.all()) | _names(PersonKey.objects.all()))


def missing_keys() -> list[str]:
    """Return the names (hexadecimal, sorted) of the wrapping keys that the database needs and this server lacks.

    For old rows whose wrapping key has no name, the result has "without a name" if no key of this server opens them.

    Raises django.db.Error if the database is unreachable.
    """
    known = wrapping.ring()
    found = _names(DataKey.objects.all())
    # During an upgrade the table may not be there yet.
    if PersonKey._meta.db_table in connection.introspection.table_names():
        found |= _names(PersonKey.objects.all())
    return sorted(name.hex() for name in found if name not in known) + _unnamed()


def _names(rows: QuerySet[Any]) -> set[bytes]:
    """Return the names of the wrapping keys of these rows."""
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
    """Check that this server can unwrap the rows that do not name their wrapping key.

    One row is enough: all of them were made when there was only one wrapping key.
    """
    older = DataKey.objects.annotate(form=Substr("wrapped", 1, 1, output_field=BinaryField()))
    for row in older.filter(form=wrapping.PLAIN)[:1]:
        try:
            keys.rewrapped(row)
        except wrapping.EnvelopeError:
            return ["without a name"]
    return []


def require_keys() -> None:
    """Raises ImproperlyConfigured if the database needs a wrapping key that this server does not have.

    A database without tables needs none. Raises django.db.Error if the database is unreachable.
    """
    if _State.fits or DataKey._meta.db_table not in connection.introspection.table_names():
        return
    if missing := missing_keys():
        raise ImproperlyConfigured(f"{_complaint(missing)} {HINT}")
    _State.fits = True


@register(Tags.database)
def wrapping_key_fits(databases: Collection[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report missing keys in `manage.py migrate` and `manage.py check --database default`."""
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
