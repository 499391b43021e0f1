"""allauth's two steps of signing in by code, made one flow: an unknown address gets a code too.

allauth mails a stranger that there is no account. Here whoever confirms the code has an account from then on, so
nobody has to know whether they "signed up" before. Until the code is confirmed nothing is stored but the pending
session: an address that somebody mistyped leaves no row. The one thing that is looked up, for every address alike,
is whether its owner takes no codes, and only the mail depends on it.
"""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import context
from allauth.headless.account.inputs import RequestLoginCodeInput
from allauth.headless.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.headless.base.response import AuthenticationResponse, ConflictResponse, ReauthenticationResponse
from allauth.headless.base.views import APIView
from allauth.headless.mfa.views import LoginWebAuthnView, ManageWebAuthnView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from couples import actions
from couples.accounts import owner_of, takes_no_code
from couples.errors import TooMany, TryLater
from couples.models import User
from couples.sign_in import known, letters, proof, tries
from couples.sign_in.recovery import RecoveryInput
from couples.sign_in.typed import ConfirmInput, TypedAddress

#: Seconds after which a sign-in that was begun and not ended is forgotten: longer than its code and a passkey take.
PENDING_FOR = 60 * 60


class AnyAddress(RequestLoginCodeInput):
    """An address to mail a code to. Whose it is, is not asked here."""

    email = TypedAddress()

    def clean_email(self) -> str:
        """Raises ValidationError (`too_many_login_attempts`), by address and by where the request comes from."""
        email = str(self.cleaned_data["email"])
        if not known.may(context.request, "request_login_code", email):
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


class RequestCode(RequestLoginCodeView):
    """Mail a code. 401 with `login_by_code` pending, whoever asks and whatever the address."""

    input_class = AnyAddress

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start the pending sign-in, and have the one mail sent."""
        email = self.input.cleaned_data["email"]
        # As for an unknown address, always: the owner is found when the code is confirmed.
        process = LoginCodeVerificationProcess.initiate(request=request, user=None, email=email)
        code = process.generate_code()
        process.persist()
        # It holds an address, maybe of somebody who never wanted to be here.
        if not request.user.is_authenticated:
            request.session.set_expiry(PENDING_FOR)
        try:
            letters.sign_in(email, code=code, takes_code=not takes_no_code(email))
        except TryLater:
            # Nothing was sent, so no code is awaited.
            process.abort()
            raise
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class ConfirmCode(ConfirmLoginCodeView):
    """Confirm the code: 200 signed in, or 401 with `mfa_authenticate` pending for who has a passkey."""

    input_class = ConfirmInput

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """409 after too many tries, as after too long a time."""
        made_at, lives = self.process.state["at"], settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        if request.method == "POST" and not tries.one_more(request, code_made_at=made_at, seconds=lives):
            self.process.abort()
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find or make the account of the address that the code went to, then let allauth sign it in."""
        owner = owner_of(self.process.state["email"])
        if owner.passkey_only:
            # Asked for before that was switched on, or never mailed: a code lets nobody in here.
            self.process.abort()
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        self.process._user = owner
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


class Recover(APIView):
    """An address and a recovery code: 200 signed in, for those whom no mailed code lets in; 400 `incorrect_code`."""

    input_class = {"POST": RecoveryInput}

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """409 for who is signed in already."""
        if request.user.is_authenticated:
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in. It counts as a fresh proof, so that a new passkey can be made at once."""
        used = self.input.authenticator
        get_adapter().login(request, used.user)
        post_authentication(request, used, reauthenticated=True)
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class PasskeySignIn(LoginWebAuthnView):
    """Sign-in by passkey. Its first request stores a session with the challenge."""

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """429 for a network that has begun too many sign-ins within the hour."""
        if not tries.may_begin(request):
            raise TooMany(_("That was often. Please wait a while, then try again."))
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer


class ManagePasskeys(ManageWebAuthnView):
    """One's passkeys. The first can only be added shortly after a mailed code was confirmed in this session.

    Whoever holds an unlocked phone for a minute could otherwise add a passkey of their own and lock its owner out.
    Further ones, and removing them, ask for a passkey or a recovery code: that is allauth's own rule.
    """

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """401 without any flow: sign out and in again, then add it."""
        # Whatever does not only rename or remove: a HEAD is a GET to allauth.
        adding = request.method not in {"PUT", "DELETE"}
        if adding and not is_mfa_enabled(request.user) and not proof.of(request).code:
            refusal: HttpResponse = ReauthenticationResponse(request)
            return refusal
        # With the notice that is owed for it, or not at all.
        with transaction.atomic():
            answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """409 if none would be left to somebody who signs in by passkey alone: that is switched off first."""
        given = self.input.cleaned_data["authenticators"]
        if not actions.may_remove_passkeys(cast(User, request.user), passkeys=given):
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponse = super().delete(request, *args, **kwargs)
        return answer
