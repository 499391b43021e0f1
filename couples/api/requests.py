"""Functions that read a request's sender, body and query string. Also a base class for views without sign-in.

All apps use this module.
"""

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
    """Base class of views that work for everyone, signed in or not. POST, PUT and the like need a CSRF token."""

    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the CSRF token before handling the request.

        REST framework itself checks the token only for people who have signed in.
        """
        super().initial(request, *args, **kwargs)
        for authenticator in request.authenticators or ():
            if isinstance(authenticator, SessionAuthentication):
                authenticator.enforce_csrf(request)


def actor(request: Request) -> User:
    """Return the signed-in person who sent the request."""
    return cast(User, request.user)  # the view's permission has already refused anonymous requests


def parsed(form: type[BaseSerializer[Any]], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """Parse the request's body with a serializer of the class `form`. Return the parsed values by field name.

    If `partial` is true, every field may be missing. Raises ValidationError, which the API turns into a 422
    response that names the wrong fields.
    """
    return _parse(form, request.data, partial=partial)


def parsed_query(form: type[BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """Parse the request's query string with a serializer of the class `form`. Return the parsed values by field name.

    Raises ValidationError for an invalid query string.
    """
    return _parse(form, request.query_params, partial=False)


def _parse(form: Callable[..., BaseSerializer[Any]], data: Any, *, partial: bool) -> dict[str, Any]:
    ready = _ready(form, partial, get_language())
    return cast(dict[str, Any], ready.run_validation(data))


@cache
def _ready(
    form: Callable[..., BaseSerializer[Any]], partial: bool, language: str | None
) -> BaseSerializer[Any]:
    """Return the serializer of the class `form` that all requests in this language share.

    A new serializer for each request would take ten times as long as parsing, because Django REST framework copies
    all fields. Sharing is safe: a serializer keeps no parsed data. It keeps only its error messages, which are in one
    language. If `partial` is true, every field may be missing.
    """
    return form(partial=partial)
