"""Rules for what a visitor of a demo may do. A write to a route that is not listed here is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from couples.models import User
from project.demo import copies
from project.http.envelope import body
from project.http.page_owner import SAFE_METHODS

#: Name of the cookie by which the pages know that this is a demo.
COOKIE = "demo"
#: Routes that a visitor may write to: the check-in, what follows it, and preferences.
WRITES = frozenset(
    f"api/v1/{route}"
    for route in (
        "demo/visit",
        "demo/switch",
        "language",
        "me/privacy",
        "pocket/<uuid:note_id>",
        "check-ins/<uuid:check_in_id>/draft",
        "check-ins/<uuid:check_in_id>/submit",
        "check-ins/<uuid:check_in_id>/take-back",
        "talking-points/<uuid:point_id>/turns",
        "talking-points/<uuid:point_id>/voice",
        "talking-points/<uuid:point_id>/talked",
        "talking-points/<uuid:point_id>/tried",
        "talking-points/<uuid:point_id>/helped",
        "talking-points/<uuid:point_id>/told",
        "agreements",
        "agreements/<uuid:agreement_id>",
        "agreements/<uuid:agreement_id>/yes",
        "starters/<str:key>/saved",
        "starters/<str:key>/talked",
        "schedule",
        "schedule/pause",
        "schedule/resume",
        "schedule/rest",
        # No reminder results from these: a demo has no channel to send it.
        "notifications/preferences",
        "notifications/nudges/<uuid:check_in_id>",
    )
)
#: allauth's routes that may be read. Its other routes start a sign-in, some even by GET.
SIGN_IN_READS = frozenset({"_allauth/browser/v1/config", "_allauth/browser/v1/auth/session"})


class DemoRules:
    """Middleware that refuses requests to routes that a demo does not offer.

    The middleware also records when each visitor last used the demo, and sets a cookie by which the pages know that
    this is a demo.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.set_cookie(COOKIE, "1", secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Return 403 `not_in_demo` if a demo does not offer the request's route, or None to continue."""
        route = request.resolver_match.route if request.resolver_match else ""
        if not is_offered(request.method or "", route):
            return JsonResponse(body("not_in_demo", _("That isn't possible in this demo.")), status=403)
        if route.startswith("api/v1/") and isinstance(request.user, User):
            copies.note_use(request.user, now=timezone.now())
        return None


def is_offered(method: str, route: str) -> bool:
    """Return whether a demo offers this route with this HTTP method."""
    if route.startswith("_allauth/"):
        return method in SAFE_METHODS and route in SIGN_IN_READS
    if route.startswith("admin"):
        return False
    return method in SAFE_METHODS or route in WRITES
