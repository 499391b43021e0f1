"""Session authentication that responds 401 to a signed-out visitor, and 403 only if the CSRF check fails."""

from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request


class CsrfFailed(PermissionDenied):
    default_code = "csrf_failed"


class Session(SessionAuthentication):
    """Authentication by the session cookie. A CSRF token is required for every unsafe method, such as POST."""

    def authenticate_header(self, request: Request) -> str:
        """Return the scheme for the WWW-Authenticate header. Without a scheme, DRF would respond 403 instead of 401."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        """Raise CsrfFailed if Django's CSRF check fails, for example because the request has no CSRF token."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise CsrfFailed(_("Reload the page and try again.")) from error


class SessionInSchema(SessionScheme):
    """Description of the authentication class `Session` for the OpenAPI generator."""

    target_class = "project.http.authentication.Session"
    name = "session"
