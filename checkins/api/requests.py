"""What every view of this app takes out of a request."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.request import Request
from rest_framework.serializers import Serializer

from couples.models import User


def actor(request: Request) -> User:
    """Who asks."""
    return cast(User, request.user)  # the permission has seen to it


def parsed(form: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's body by this form. Raises ValidationError, which becomes 422 with the fields."""
    body = form(data=request.data)
    body.is_valid(raise_exception=True)
    return cast(dict[str, Any], body.validated_data)
