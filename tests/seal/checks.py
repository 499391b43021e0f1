"""Checks that find leaks without the twin worlds."""

from __future__ import annotations

import uuid

from django.contrib import admin
from django.db.models import BinaryField
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from msgspec import to_builtins

from couples import invitations, queries
from couples.models import User
from couples.queries.operator import operator
from project.http.page_owner import PageOwner
from tests.journeys.routes import UNSAFE


class Shown(AssertionError):
    """Raised by the checks in this module if the app shows or does something forbidden."""


def nothing_sealed_in_the_admin() -> None:
    """Raise Shown if a page of the admin shows a column of bytes, such as an encrypted text, a key or a hash."""
    for model, page in admin.site._registry.items():
        sealed = {field.name for field in model._meta.get_fields() if isinstance(field, BinaryField)}
        shown = {str(name) for name in (page.fields or sealed)} | {str(name) for name in page.list_display}
        if sealed & (shown - set(page.exclude or ())):
            raise Shown(f"the admin shows {sealed} of {model._meta.label}")


def no_filter_that_the_admin_does_not_list() -> None:
    """Raise Shown if the admin can filter a list by a column or relation that is not a declared filter."""
    for model, page in admin.site._registry.items():
        for field in model._meta.get_fields(include_hidden=True):
            listed = {field.name} & {str(name) for name in page.list_filter}
            asked = [f"{field.name}__{lookup}" for lookup in ("exact", "isnull", "startswith", "gt", "in")]
            for lookup in [field.name, *asked]:
                harmless = listed and lookup in {field.name, f"{field.name}__exact", f"{field.name}__isnull"}
                if not harmless and page.lookup_allowed(lookup, "1", HttpRequest()):
                    raise Shown(f"the admin filters {model._meta.label} by {lookup}")


def a_page_acts_for_its_own_person() -> None:
    """Raise Shown if a write is accepted although the page belongs to one person and the session to another."""
    owner, guest = User(id=uuid.uuid4()), User(id=uuid.uuid4())
    layer = PageOwner(lambda request: HttpResponse())
    for method in UNSAFE:
        for path in ("/api/v1/schedule", "/api/v1/me/erase", "/_allauth/browser/v1/auth/session"):
            request = RequestFactory().generic(method, path, headers={"X-Person": str(owner.id)})
            request.user = guest
            request.resolver_match = resolve(path)
            answer = layer.process_view(request, None, (), {})
            if answer is None or answer.status_code != 409:
                raise Shown(f"{method} {path} of another person's page is carried out")


def an_invitation_tells_a_short_name_alone() -> None:
    """Raise Shown if an invitation discloses more than the inviter's shortened name and who runs the server."""
    person = User(id=uuid.uuid4(), email="canary@example.org", display_name="Noa" + " Canary" * 8)
    told = to_builtins(queries.invited_by(person))
    if set(told) != {"first_name", "operator"} or told["operator"] != to_builtins(operator()):
        raise Shown(f"an invitation tells {sorted(told)}")
    if len(told["first_name"]) > invitations.LONGEST_NAME or "canary@" in str(told):
        raise Shown(f"an invitation tells {told['first_name']}")


CHECKS = (
    nothing_sealed_in_the_admin,
    no_filter_that_the_admin_does_not_list,
    a_page_acts_for_its_own_person,
    an_invitation_tells_a_short_name_alone,
)
