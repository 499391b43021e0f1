"""What every answer carries, whichever app made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from project import envelope


class NoStore:
    """No answer with anything personal in it is kept: not by the browser, not by a proxy, not after sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(("/api/", "/_allauth/", "/admin/", "/_mail")):
            response["Cache-Control"] = "no-store"
        return response


class OneEnvelope:
    """Gives the one form of errors to refusals that come without a word: Django's 405, allauth's 400.

    allauth reads a body by itself; one that is nested deeper than can be followed is a bad request there, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not isinstance(response, HttpResponse) or response.content:
            return response
        if response.status_code == 405:
            told = envelope.method_not_allowed(request)
            told["Allow"] = response.get("Allow", "")
            return told
        return envelope.bad_request(request) if response.status_code == 400 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """400 for what can't be parsed; None leaves a fault of ours to `server_error`."""
        if isinstance(error, RecursionError) and request.path.startswith("/_allauth/"):
            return envelope.bad_request(request)
        return None
