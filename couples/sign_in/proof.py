"""How lately somebody has shown in this session that it is they, and by what."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

#: Seconds after a confirmed code in which the first passkey can be added and the address changed.
CODE_LASTS = 15 * 60
#: Seconds after a passkey or a recovery code was used in which the account can be changed.
PASSKEY_LASTS = 5 * 60


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown lately: a mailed code, a recovery code, a passkey."""

    code: bool = False
    recovery_code: bool = False
    passkey: bool = False


def of(request: HttpRequest) -> Proof:
    """What was shown lately in the session of this request."""
    now, records = time.time(), get_authentication_records(request, request.user)

    def lately(within: int, **wanted: str) -> bool:
        return any(
            now - record["at"] < within and all(record.get(name) == value for name, value in wanted.items())
            for record in records
        )

    return Proof(
        code=lately(CODE_LASTS, method="code"),
        recovery_code=lately(PASSKEY_LASTS, method="mfa", type=Authenticator.Type.RECOVERY_CODES),
        passkey=lately(PASSKEY_LASTS, method="mfa", type=Authenticator.Type.WEBAUTHN),
    )


def ever_by_passkey(request: HttpRequest) -> bool:
    """Whether a passkey was used, or made, in the session of this request, however long ago."""
    return any(
        record.get("method") == "mfa" and record.get("type") == Authenticator.Type.WEBAUTHN
        for record in get_authentication_records(request, request.user)
    )
