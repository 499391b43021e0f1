"""What is asked of the app once, with no worlds at all."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import BinaryField


class Shown(AssertionError):
    """Something is where it must not be."""


def nothing_sealed_in_the_admin() -> None:
    """No page of the admin shows a column of bytes: envelopes, keys, hashes. Raises Shown."""
    for model, page in admin.site._registry.items():
        sealed = {field.name for field in model._meta.get_fields() if isinstance(field, BinaryField)}
        shown = {str(name) for name in (page.fields or sealed)} | {str(name) for name in page.list_display}
        if sealed & (shown - set(page.exclude or ())):
            raise Shown(f"the admin shows {sealed} of {model._meta.label}")


CHECKS = (nothing_sealed_in_the_admin,)
