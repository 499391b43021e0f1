"""What came of a request to allauth's views of signing in is noticed here, once: somebody came in, or was refused.

From whoever came in follow two things, that the browser is known (`known`) and that the operator is told (`told`); from
a refusal follows the second alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase

from couples.sign_in import known, told

View = Callable[..., HttpResponseBase]

#: 401 is how allauth says what comes next.
_REFUSED = frozenset({400, 403, 409, 429})


def noticing(route: str, view: View) -> View:
    """This view of signing in, whose answers have their consequences. `route` is what the operator reads in the log."""

    @wraps(view)
    def notices(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        before = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        came_in = request.user if request.user.is_authenticated and not before else None
        if came_in:
            known.remember(request, response, came_in.email)
        if response.status_code in _REFUSED:
            told.refused(route, response.status_code)
        elif came_in:
            told.signed_in(request, came_in)
        return response

    return notices
