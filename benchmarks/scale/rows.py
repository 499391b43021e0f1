"""Collect rows of several tables, and insert them together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models


class Rows:
    """Model instances of several tables, which are first collected and then inserted together."""

    def __init__(self) -> None:
        self._kept: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, row: Any) -> None:
        """Collect a row, without writing it to the database."""
        self._kept[type(row)].append(row)

    def insert(self) -> None:
        """Insert the collected rows table by table, in the order in which each table was first used."""
        for model, rows in self._kept.items():
            model._base_manager.bulk_create(rows, batch_size=500)
        self._kept.clear()
