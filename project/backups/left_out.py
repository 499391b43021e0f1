"""The rows that a backup leaves out: sessions and the devices that they belong to.

If someone ended a session, perhaps on a lost phone, an older backup must not bring that session back. Some rows of
other tables refer to a session or device. The backup treats these rows as if the session or device were deleted. The
foreign key's `on_delete` decides whether the backup leaves out the row or sets the reference to NULL.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from couples.models import Device

LEFT_OUT: tuple[type[models.Model], ...] = (Session, Device)


@dataclass(frozen=True, slots=True)
class Table:
    """Rules for the backup of one table.

    A row is left out if any column in `refused` is not NULL. In all other rows, the columns in `emptied` become NULL.
    If `empty` is True, all rows are left out.
    """

    name: str
    columns: tuple[str, ...]
    refused: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    #: Back up none of the table's rows.
    empty: bool = False


def tables() -> list[Table]:
    """Return the backup rules of every model's table, sorted by the table's name."""
    models_ = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    return [_table(model) for model in sorted(models_, key=lambda model: model._meta.db_table)]


def _table(model: type[models.Model]) -> Table:
    references = [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model in LEFT_OUT
    ]
    columns = tuple(field.column for field in model._meta.local_fields if field.column)
    return Table(
        model._meta.db_table,
        columns,
        refused=tuple(each.column for each in references if not each.null or _goes_with(each)),
        emptied=tuple(each.column for each in references if each.null and not _goes_with(each)),
        empty=model in LEFT_OUT,
    )


def _goes_with(field: models.ForeignKey[models.Model, models.Model]) -> bool:
    return field.remote_field.on_delete is models.CASCADE
