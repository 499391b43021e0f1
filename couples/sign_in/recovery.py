"""Sign in with a recovery code alone, for people who allow no e-mailed codes and have lost their passkey.

A wrong code, an unknown e-mail address, and an address whose owner signs in by e-mailed code are refused in the same
way and after the same time. So a refusal does not reveal its reason.

People without an address send only the code. If the server sends e-mail, the code is compared with the codes of all
accounts without an address, which are few. If the server sends no e-mail, the code is compared with the codes of all
accounts.
"""

from __future__ import annotations

import secrets
from functools import lru_cache

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from couples.sign_in import allauth_internals
from couples.sign_in.inputs import TypedAddress, TypedCode
from couples.sign_in.limits import trusted_browsers


class RecoveryInput(allauth_internals.Input):
    """The form for a recovery code, with the person's e-mail address if they have one.

    If the code is right, `authenticator` is the set of recovery codes to which it belongs.
    """

    email = TypedAddress(required=False)
    code = TypedCode(max_length=64)
    authenticator: Authenticator

    def clean(self) -> dict[str, str]:
        """Check the recovery code, mark it as used, and return the form's values by field name.

        Raises ValidationError (`incorrect_code`) if the code is wrong or was used before. Raises ValidationError
        (`too_many_login_attempts`) after too many attempts.
        """
        given: dict[str, str] = super().clean()
        if self.errors:
            return given
        email = given["email"]
        if not trusted_browsers.count_attempt(context.request, "recovery", email):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = _use_up(email, given["code"]) if email else _use_up_without_address(given["code"])
        if found is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        self.authenticator = found
        return given


def _use_up(email: str, code: str) -> Authenticator | None:
    """Mark a recovery code of the person with this e-mail address as used, and return their set of codes.

    Return None if the person has no such code, has used it before, or has not chosen to sign in by passkey only.
    """
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update(of=("self",)).select_related("user")
        found = kept.filter(
            type=Authenticator.Type.RECOVERY_CODES,
            user__email=email,
            user__is_active=True,
            user__passkey_only=True,
        ).first()
        used = allauth_internals.use_recovery_code(found or _decoy(), code)
        return found if used else None


def _use_up_without_address(code: str) -> Authenticator | None:
    """Mark a recovery code as used, and return the set of codes to which it belongs.

    Return None if no unused code matches. If this server sends e-mail, only accounts without an e-mail address are
    searched. Otherwise all accounts are searched, because no one can prove that an address is theirs.
    """
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update(of=("self",)).filter(
            type=Authenticator.Type.RECOVERY_CODES, user__is_active=True
        )
        if settings.MAIL:
            kept = kept.filter(user__email=None)
        all_kept = [*kept.select_related("user").order_by("pk"), _decoy()]
        # Compare with all of them, also after a match, so that the time reveals nothing.
        used = [each for each in all_kept if allauth_internals.use_recovery_code(each, code)]
        return used[0] if used else None


def _decoy() -> Authenticator:
    """Return a set of recovery codes that belongs to no one.

    Comparing with these codes makes the check of an unknown address take as long as that of a known address.
    """
    return Authenticator(type=Authenticator.Type.RECOVERY_CODES, data={"seed": _decoy_seed(), "used_mask": 0})


@lru_cache(maxsize=1)
def _decoy_seed() -> str:
    seed: str = get_mfa_adapter().encrypt(secrets.token_hex(40))
    return seed
