"""The base classes of support's pages (Django's admin). All apps use them.

The pages are for staff only, show little, and allow hardly any change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, cast

import structlog
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from couples.sign_in import reauthentication
from couples.signed_in.sessions import SessionStore

if TYPE_CHECKING:
    # ModelAdmin is generic only in the type stubs, not at run time.
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin


def day(moment: dt.datetime | None) -> str:
    """Return the date of a moment in UTC, as text. If the moment is None, return "".

    Support's pages show the day on which a person did something, but never the time.
    """
    return moment.astimezone(dt.UTC).date().isoformat() if moment else ""


def minute(moment: dt.datetime) -> str:
    """Return this moment to the minute (UTC), for times that the schedule sets and nobody's action."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M}"


def day_of(field: str, label: Any) -> Callable[[Any, Model], str]:
    """Return a column for a page of support: the day (UTC) of the moment in this field of a row, or "" without one.

    `label` is the column's heading. The column can't be sorted, because the order within a day would show more than
    the day.
    """

    @admin.display(description=label)
    def column(_page: Any, row: Model) -> str:
        return day(getattr(row, field))

    return column


class ReadOnly(Admin):
    """The base class of support's pages. A page shows only the listed fields and changes nothing.

    Django's admin would accept a URL that filters by any column, even by a hidden one. Here, a URL may use only the
    filters in `list_filter`, and any other filter is refused with status 400.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Return whether the page's URL may use this filter (`lookup`): only filters in `list_filter` are allowed."""
        listed = self.list_filter if request is None else self.get_list_filter(request)
        allowed = {
            parameter
            for name in listed
            if isinstance(name, str)
            for parameter in (name, f"{name}__exact", f"{name}__isnull")
        }
        return lookup in allowed

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Return whether the page's URL may find a row by this column. Only the primary key is allowed."""
        return to_field in {"pk", self.opts.pk.name}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: support can't add rows. Rows are created only by what people do in the app."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: support can't change rows. Rows change only by what people do in the app."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: support can't delete single rows. A person can only be erased as a whole."""
        return False


log = structlog.get_logger(__name__)

_by_django: Any = csp_replace(settings.CSP_OF_PAGES_BY_OTHERS)


class StaffSite(admin.AdminSite):
    """Support's site (Django's admin), open only to staff who have used a passkey in this session.

    The site has no sign-in form. Staff sign in like everyone else, with the same limits, account alerts and device
    list.
    """

    site_title = site_header = gettext_lazy("Side by Side: support")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the visitor is staff and has used a passkey in this session."""
        return super().has_permission(request) and reauthentication.used_a_passkey(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show a page that explains how to open support's pages. All visitors without permission see the same page.

        Redirect a visitor with permission to the first of support's pages.
        """
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            log.warning("support_refused", staff=request.user.is_staff)
        page: HttpResponse = _by_django(TemplateResponse)(
            request, "couples/support/way_in.html", self.each_context(request)
        )
        return page

    def _not_offered(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Http404

    # Accounts have no password, and no form of support's pages uses autocompletion.
    password_change = password_change_done = autocomplete_view = _not_offered

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Wrap a page of support's site, so that opening the page keeps the staff session alive."""

        @wraps(view)
        def used(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            cast(SessionStore, request.session).note_use(timezone.now())
            return view(request, *args, **kwargs)

        return _by_django(super().admin_view(used, cacheable))
