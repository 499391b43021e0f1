"""Sign-in views on top of django-allauth's, with the same steps for known and unknown e-mail addresses.

Every address gets an e-mail. Confirming a code creates the account if needed, so no one has to know whether they
signed up before. Until the code is confirmed, only the session stores the address, so a mistyped address leaves no
account. Every address is looked up in the same way, to find its owner's language and whether they accept codes. The
result changes only the text of the e-mail.
"""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.headless.account.inputs import RequestLoginCodeInput
from allauth.headless.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.headless.base.response import AuthenticationResponse, ConflictResponse, ReauthenticationResponse
from allauth.headless.base.views import APIView
from allauth.headless.mfa.views import LoginWebAuthnView, ManageWebAuthnView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from couples import actions
from couples.errors import TooMany, TryLater
from couples.models import User
from couples.sign_in import allauth_internals, new_address, reauthentication, sign_in_emails
from couples.sign_in.accounts import addressee, get_or_create_owner
from couples.sign_in.inputs import AddPasskeyInput, ConfirmInput, RenamePasskeyInput, TypedAddress
from couples.sign_in.limits import attempts, trusted_browsers
from couples.sign_in.recovery import RecoveryInput

#: Seconds after which an unfinished sign-in ends. A code and a passkey need less.
PENDING_FOR = 60 * 60


class CodeRequestInput(RequestLoginCodeInput):
    """The form for the e-mail address to which a code is to be sent. The form does not look up the address's owner."""

    email = TypedAddress()

    def clean_email(self) -> str:
        """Return the e-mail address.

        Raises ValidationError (`too_many_login_attempts`) if too many codes were requested for this address or from the
        visitor's network.
        """
        email = str(self.cleaned_data["email"])
        if not trusted_browsers.count_attempt(context.request, "request_login_code", email):
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


class RequestCodeView(RequestLoginCodeView):
    """Send a sign-in code to an e-mail address.

    If an e-mail was sent, the status is 401 with the pending step `login_by_code`, whether or not the address has an
    account.
    """

    input_class = CodeRequestInput

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse the request with 409 (`no_mail`) if this server sends no e-mail."""
        new_address.require_mail()
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a sign-in in the session, and send the code to the e-mail address."""
        email = self.input.cleaned_data["email"]
        # Without a user, as for an unknown address: the owner is looked up when the code is confirmed.
        process = allauth_internals.begin_code_sign_in(request, email)
        # The session holds an address, perhaps of someone who never wanted to be here.
        if not request.user.is_authenticated:
            request.session.set_expiry(PENDING_FOR)
        try:
            reads = addressee(email)
            sign_in_emails.send_sign_in_code(
                email, code=process.state["code"], takes_code=reads.takes_code, language=reads.language
            )
        except TryLater:
            # No code was sent, so the session waits for none.
            process.abort()
            raise
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class ConfirmCodeView(ConfirmLoginCodeView):
    """Check an e-mailed code and sign the person in.

    The status is 200 if the person is signed in. If their account also requires a passkey, the status is 401 with the
    pending step `mfa_authenticate`.
    """

    input_class = ConfirmInput

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Handle the request as usual, or refuse it with 409 if the code was tried too often.

        django-allauth refuses an expired code with 409 before this method is called.
        """
        made_at, lifetime = self.process.state["at"], settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        if request.method == "POST" and not attempts.count_code_attempt(
            request, code_made_at=made_at, seconds=lifetime
        ):
            self.process.abort()
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find or create the account of the e-mail address that got the code, and sign the person in.

        The form has already checked the code. Refuse with 409 if the person has chosen to sign in by passkey only.
        """
        owner = get_or_create_owner(self.process.state["email"])
        if owner.passkey_only:
            # The code was requested before the owner chose "passkey only", or was never sent: refuse it.
            self.process.abort()
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        allauth_internals.set_account(self.process, owner)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


class RecoveryView(APIView):
    """Sign in with a recovery code, for people who take no e-mailed codes.

    The status is 400 (`incorrect_code`) if the code is wrong.
    """

    input_class = {"POST": RecoveryInput}

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse the request with 409 if someone is already signed in."""
        if request.user.is_authenticated:
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign the person in. They can add a new passkey at once, because the recovery code counts as recent proof."""
        used = self.input.authenticator
        get_adapter().login(request, used.user)
        allauth_internals.record_authenticator_use(request, used)
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class PasskeySignInView(LoginWebAuthnView):
    """Sign in by passkey. The first request gets a challenge. The second request sends the passkey's answer to it."""

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse the request with 429 if the visitor's network has begun too many sign-ins this hour."""
        if not attempts.may_begin_sign_in(request):
            raise TooMany(_("Too many tries. Please wait a while, then try again."))
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer


class PasskeysView(ManageWebAuthnView):
    """Add, rename and remove the viewer's passkeys.

    If the viewer can use e-mailed codes, they can add their first passkey only shortly after confirming a code.
    Without this rule, someone who holds an unlocked phone for a minute could add their own passkey and lock the owner
    out. To add more passkeys, or to rename or remove a passkey, the viewer has to use a passkey or a recovery code:
    that is django-allauth's own rule.
    """

    input_class = {**ManageWebAuthnView.input_class, "POST": AddPasskeyInput, "PUT": RenamePasskeyInput}

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse a request to add the first passkey if the person has not confirmed an e-mailed code recently.

        The status is then 401, and the person has to sign out and sign in again. People who can't use e-mailed codes
        are not refused, nor are people whose new account counts as proof (see `RecentAuthentication`).
        """
        # Every method that does not rename or remove: allauth treats a HEAD as a GET.
        adding = request.method not in {"PUT", "DELETE"}
        # Someone who takes no codes can prove nothing before they have a passkey, and needs one to come back.
        is_first = adding and not is_mfa_enabled(request.user)
        if (
            is_first
            and getattr(request.user, "takes_codes", True)
            and not reauthentication.recent(request).code
        ):
            refusal: HttpResponse = ReauthenticationResponse(request)
            return refusal
        # The change and its account alert are stored together or not at all.
        with transaction.atomic():
            answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove passkeys. Refuse with 409 if the viewer could then no longer sign in."""
        given = self.input.cleaned_data["authenticators"]
        if not actions.may_remove_passkeys(cast(User, request.user), passkeys=given):
            refusal: HttpResponse = ConflictResponse(request)
            return refusal
        answer: HttpResponse = super().delete(request, *args, **kwargs)
        return answer
