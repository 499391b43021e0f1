"""What every answer carries, whichever app made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NoStore:
    """No answer with anything personal in it is kept: not by the browser, not by a proxy, not after sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(("/api/", "/_allauth/", "/admin/", "/_mail")):
            response["Cache-Control"] = "no-store"
        return response
