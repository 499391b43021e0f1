"""Errors that refuse a request, each with a stable code, an HTTP status and a sentence that says what to do.

`couples` comes first in the import order, so every app can raise these errors. `project.http.envelope` turns them
into the API's JSON errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ErrorsByField = Mapping[str, list[dict[str, str]]]


class DomainError(Exception):
    """Base class of the errors that refuse a request. A refused request has changed nothing.

    `code` is stable, so clients can depend on it. `message` is for people. `fields` says what is wrong in which field
    of the request. `extra` holds more entries for the JSON of the error.
    """

    status: int = 400
    default_code: str = "bad_request"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: ErrorsByField | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code or self.default_code
        self.message = message
        self.fields = dict(fields) if fields else None
        self.extra = dict(extra) if extra else None


class ReauthenticationRequired(DomainError):
    """Raised when a signed-in person last authenticated too long ago for this request.

    `code` says how to authenticate again: `passkey_again` or `sign_in_again`.
    """

    status = 403
    default_code = "passkey_again"


class TooMany(DomainError):
    status = 429
    default_code = "throttled"


class TryLater(DomainError):
    """Raised when a service that the request needs is down, such as a mail server. Nothing has changed."""

    status = 503
    default_code = "try_later"


class NotFound(DomainError):
    """Raised when an object does not exist or belongs to someone else. The response does not say which."""

    status = 404
    default_code = "not_found"


class Conflict(DomainError):
    status = 409
    default_code = "conflict"


class Invalid(DomainError):
    status = 422
    default_code = "invalid"
