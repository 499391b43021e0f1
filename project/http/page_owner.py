"""A page belongs to one person, and only that person's session carries out what the page sends.

Two tabs of one browser share the session cookie. After A signs out in one tab and B signs in, a tab that still shows
A's page would act as B. So each write names the person whose page sent it, and a write that names another person is
refused. See docs/decisions/0033.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from project.http import envelope

log = structlog.get_logger(__name__)

#: Carries the id of the page's person, or `nobody` if no one is signed in on the page.
HEADER = "X-Person"
PATHS = ("/api/", "/_allauth/")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Routes whose writes come from no page of the app. Each proves its origin in the URL or the body.
EXEMPT_ROUTES = frozenset({"api/v1/notifications/unsubscribe/<str:token>"})
EXEMPT_PREFIXES = ("api/mail/",)
#: Both take `author` in the body. A page that was open before an upgrade sends that without the header, and its words
#: must not be lost. The action refuses another person's words (`not_your_draft`).
NAMED_IN_THE_BODY = frozenset(
    {"api/v1/check-ins/<uuid:check_in_id>/draft", "api/v1/check-ins/<uuid:check_in_id>/submit"}
)


class PageOwner:
    """Refuses a write from a page that belongs to another person than the one who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        """409 `another_person`, or `person_missing` if the page does not name its person; None to continue."""
        route = request.resolver_match.route if request.resolver_match else ""
        code = refusal(request, route)
        if code is None:
            return None
        if envelope.is_logged(getattr(view, "cls", type(view))):
            log.warning("refused", status=409, code=code, view=getattr(view, "__name__", ""))
        return (
            envelope.another_person(request) if code == "another_person" else envelope.person_missing(request)
        )


def refusal(request: HttpRequest, route: str) -> str | None:
    """Return the code of the refusal, or None. Reads the session only for a write."""
    if request.method in SAFE_METHODS or not request.path_info.startswith(PATHS):
        return None
    if route in EXEMPT_ROUTES or route.startswith(EXEMPT_PREFIXES):
        return None
    if not request.user.is_authenticated:
        return None
    named = request.headers.get(HEADER)
    if named is None:
        return None if route in NAMED_IN_THE_BODY and request.method in {"PUT", "POST"} else "person_missing"
    return None if named == str(request.user.pk) else "another_person"
