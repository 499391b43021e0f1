"""The base of support's pages (Django's admin) in every app.

The pages open to staff only, show little and change nothing.
"""

from __future__ import annotations

import datetime as dt
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, cast

import structlog
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
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
    """Format a moment as its date in UTC. Support sees the day on which a person did something, but never the time."""
    return moment.astimezone(dt.UTC).date().isoformat() if moment else ""


class ReadOnly(Admin):
    """The base of every support page. It shows only the listed fields, allows only the listed filters, and changes
    nothing.

    Django allows a list's URL to filter by any column and by the existence of any related row, shown or not. Here only
    the filters in `list_filter` are allowed; others are refused with 400.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Whether the URL may filter by this lookup. Only the filters in `list_filter` are allowed."""
        listed = self.list_filter if request is None else self.get_list_filter(request)
        allowed = {
            parameter
            for name in listed
            if isinstance(name, str)
            for parameter in (name, f"{name}__exact", f"{name}__isnull")
        }
        return lookup in allowed

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Whether the URL may look a row up by this column. Only the primary key is allowed."""
        return to_field in {"pk", self.opts.pk.name}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Forbid adding rows: only people's own actions create them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid changing rows: only actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid deleting rows: a person is erased as a whole, by an action."""
        return False


log = structlog.get_logger(__name__)

_by_django: Any = csp_replace(settings.CSP_OF_PAGES_BY_OTHERS)


class StaffSite(admin.AdminSite):
    """The admin, open only to staff who have used a passkey in this session.

    It has no sign-in form: staff sign in like everyone else, with the same limits, account alerts and list of devices.
    """

    site_title = site_header = gettext_lazy("Side by Side: support")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor is staff and has used a passkey in this session."""
        return super().has_permission(request) and reauthentication.used_a_passkey(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show how to open support's pages. Everyone who is not allowed in sees the same page."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            log.warning("support_refused", staff=request.user.is_staff)
        page: HttpResponse = _by_django(TemplateResponse)(
            request, "couples/support/way_in.html", self.each_context(request)
        )
        return page

    def autocomplete_view(self, request: HttpRequest) -> NoReturn:
        """Raises Http404: no form of support's pages uses autocompletion."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> NoReturn:
        """Raises Http404: accounts have no password."""
        raise Http404

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> NoReturn:
        """Raises Http404: accounts have no password."""
        raise Http404

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Wrap a page of the admin so that opening it keeps the staff session alive."""

        @wraps(view)
        def used(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            cast(SessionStore, request.session).note_use(timezone.now())
            return view(request, *args, **kwargs)

        return _by_django(super().admin_view(used, cacheable))
