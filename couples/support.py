"""What the pages of support (Django's admin) have in common, in every app: they show, and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    # Generic for the type checker alone.
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin


class ReadOnly(Admin):
    """Look, do not touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows begin by what people do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing a person is done as a whole, elsewhere."""
        return False
