"""The authentication backend: a mailed code or a passkey, both handled by allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class CodeOrPasskey(AuthenticationBackend):
    """allauth's authentication backend without passwords."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Return None: there are no passwords. Codes and passkeys do not use this method."""
