"""Read what a view needs from its request: the actor, the body and the query string. The APIs of all apps use this."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.utils.translation import get_language
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from couples.models import User


class SignedOutView(APIView):
    """A view that also accepts writes from someone who has not signed in."""

    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the CSRF token, which REST framework does only for people who have signed in."""
        super().initial(request, *args, **kwargs)
        for authenticator in request.authenticators or ():
            if isinstance(authenticator, SessionAuthentication):
                authenticator.enforce_csrf(request)


def actor(request: Request) -> User:
    """Return the signed-in person who sent the request."""
    return cast(User, request.user)  # the view's permission has already refused anonymous requests


def parsed(form: type[BaseSerializer[Any]], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """Parse the request's body with this serializer. Raises ValidationError, which becomes a 422 that names the fields.

    `partial`: every field may be missing.
    """
    return _parse(form, request.data, partial=partial)


def parsed_query(form: type[BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """Parse the query string with this serializer. Raises ValidationError."""
    return _parse(form, request.query_params, partial=False)


def _parse(form: Callable[..., BaseSerializer[Any]], data: Any, *, partial: bool) -> dict[str, Any]:
    ready = _ready(form, partial, get_language())
    return cast(dict[str, Any], ready.run_validation(data))


@cache
def _ready(
    form: Callable[..., BaseSerializer[Any]], partial: bool, language: str | None
) -> BaseSerializer[Any]:
    """Return a serializer that all requests share, made once for each language.

    Making one for each request, which copies all its fields, takes ten times as long as parsing. Validating stores
    nothing in the serializer except the translated messages, so each language has its own.
    """
    return form(partial=partial)
