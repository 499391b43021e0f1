"""Middleware for security headers, proxies, https, caching, sizes of bodies and the format of errors."""

from __future__ import annotations

import json
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from couples.errors import Conflict, TooMany, TryLater
from project.cache import cache_errors
from project.http import envelope

log = structlog.get_logger(__name__)


class BrowserRules:
    """Middleware that adds the headers Permissions-Policy and Cross-Origin-Resource-Policy.

    Permissions-Policy lists the few device features that the page may use. Cross-Origin-Resource-Policy keeps other
    sites from loading the response. Django and django-csp set the other security headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        used = [f"{power}=(self)" for power in settings.POWERS_USED]
        self.powers = ", ".join(used + [f"{power}=()" for power in settings.POWERS_OFF])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Permissions-Policy"] = self.powers
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class Hops:
    """Middleware that keeps sign-in working if requests come through fewer proxies than TRUSTED_PROXIES says.

    The sign-in library, allauth, fails if X-Forwarded-For has fewer addresses than TRUSTED_PROXIES. So the middleware
    repeats the header's first address until the number fits. allauth then takes this address as the visitor's. An error
    in the log says what to fix.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.TRUSTED_PROXIES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.logged = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if passed_on := request.META.get("HTTP_X_FORWARDED_FOR"):
            hops = [hop.strip() for hop in passed_on.split(",")]
            request.META["FORWARDED_HOPS"] = len(hops)
            if missing := max(0, settings.TRUSTED_PROXIES - len(hops)):
                if not self.logged:
                    self.logged = True
                    log.error("too_few_proxies", trusted=settings.TRUSTED_PROXIES, found=len(hops))
                request.META["HTTP_X_FORWARDED_FOR"] = ", ".join([hops[0]] * missing + hops)
        return self.get_response(request)


class RequireHttps:
    """Middleware that refuses API requests over http instead of redirecting them to https.

    With a redirect, a program would keep sending each request over http first, where others can read the request.
    """

    PATHS = ("/api/v1/", "/_allauth/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.SECURE_SSL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.is_secure() and request.path_info.startswith(self.PATHS):
            return envelope.over_http(request)
        return self.get_response(request)


class NoStore(MiddlewareMixin):
    """Middleware that forbids browsers and proxies to store responses, so that no response remains after sign-out.

    The rule covers all paths except static files (see `project.http.pages.FrontendFiles`). So a new route needs no
    code of its own for this.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header `Cache-Control: no-store` to the response."""
        response["Cache-Control"] = "no-store"
        return response


class BodySize(MiddlewareMixin):
    """Middleware that refuses a body larger than its route accepts, before reading any of it."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Return 413 if the body is too large, or None to continue."""
        # Without a numeric length there is no body: WSGI reads none.
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and len(length) > 1 and int(length[:12]) > largest_body(request.path_info):
            return envelope.too_large(request)
        return None


def largest_body(path: str) -> int:
    """Return the largest body in bytes that this path accepts."""
    limits: dict[str, int] = settings.LARGEST_BODIES
    return next((most for start, most in limits.items() if path.startswith(start)), settings.LARGEST_BODY)


class OneEnvelope(MiddlewareMixin):
    """Middleware that turns errors from outside DRF into the app's JSON error format.

    These errors are responses 400 and 405 without a body, and exceptions of allauth, the sign-in library. allauth
    parses JSON by itself: JSON that is nested too deeply, or that has a number with thousands of digits, gets 400 here.
    While the cache is down, sign-in attempts get 503, because they can't be counted.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the response, or one in the app's JSON error format instead of a 400 or 405 without a body."""
        if response.status_code < 400 or not isinstance(response, HttpResponse) or response.content:
            return response
        if response.status_code == 405:
            refusal = envelope.method_not_allowed(request)
            refusal["Allow"] = response.get("Allow", "")
            return refusal
        return envelope.bad_request(request) if response.status_code == 400 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return an error response for an exception of a view of allauth, the sign-in library.

        The status is 400 for an unparsable body, 409 for a conflict, 429 for too many attempts, and 503 if attempts
        can't be counted. Return None for any other exception, which leads to 500.
        """
        if not request.path.startswith("/_allauth/"):
            return None
        if isinstance(error, cache_errors()):
            log.error("rate_limits_down", error=type(error).__name__)
            return envelope.try_later(request)
        if isinstance(error, (Conflict, TooMany, TryLater)):
            return envelope.refused(error)
        unreadable = isinstance(error, RecursionError) or (
            isinstance(error, ValueError) and not _is_json(request.body)
        )
        return envelope.bad_request(request) if unreadable else None


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True
