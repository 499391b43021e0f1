"""Rows of several tables, inserted together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models


class Rows:
    """Rows to insert together, by their table."""

    def __init__(self) -> None:
        self._kept: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, row: Any) -> None:
        """Keep a row for later."""
        self._kept[type(row)].append(row)

    def insert(self) -> None:
        """Insert what was kept, in the order in which the tables came first."""
        for model, rows in self._kept.items():
            model._base_manager.bulk_create(rows, batch_size=500)
        self._kept.clear()
