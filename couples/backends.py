"""The authentication backend. People sign in by e-mailed code or passkey, and django-allauth handles these two ways."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class CodeOrPasskey(AuthenticationBackend):
    """The authentication backend of django-allauth, but without passwords."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Return None, so that no password is ever accepted. Codes and passkeys do not use this method."""
