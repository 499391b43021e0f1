"""Middleware that reads the session and the signed-in person of a request in one query (docs/decisions/0030)."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from couples.models import User
from couples.signed_in.sessions import SessionStore


class WhoAsks(AuthenticationMiddleware):
    """Django's authentication middleware, but without a query if the person was already read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`. The person is looked up only when `request.user` is first used."""
        super().process_request(request)
        # Lazy: looking up the user loads the session, which queries the database.
        request.user = SimpleLazyObject(lambda: signed_in(request))  # type: ignore[assignment]  # lazy


def signed_in(request: HttpRequest) -> User | AnonymousUser:
    """Return the person who is signed in with this request's session, or AnonymousUser.

    The result is that of Django's `get_user`. Usually the only query is the one that reads the session, because it
    also reads the person. Unusual cases are passed to `get_user`, for example a session from before a change of the
    secret key.
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
