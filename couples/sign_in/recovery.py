"""Getting in with a recovery code alone, for those who allow no mailed code and have lost their passkey.

Whoever may not come in is answered alike and by the same work: an unknown address, one whose owner signs in by mail,
and a wrong code.
"""

from __future__ import annotations

import secrets
from functools import lru_cache

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.headless.internal.restkit import inputs
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction

from couples.sign_in import known
from couples.sign_in.typed import TypedAddress, TypedCode


class RecoveryInput(inputs.Input):
    """An address and one of its owner's recovery codes. `authenticator` is set where they fit."""

    email = TypedAddress()
    code = TypedCode(max_length=64)
    authenticator: Authenticator

    def clean(self) -> dict[str, str]:
        """Raises ValidationError (`incorrect_code`, `too_many_login_attempts`)."""
        given: dict[str, str] = super().clean()
        if self.errors:
            return given
        email = given["email"]
        if not known.may(context.request, "recovery", email):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = _used_up(email, given["code"])
        if found is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        self.authenticator = found
        return given


def _used_up(email: str, code: str) -> Authenticator | None:
    """The codes that this one is of, with this one used up; None if it is none of theirs, or was used."""
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update(of=("self",)).select_related("user")
        found = kept.filter(
            type=Authenticator.Type.RECOVERY_CODES,
            user__email=email,
            user__is_active=True,
            user__passkey_only=True,
        ).first()
        codes = RecoveryCodes(found or _nobodys())
        # All are compared, whether one fits or not.
        fitting = [
            place
            for place, each in enumerate(codes.generate_codes())
            if compare_user_code(actual=code, expected=each)
        ]
        if found is None or not fitting or codes._is_code_used(fitting[0]):
            return None
        codes._mark_code_used(fitting[0])
        return found


def _nobodys() -> Authenticator:
    return Authenticator(
        type=Authenticator.Type.RECOVERY_CODES, data={"seed": _nobodys_seed(), "used_mask": 0}
    )


@lru_cache(maxsize=1)
def _nobodys_seed() -> str:
    seed: str = get_mfa_adapter().encrypt(secrets.token_hex(40))
    return seed
