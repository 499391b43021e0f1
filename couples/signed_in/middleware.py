"""Middleware that reads the session and the user of each request in one database query (decision 0030)."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from couples.models import User
from couples.signed_in.sessions import SessionStore


class Sessions(SessionMiddleware):
    """Django's middleware, which also accepts the session cookie's former name and replaces it with the current one."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.session`, from the former cookie if the browser has only that one."""
        cookies, former = request.COOKIES, settings.FORMER_SESSION_COOKIE_NAME
        if former in cookies and settings.SESSION_COOKIE_NAME not in cookies:
            request.session = self.SessionStore(cookies[former])
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. If the browser sent the former cookie, replace it with the current one."""
        former = request.COOKIES.get(settings.FORMER_SESSION_COOKIE_NAME)
        session = request.session
        # A cookie with the former name that is no session of ours belongs to another program. Leave it alone.
        if former and session.session_key == former and session.accessed and not session.is_empty():
            session.modified = True
            response.delete_cookie(settings.FORMER_SESSION_COOKIE_NAME)
        return super().process_response(request, response)


class WhoAsks(AuthenticationMiddleware):
    """Django's middleware, which queries the user only if the user was not read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`, looked up at its first use."""
        super().process_request(request)
        # Lazy: looking up the user loads the session, which queries the database.
        request.user = SimpleLazyObject(lambda: signed_in(request))  # type: ignore[assignment]  # lazy


def signed_in(request: HttpRequest) -> User | AnonymousUser:
    """Return the person who is signed in in this session, by the rules of `django.contrib.auth.get_user`.

    In the usual case, this needs no query. All other cases are left to that function, for example if no one is signed
    in, or if the session is older than a change of the secret key.
    """
    session = cast(SessionStore, request.session)
    claimed, by, proof = (
        session.get(name, "") for name in (auth.SESSION_KEY, auth.BACKEND_SESSION_KEY, auth.HASH_SESSION_KEY)
    )
    person = session.person
    if (
        person is not None
        and person.is_active
        and claimed == str(person.pk)
        and by in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(proof, person.get_session_auth_hash())
    ):
        return person
    return auth.get_user(request)
