"""allauth's two steps of signing in by code, made one flow: an unknown address gets a code too.

allauth mails a stranger that there is no account. Here whoever confirms the code has an account from then on, so
nobody has to know whether they "signed up" before, and an answer can't tell either. Until the code is confirmed
nothing is stored but the pending session: an address that somebody mistyped leaves no row.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.headless.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.headless.base.response import AuthenticationResponse, ReauthenticationResponse
from allauth.headless.mfa.views import ManageWebAuthnView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from couples.accounts import owner_of

#: Seconds after a confirmed code in which the first passkey can be added.
FIRST_PASSKEY_WITHIN = 15 * 60


class RequestCode(RequestLoginCodeView):
    """Mail a code. 401 with `login_by_code` pending, whoever asks and whatever the address."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start the pending sign-in and send the one mail."""
        email = self.input.cleaned_data["email"].lower()
        process = LoginCodeVerificationProcess.initiate(request=request, user=self.input._user, email=email)
        if process.user is None:
            context = {"request": request, "code": process.generate_code()}
            get_adapter().send_mail("account/email/login_code", email, context)
            process.persist()
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class ConfirmCode(ConfirmLoginCodeView):
    """Confirm the code: 200 signed in, or 401 with `mfa_authenticate` pending for who has a passkey."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find or make the account of the address that the code went to, then let allauth sign it in."""
        self.process._user = owner_of(self.process.state["email"])
        answer: HttpResponse = super().post(request, *args, **kwargs)
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
        if adding and not is_mfa_enabled(request.user) and not _confirmed_a_code_lately(request):
            refusal: HttpResponse = ReauthenticationResponse(request)
            return refusal
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer


def _confirmed_a_code_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if record.get("method") == "code"]
    return bool(moments) and time.time() - max(moments) < FIRST_PASSKEY_WITHIN
