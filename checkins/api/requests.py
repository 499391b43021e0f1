"""What every view of this app takes out of a request."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from couples.errors import Conflict
from couples.models import User


def actor(request: Request) -> User:
    """Who asks."""
    return cast(User, request.user)  # the permission has seen to it


def parsed(form: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's body by this form. Raises ValidationError, which becomes 422 with the fields."""
    body = form(data=request.data)
    body.is_valid(raise_exception=True)
    return cast(dict[str, Any], body.validated_data)


def named_author(request: Request, author: UUID | None) -> UUID | None:
    """The author that the body names. Raises Conflict (`person_missing`) if neither the body nor a header names one.

    A page that was open before the header existed names the author of its words in the body alone.
    """
    if author is None and "X-Person" not in request.headers:
        raise Conflict(_("Load the page again, then try once more."), code="person_missing")
    return author
