"""The language of each request: this browser's choice, else the account's language, else what the browser asks for.

The browser's choice comes first because the page was built for it: what the API says would otherwise stand in another
language than the buttons next to it. An account's language is a choice as well, so it comes before the browser's own
settings, which on a borrowed device are someone else's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

#: Where the session is read for every request anyway.
_OF_A_PERSON = ("/api/", "/_allauth/", "/admin/")


class LanguageOfBrowser:
    """Activates the language that was chosen in this browser, or that the browser asks for, for this request only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(translation.get_language_from_request(request)):
            return self.get_response(request)


class LanguageOfAccount:
    """Activates the account's language in a browser where none was chosen. It is read with the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            chosen(request) is None
            and request.session.session_key
            and request.path_info.startswith(_OF_A_PERSON)
            and request.user.is_authenticated
        ):
            translation.activate(request.user.language)
        return self.get_response(request)


def chosen(request: HttpRequest) -> str | None:
    """The language that was chosen in this browser. None: none that we offer."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return language if language in dict(settings.LANGUAGES) else None
