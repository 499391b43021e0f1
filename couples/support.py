"""What the pages of support (Django's admin) have in common, in every app: who they open to, and that they show and
change nothing."""

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

from couples.sessions import SessionStore
from couples.sign_in import reauthentication

if TYPE_CHECKING:
    # Generic for the type checker alone.
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin


def day(moment: dt.datetime | None) -> str:
    """The date of a moment in UTC: all that support sees of when a person did something. Empty for none."""
    return moment.astimezone(dt.UTC).date().isoformat() if moment else ""


class ReadOnly(Admin):
    """The base of every page of support: it shows what is listed, takes no other filter, and changes nothing.

    Django lets the address of a list filter by any column and by whether any related row exists, shown or not. Here
    only what `list_filter` names can be asked for; the rest is refused with 400.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Whether the address may filter by this: only what the page's own filters write there."""
        listed = self.list_filter if request is None else self.get_list_filter(request)
        allowed = {
            parameter
            for name in listed
            if isinstance(name, str)
            for parameter in (name, f"{name}__exact", f"{name}__isnull")
        }
        return lookup in allowed

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Whether a row may be opened by this column: by its key alone."""
        return to_field in {"pk", self.opts.pk.name}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows begin by what people do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing a person is done as a whole, elsewhere."""
        return False


log = structlog.get_logger(__name__)

_by_django: Any = csp_replace(settings.CSP_OF_PAGES_BY_OTHERS)


class StaffSite(admin.AdminSite):
    """The admin, open to staff who have used a passkey in this session, and to nobody else.

    It asks nobody to sign in: staff do that where all do, with the limits, the notices and the list of devices that go
    with it.
    """

    site_title = site_header = gettext_lazy("Side by Side: support")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this is staff, by passkey."""
        return super().has_permission(request) and reauthentication.used_a_passkey(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The way in, in words. The same for whoever is not let in, whatever is missing."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            log.warning("support_refused", staff=request.user.is_staff)
        page: HttpResponse = _by_django(TemplateResponse)(
            request, "couples/support/way_in.html", self.each_context(request)
        )
        return page

    def autocomplete_view(self, request: HttpRequest) -> NoReturn:
        """No form of these pages completes anything."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> NoReturn:
        """There is no password."""
        raise Http404

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> NoReturn:
        """There is no password."""
        raise Http404

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the admin: asking for it is what keeps a staff session from its end."""

        @wraps(view)
        def used(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            cast(SessionStore, request.session).used(timezone.now())
            return view(request, *args, **kwargs)

        return _by_django(super().admin_view(used, cacheable))
