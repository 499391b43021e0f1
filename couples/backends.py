"""How somebody comes in: by a mailed code or a passkey, both kept by allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class CodeOrPasskey(AuthenticationBackend):
    """Sign-in as allauth does it, without passwords."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nobody: there are no passwords. Who has shown a code or a passkey is signed in without being asked here."""
