"""Report how a request from outside arrives: whether over https, and through how many proxies.

`manage.py doctor` requests this report at the server's public address. No one else gets the report: the request must
carry a proof that its sender has this server's SECRET_KEY.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from project.http import envelope

HEADER = "X-Doctor"
_SALT = "side-by-side: doctor"
#: Seconds for which a proof is valid.
_GOOD_FOR = 120


def proof() -> str:
    """Return a signed text that proves that the sender has the SECRET_KEY. The proof is valid for two minutes."""
    return signing.dumps("doctor", salt=_SALT)


@require_safe
def outside(request: HttpRequest) -> HttpResponseBase:
    """Return as JSON whether this request came over https, and through how many proxies.

    Only `manage.py doctor` of this server may ask. Without its signed text (`proof`), the status is 404.
    """
    try:
        signing.loads(request.headers.get(HEADER, ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return envelope.not_found(request)
    return JsonResponse({"secure": request.is_secure(), "hops": request.META.get("FORWARDED_HOPS", 0)})
