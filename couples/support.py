"""The base of support's pages (Django's admin) in every app: they open to staff only, show little and change
nothing."""

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
    # Generic for the type checker alone.
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin


def day(moment: dt.datetime | None) -> str:
    """Format a moment as its date in UTC, which is all that support sees of when a person did something."""
    return moment.astimezone(dt.UTC).date().isoformat() if moment else ""


class ReadOnly(Admin):
    """The base of every support page: it shows the listed fields, takes no other filter, and changes nothing.

    Django allows a list's URL to filter by any column and by the existence of any related row, shown or not. Here only
    the filters in `list_filter` are allowed; others are refused with 400.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Whether the URL may filter by this: only by the page's own filters."""
        listed = self.list_filter if request is None else self.get_list_filter(request)
        allowed = {
            parameter
            for name in listed
            if isinstance(name, str)
            for parameter in (name, f"{name}__exact", f"{name}__isnull")
        }
        return lookup in allowed

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Whether a row may be opened by this column: only by its primary key."""
        return to_field in {"pk", self.opts.pk.name}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Forbid it: only people's own actions create rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid it: only actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid it: a person is erased as a whole, by an action."""
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
        """Explain how to get in. Everyone who may not get in sees the same page."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            log.warning("support_refused", staff=request.user.is_staff)
        page: HttpResponse = _by_django(TemplateResponse)(
            request, "couples/support/way_in.html", self.each_context(request)
        )
        return page

    def autocomplete_view(self, request: HttpRequest) -> NoReturn:
        """Refuse: no form of these pages uses autocompletion."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> NoReturn:
        """Refuse: there is no password."""
        raise Http404

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> NoReturn:
        """Refuse: there is no password."""
        raise Http404

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Wrap a page of the admin: opening one counts as using the staff session."""

        @wraps(view)
        def used(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            cast(SessionStore, request.session).note_use(timezone.now())
            return view(request, *args, **kwargs)

        return _by_django(super().admin_view(used, cacheable))
