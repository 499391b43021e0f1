"""Read what a view needs from its request: the actor and the parsed body. For the APIs of all apps."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from couples.models import User


def actor(request: Request) -> User:
    """The signed-in person who sent the request."""
    return cast(User, request.user)  # the permission has refused everyone else


def parsed(form: type[BaseSerializer[Any]], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """Parse the request's body with this serializer. Raises ValidationError, which becomes 422 with the fields.

    `partial`: any field may be missing.
    """
    body = form(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    return cast(dict[str, Any], body.validated_data)
