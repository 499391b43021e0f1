"""What a visitor of a demo may do. Everything that is not listed here is refused, new routes as well."""

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

#: Tells the pages that this is a demo.
COOKIE = "demo"
#: Writes that make sense in a copy of one's own: the check-in, what follows it, and how the app looks.
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
        # What is owed by these choices goes nowhere: a demo has no channel.
        "notifications/preferences",
        "notifications/nudges/<uuid:check_in_id>",
    )
)
#: What may be read of allauth. Its other routes begin a sign-in, also by GET.
SIGN_IN_READS = frozenset({"_allauth/browser/v1/config", "_allauth/browser/v1/auth/session"})


class DemoRules:
    """Refuses what makes no sense in a demo, and notes which copies are in use."""

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
        """403 `not_in_demo` for what a demo does not offer; None to continue."""
        route = request.resolver_match.route if request.resolver_match else ""
        if not is_offered(request.method or "", route):
            return JsonResponse(body("not_in_demo", _("That isn't possible in this demo.")), status=403)
        if route.startswith("api/v1/") and isinstance(request.user, User):
            copies.note_use(request.user, now=timezone.now())
        return None


def is_offered(method: str, route: str) -> bool:
    """Whether a demo offers this route with this method."""
    if route.startswith("_allauth/"):
        return method in SAFE_METHODS and route in SIGN_IN_READS
    if route.startswith("admin"):
        return False
    return method in SAFE_METHODS or route in WRITES
