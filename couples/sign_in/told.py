"""What the operator is told of signing in: that it went well, by what, or that it was refused. Of people never who; of
support staff, who may look at others' accounts, their id.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import structlog
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponseBase

from couples.models import User

log = structlog.get_logger(__name__)

View = Callable[..., HttpResponseBase]

#: 401 is how allauth says what comes next.
_REFUSED = frozenset({400, 403, 409, 429})


def telling(route: str, view: View) -> View:
    """This view of signing in, which tells what came of it."""

    @wraps(view)
    def tells(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        before = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        if response.status_code in _REFUSED:
            log.warning("sign_in_refused", at=route, status=response.status_code)
        elif request.user.is_authenticated and not before:
            _signed_in(request, request.user)
        return response

    return tells


def _signed_in(request: HttpRequest, user: User) -> None:
    shown = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    log.info("signed_in", by=shown, **({"staff": str(user.pk)} if user.is_staff else {}))
