"""How a request from outside looks when it arrives: whether it came over https, and through how many proxies.

`manage.py doctor` asks for it at the public address. Nobody else gets an answer: the request carries a proof that its
sender has this server's SECRET_KEY.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from project.http import envelope

HEADER = "X-Doctor"
_SALT = "side-by-side: doctor"
#: Seconds for which a proof is good.
_GOOD_FOR = 120


def proof() -> str:
    """Return a proof for the next two minutes."""
    return signing.dumps("doctor", salt=_SALT)


@require_safe
def outside(request: HttpRequest) -> HttpResponseBase:
    """Say how this request arrived; 404 without a proof."""
    try:
        signing.loads(request.headers.get(HEADER, ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return envelope.not_found(request)
    return JsonResponse({"secure": request.is_secure(), "hops": request.META.get("FORWARDED_HOPS", 0)})
