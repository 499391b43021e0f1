"""Check that a write comes from a page of the signed-in person.

Two tabs of one browser share the session cookie. If A signs out in one tab and B signs in, a tab that still shows A's
page would act as B. So each write has a header with the id of the person whose page sends it. If that is not the
signed-in person, the write is refused. See docs/decisions/0033.
"""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from couples.errors import Conflict
from project.http import envelope

log = structlog.get_logger(__name__)

#: Header with the id of the person whose page sends the request, or `nobody` for a signed-out page.
HEADER = "X-Person"
PATHS = ("/api/", "/_allauth/")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Routes whose writes come from outside the app's pages. Each write proves its origin in the URL or the body.
EXEMPT_ROUTES = frozenset({"api/v1/notifications/unsubscribe/<str:token>"})
EXEMPT_PREFIXES = ("api/mail/",)
#: Routes that take `author` in the body. A page that was open before an upgrade sends the author but no header, and
#: what its person wrote must not be lost. The action refuses a draft of another author (`not_your_draft`).
NAMED_IN_THE_BODY = frozenset(
    {"api/v1/check-ins/<uuid:check_in_id>/draft", "api/v1/check-ins/<uuid:check_in_id>/submit"}
)


class PageOwner(MiddlewareMixin):
    """Middleware that refuses a write from a page that belongs to someone other than the signed-in person."""

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Return 409 `another_person` or `person_missing` if the write is refused, or None to continue."""
        route = request.resolver_match.route if request.resolver_match else ""
        error = refusal(request, route)
        if error is None:
            return None
        if envelope.is_logged(getattr(view, "cls", type(view))):
            log.warning("refused", status=409, code=error.code, view=getattr(view, "__name__", ""))
        return envelope.refused(error)


def refusal(request: HttpRequest, route: str) -> Conflict | None:
    """Return the error with which this request must be refused, or None if the request is allowed.

    The code is `another_person` if the sending page does not belong to the signed-in person. The code is
    `person_missing` if the request does not say to whom the page belongs. `route` is the URL pattern that the request
    matches, or "" if no pattern matches.
    """
    if request.method in SAFE_METHODS or not request.path_info.startswith(PATHS):
        return None
    if route in EXEMPT_ROUTES or route.startswith(EXEMPT_PREFIXES):
        return None
    if not request.user.is_authenticated:
        return None
    named = request.headers.get(HEADER)
    if named == str(request.user.pk):
        return None
    if named is not None:
        message = _("Someone else is now signed in on this device. Reload the page.")
        return Conflict(message, code="another_person")
    if route in NAMED_IN_THE_BODY and request.method in {"PUT", "POST"}:
        return None
    return Conflict(_("Reload the page, then try again."), code="person_missing")
