"""Log every sign-in and every refused sign-in. After a sign-in, also mark the browser as trusted.

A trusted browser has its own limit of sign-in attempts, so that strangers can't lock its owner out.

A log entry says by which means someone signed in, or that a sign-in was refused. It does not name the person. Only
support staff are logged with their id, because they can see other people's accounts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest, HttpResponseBase

from couples.errors import DomainError
from couples.models import User
from couples.sign_in.allauth_internals import authentication_records
from couples.sign_in.limits import trusted_browsers

log = structlog.get_logger(__name__)

SignInHandler = Callable[..., HttpResponseBase]

#: Not 401: allauth uses it to say which step comes next.
_REFUSED = frozenset({400, 403, 409, 429})


def observe(route: str, view: SignInHandler) -> SignInHandler:
    """Wrap a sign-in view, so that every sign-in and every refusal is logged. `route` is the view's name in the log.

    After someone with an e-mail address has signed in, the wrapper also marks the browser as trusted, so that this
    browser has its own limit of sign-in attempts.
    """

    @wraps(view)
    def observed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        was_signed_in = request.user.is_authenticated
        try:
            response = view(request, *args, **kwargs)
        except DomainError as error:
            log_refusal(route, error.status)
            raise
        except ImmediateHttpResponse as answer:
            log_refusal(route, answer.response.status_code)
            raise
        user = request.user if request.user.is_authenticated and not was_signed_in else None
        if user and user.email:
            trusted_browsers.remember(request, response, user.email)
        refused = log_refusal(route, response.status_code)
        if user and not refused:
            log_sign_in(request, user)
        return response

    return observed


def log_refusal(route: str, status: int) -> bool:
    """Log a refused sign-in, and return True. Do nothing and return False if this HTTP status is no refusal."""
    if status not in _REFUSED:
        return False
    log.warning("sign_in_refused", at=route, status=status)
    return True


def log_sign_in(request: HttpRequest, user: User) -> None:
    """Log that someone has signed in. The entry lists their means of authentication in order of use."""
    means = [record.get("type") or record["method"] for record in authentication_records(request, user)]
    log.info("signed_in", by=means, **({"staff": str(user.pk)} if user.is_staff else {}))
