"""Changing the address of an account: a code goes to the new one and is awaited in this session.

Whether the new address has an account already is not asked until its code was confirmed: the answer before is the same.
"""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from couples import typed_codes
from couples.errors import Conflict, Invalid, TooMany
from couples.sign_in import known, letters, tries

_PENDING = "new_address"


def ask(request: HttpRequest, email: str) -> None:
    """Mail a code to this address and await it. Raises TooMany, by address and by where the request comes from: as many
    mails as signing in may cause, and not twice as many. Raises TryLater if the mail server did not take the code."""
    if not known.may(request, "request_login_code", email):
        raise TooMany(_("That was often. Please wait a while, then try again."))
    code = get_adapter().generate_login_code()
    request.session.pop(_PENDING, None)
    letters.new_address(email, code=code)
    request.session[_PENDING] = {"email": email, "code": code, "at": time.time()}


def proved(request: HttpRequest, code: str) -> str:
    """The address whose code this is, which is used up by it. Raises Invalid for a wrong one, Conflict
    (`not_pending`) if none is awaited: never asked for, too late, or tried too often."""
    pending, lives = request.session.get(_PENDING), settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    if (
        not pending
        or time.time() - pending["at"] > lives
        or not tries.one_more(request, code_made_at=pending["at"], seconds=lives)
    ):
        request.session.pop(_PENDING, None)
        raise Conflict(_("This code can no longer be used. Please ask for a new one."), code="not_pending")
    if not compare_user_code(actual=typed_codes.tidy(code), expected=pending["code"]):
        problem = {"code": "incorrect_code", "message": _("That is not the code from the latest mail.")}
        raise Invalid(problem["message"], code="incorrect_code", fields={"code": [problem]})
    del request.session[_PENDING]
    return str(pending["email"])
