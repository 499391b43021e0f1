"""How recently a person has proved who they are in this session, and by which means."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from couples.sign_in.allauth_internals import authentication_records

#: Seconds after a confirmed code in which the first passkey can be added and the address changed.
CODE_VALID_FOR = 15 * 60
#: Seconds after a passkey or a recovery code was used in which the account can be changed.
PASSKEY_VALID_FOR = 5 * 60


@dataclass(frozen=True, slots=True)
class RecentAuthentication:
    """The means by which a person has recently proved who they are: an e-mailed code, a recovery code or a passkey.

    A sign-in with the OpenID Connect provider does not count, because the provider may not have asked for any proof.
    There is one exception: `code` is also true shortly after such a sign-in has created the account, because a new
    account holds nothing to protect yet.
    """

    code: bool = False
    recovery_code: bool = False
    passkey: bool = False


def recent(request: HttpRequest) -> RecentAuthentication:
    """Return the means by which the person has recently proved who they are, in the session of this request.

    An e-mailed code counts for `CODE_VALID_FOR` seconds, a passkey or a recovery code for `PASSKEY_VALID_FOR` seconds.
    """
    now, records = time.time(), authentication_records(request, request.user)

    def used(within: int, **wanted: str) -> bool:
        return any(
            now - record["at"] < within and all(record.get(name) == value for name, value in wanted.items())
            for record in records
        )

    return RecentAuthentication(
        code=used(CODE_VALID_FOR, method="code") or used(CODE_VALID_FOR, method="new_account"),
        recovery_code=used(PASSKEY_VALID_FOR, method="mfa", type=Authenticator.Type.RECOVERY_CODES),
        passkey=used(PASSKEY_VALID_FOR, method="mfa", type=Authenticator.Type.WEBAUTHN),
    )


def used_a_passkey(request: HttpRequest) -> bool:
    """Return whether a passkey was used or created in the session of this request, however long ago."""
    return any(
        record.get("method") == "mfa" and record.get("type") == Authenticator.Type.WEBAUTHN
        for record in authentication_records(request, request.user)
    )
