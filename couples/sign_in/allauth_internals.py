"""Functions around the `internal` packages of django-allauth. No other module of the app imports from those packages.

django-allauth may move or change internal names in any release. Then the import in this module fails with a message
that says where to look, and `tests/couples/test_allauth_internals.py` shows what has changed.
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
    from allauth.headless.internal.restkit.inputs import Input as Input
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


class AuthenticationRecord(TypedDict, total=False):
    """One proof of identity in a session: its `method`, such as an e-mailed code, and its Unix time `at`.

    If `method` is "mfa", `type` says whether a passkey or a recovery code was used.
    """

    at: float
    method: str
    type: str


def authentication_records(request: HttpRequest, user: Any) -> list[AuthenticationRecord]:
    """Return how and when this user has proved their identity in the session, oldest first."""
    records: list[AuthenticationRecord] = get_authentication_records(request, user)
    return records


def record_new_passkey(request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator) -> None:
    """Record in the session that the person has just used the passkey that they added."""
    record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


def record_link(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Record in the session that a link has just signed the person in, so that they can add a passkey at once."""
    record_authentication(request, user, method="link", reauthenticated=True)


def record_provider(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Record in the session that the person has just signed in with the OpenID Connect provider."""
    record_authentication(request, user, method="provider")


def record_new_account(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Record in the session that the user's account was created in this session."""
    record_authentication(request, user, method="new_account")


def take_provider_state(request: HttpRequest, provider: str) -> dict[str, Any] | None:
    """Return the data that the session keeps about a sign-in with the provider, and delete the data from the session.

    `request` is the request with which the provider sends the person back. `provider` is the provider's id in
    django-allauth. Return None if the session has no data for the request's `state` parameter, or if the data have
    expired.
    """
    state: dict[str, Any] | None = unstash_state(
        request, state_id=request.GET.get("state", ""), provider_id=provider
    )
    return state


def is_passkey_pending(request: HttpRequest) -> bool:
    """Return whether a sign-in in this session still needs its second step: a passkey or a recovery code."""
    stage = get_pending_stage(request)
    return stage is not None and stage.key == "mfa_authenticate"


def record_authenticator_use(request: HttpRequest, authenticator: Authenticator) -> None:
    """Record that a passkey or a set of recovery codes was just used, in the session and on the authenticator itself.

    This also sends django-allauth's signal about the use.
    """
    post_authentication(request, authenticator, reauthenticated=True)


def begin_code_sign_in(request: HttpRequest, email: str) -> Any:
    """Start a sign-in by e-mailed code, without looking up the account.

    Return django-allauth's object for the sign-in, whose `state["code"]` is the new code. The caller has to send the
    code, because django-allauth sends no e-mail here (see `AccountAdapter.send_mail`).
    """
    process = LoginCodeVerificationProcess.initiate(request=request, user=None, email=email)
    process.generate_code()
    process.persist()
    return process


def set_account(process: Any, account: AbstractBaseUser) -> None:
    """Set the account of an unfinished sign-in by e-mailed code.

    `process` is the sign-in, as `begin_code_sign_in` returned it.
    """
    process._user = account


def codes_match(typed: str, expected: str) -> bool:
    """Return whether two codes are equal, ignoring case, punctuation and spaces.

    The time does not reveal how much of a wrong code is right.
    """
    return bool(compare_user_code(actual=typed, expected=expected))


def has_rate_limit(action: str) -> bool:
    """Return whether the setting ACCOUNT_RATE_LIMITS has a limit for this action."""
    return bool(get_rates(app="allauth.account", action=action))


def use_recovery_code(authenticator: Authenticator, code: str) -> bool:
    """Mark a recovery code as used, and return True. Return False if `authenticator` has no such unused code.

    `authenticator` is a set of recovery codes. The code is always compared with every code of the set, so that right
    and wrong codes take the same time. A set that is not in the database is a decoy, made only so that the check takes
    its usual time. For a decoy, return False.
    """
    codes = RecoveryCodes(authenticator)
    matching = [place for place, each in enumerate(codes.generate_codes()) if codes_match(code, each)]
    if authenticator.pk is None or not matching or codes._is_code_used(matching[0]):
        return False
    codes._mark_code_used(matching[0])
    return True
