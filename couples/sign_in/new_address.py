"""Change the e-mail address of an account: send a code to the new address, and check it in the same session.

The app looks up whether the new address has an account only after the code was confirmed. So no earlier response
reveals whether such an account exists.
"""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from couples.errors import Conflict, Invalid, TooMany
from couples.sign_in import allauth_internals, sign_in_emails
from couples.sign_in.limits import attempts, trusted_browsers
from couples.typed import typed_codes

_PENDING = "new_address"


def require_mail() -> None:
    """Require that this server sends e-mail. Raises Conflict (`no_mail`) otherwise."""
    if not settings.MAIL:
        raise Conflict(_("This server sends no e-mail. Use a passkey or a recovery code."), code="no_mail")


def send_code(request: HttpRequest, email: str) -> None:
    """Send a code to the new e-mail address, and store the code in the session.

    Raises Conflict (`no_mail`) if this server sends no e-mail. Raises TooMany if too many codes were requested for the
    new address or from the visitor's network. Codes for signing in count as well. Raises TryLater if the mail server
    did not accept the e-mail.
    """
    require_mail()
    if not trusted_browsers.count_attempt(request, "request_login_code", email):
        raise TooMany(_("Too many tries. Please wait a while, then try again."))
    code = get_adapter().generate_login_code()
    request.session.pop(_PENDING, None)
    sign_in_emails.send_new_address_code(email, code=code, language=get_language() or settings.LANGUAGE_CODE)
    request.session[_PENDING] = {"email": email, "code": code, "at": time.time()}


def confirm(request: HttpRequest, code: str) -> str:
    """Check the typed code, and return the new e-mail address to which it was sent. The code can't be used again.

    Raises Invalid (`incorrect_code`) for a wrong code. Raises Conflict (`not_pending`) if the session has no usable
    code: no code was requested, or the code has expired or was tried too often.
    """
    pending, lifetime = request.session.get(_PENDING), settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    if (
        not pending
        or time.time() - pending["at"] > lifetime
        or not attempts.count_code_attempt(request, code_made_at=pending["at"], seconds=lifetime)
    ):
        request.session.pop(_PENDING, None)
        raise Conflict(_("This code can no longer be used. Please ask for a new one."), code="not_pending")
    if not allauth_internals.codes_match(typed_codes.tidy(code), pending["code"]):
        problem = {"code": "incorrect_code", "message": _("That is not the code from the latest e-mail.")}
        raise Invalid(problem["message"], code="incorrect_code", fields={"code": [problem]})
    del request.session[_PENDING]
    return str(pending["email"])
