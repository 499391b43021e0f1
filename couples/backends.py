"""Who a session belongs to. Asked by every request of everybody, so its one query is compiled once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest

from couples.compiled import Compiled
from couples.models import User

_COLUMNS = tuple(field.attname for field in User._meta.concrete_fields)
_USER = Compiled(lambda user: User.objects.filter(pk=user).values_list(*_COLUMNS))


class CodeOrPasskey(AuthenticationBackend):
    """Sign-in as allauth does it, without passwords and with a cheaper look-up of who is signed in."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nobody: there are no passwords. Who has shown a code or a passkey is signed in without being asked here."""

    def get_user(self, user_id: UUID) -> User | None:
        """The person with this id, or None if they are gone or no longer active."""
        row = _USER.first(user=user_id)
        if row is None:
            return None
        user = User.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row)
        return user if self.user_can_authenticate(user) else None
