"""The only production module that uses names from django-allauth's `internal` packages.

allauth may move or change these names in any release. Then this import fails with a sentence that says where to look,
and `tests/couples/test_allauth_internals.py` names what has changed.
"""

from __future__ import annotations

from typing import Any, TypedDict

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

try:
    from allauth.account.internal.flows.login import get_authentication_records, record_authentication
    from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
    from allauth.account.internal.stagekit import get_pending_stage
    from allauth.core.internal.cryptokit import compare_user_code
    from allauth.core.internal.ratelimit import get_rates
    from allauth.headless.internal.restkit.inputs import Input
    from allauth.mfa.base.internal.flows import post_authentication
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.socialaccount.internal.statekit import unstash_state
except ImportError as error:
    raise ImportError(
        f"django-allauth has moved an internal name: {error}. "
        "Find its new place in allauth's source and change it in couples/sign_in/allauth_internals.py.",
        name=error.name,
        path=error.path,
    ) from error

__all__ = [
    "Input",
    "authentication_records",
    "begin_code_sign_in",
    "codes_match",
    "has_rate_limit",
    "is_passkey_pending",
    "record_authenticator_use",
    "record_link",
    "record_new_account",
    "record_new_passkey",
    "record_provider",
    "set_account",
    "take_provider_state",
    "use_recovery_code",
]


class AuthenticationRecord(TypedDict, total=False):
    """One means that was used in a session. `at` is a Unix time; `type` is an authenticator's type."""

    at: float
    method: str
    type: str


def authentication_records(request: HttpRequest, user: Any) -> list[AuthenticationRecord]:
    """Return the means by which this user has authenticated in the session, oldest first."""
    records: list[AuthenticationRecord] = get_authentication_records(request, user)
    return records


def record_new_passkey(request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator) -> None:
    """Note in the session that the person has just used this passkey."""
    record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


def record_link(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Note in the session that a link has just signed the person in, so that they can add a passkey at once."""
    record_authentication(request, user, method="link", reauthenticated=True)


def record_provider(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Note in the session that the OpenID Connect provider has just named this person."""
    record_authentication(request, user, method="provider")


def record_new_account(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Note in the session that this account has just been made in it."""
    record_authentication(request, user, method="new_account")


def take_provider_state(request: HttpRequest, provider: str) -> dict[str, Any] | None:
    """Return what this session kept for the callback that is being requested, and forget it. None if it kept nothing
    of that name, or too long ago.
    """
    state: dict[str, Any] | None = unstash_state(
        request, state_id=request.GET.get("state", ""), provider_id=provider
    )
    return state


def is_passkey_pending(request: HttpRequest) -> bool:
    """Whether a sign-in has begun in this session and waits for the passkey."""
    stage = get_pending_stage(request)
    return stage is not None and stage.key == "mfa_authenticate"


def record_authenticator_use(request: HttpRequest, authenticator: Authenticator) -> None:
    """Note in the session and on the authenticator that it has just been used, and send allauth's signal."""
    post_authentication(request, authenticator, reauthenticated=True)


def begin_code_sign_in(request: HttpRequest, email: str) -> Any:
    """Start a sign-in by mailed code without looking up the account.

    Return allauth's process, whose `state["code"]` is the new code. allauth sends nothing: see
    `AccountAdapter.send_mail`.
    """
    process = LoginCodeVerificationProcess.initiate(request=request, user=None, email=email)
    process.generate_code()
    process.persist()
    return process


def set_account(process: Any, account: AbstractBaseUser) -> None:
    """Set the account that a sign-in by code leads to."""
    process._user = account


def codes_match(typed: str, expected: str) -> bool:
    """Compare two codes in constant time, without regard to case, dashes and spaces."""
    return bool(compare_user_code(actual=typed, expected=expected))


def has_rate_limit(action: str) -> bool:
    """Whether ACCOUNT_RATE_LIMITS has a limit for this action."""
    return bool(get_rates(app="allauth.account", action=action))


def use_recovery_code(authenticator: Authenticator, code: str) -> bool:
    """Mark this recovery code as used. Return False if it is not one of the authenticator's or was used before.

    Compares with every code, so that a match takes as long as none. An unsaved authenticator stays unsaved.
    """
    codes = RecoveryCodes(authenticator)
    matching = [place for place, each in enumerate(codes.generate_codes()) if codes_match(code, each)]
    if authenticator.pk is None or not matching or codes._is_code_used(matching[0]):
        return False
    codes._mark_code_used(matching[0])
    return True
