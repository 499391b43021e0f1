"""What is asked of the app once, with no worlds at all."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import BinaryField
from django.http import HttpRequest


class Shown(AssertionError):
    """Something is where it must not be."""


def nothing_sealed_in_the_admin() -> None:
    """No page of the admin shows a column of bytes: envelopes, keys, hashes. Raises Shown."""
    for model, page in admin.site._registry.items():
        sealed = {field.name for field in model._meta.get_fields() if isinstance(field, BinaryField)}
        shown = {str(name) for name in (page.fields or sealed)} | {str(name) for name in page.list_display}
        if sealed & (shown - set(page.exclude or ())):
            raise Shown(f"the admin shows {sealed} of {model._meta.label}")


def no_filter_that_the_admin_does_not_list() -> None:
    """No page of the admin can be filtered by a column or a relation that its list of filters lacks. Raises Shown."""
    for model, page in admin.site._registry.items():
        for field in model._meta.get_fields(include_hidden=True):
            listed = {field.name} & {str(name) for name in page.list_filter}
            asked = [f"{field.name}__{lookup}" for lookup in ("exact", "isnull", "startswith", "gt", "in")]
            for lookup in [field.name, *asked]:
                harmless = listed and lookup in {field.name, f"{field.name}__exact", f"{field.name}__isnull"}
                if not harmless and page.lookup_allowed(lookup, "1", HttpRequest()):
                    raise Shown(f"the admin filters {model._meta.label} by {lookup}")


CHECKS = (nothing_sealed_in_the_admin, no_filter_that_the_admin_does_not_list)
