"""Choose the language of each request.

Use the first of these languages that is known:

1. The language that someone chose in this browser. The browser's page is in that language, so the API's texts match.
2. The language that the signed-in person chose for their account. It counts only for the API, sign-in and support.
3. The browser's Accept-Language. This setting comes last, because on a borrowed device it is another person's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

#: Paths whose requests read the session anyway, so that reading the account's language costs nothing.
_OF_A_PERSON = ("/api/", "/_allauth/", "/admin/")


class LanguageOfBrowser:
    """Middleware that activates the language chosen in this browser, or else the best match for Accept-Language.

    The language is active for this request only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(translation.get_language_from_request(request)):
            return self.get_response(request)


class LanguageOfAccount(MiddlewareMixin):
    """Middleware that activates the account's language if no language was chosen in this browser.

    The account's language counts only for the API, sign-in and support's pages.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the account's language for this request, if it counts here (see the class)."""
        if (
            chosen(request) is None
            and request.session.session_key
            and request.path_info.startswith(_OF_A_PERSON)
            and request.user.is_authenticated
        ):
            translation.activate(request.user.language)


def chosen(request: HttpRequest) -> str | None:
    """Return the language that was chosen in this browser, or None. A language that the app lacks does not count."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return language if language in dict(settings.LANGUAGES) else None
