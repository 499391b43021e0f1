"""Rate limits, counted in the shared cache so that they hold across processes.

A limit that counted requests of both partners together would tell one about the other: every key is one person
(or, before sign-in, one address).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle

from project.cache import Cache, InProcess

if TYPE_CHECKING:  # DRF's views import their throttles
    from rest_framework.views import APIView


class Person(BaseThrottle):
    """A ceiling for everything one person (or address) asks for in a minute.

    One tally a minute. DRF's own keeps the time of each request in one list, which it reads and writes whole every
    time: on a ceiling this high that costs more than most requests.
    """

    MOST = 600
    SECONDS = 60

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request; False once there were too many in the present minute."""
        who = request.user.pk if request.user.is_authenticated else self.get_ident(request)
        counter = cast("Cache | InProcess", caches["default"])
        minute = f"requests:{int(time.time()) // self.SECONDS}"
        return counter.tally(minute, str(who), 2 * self.SECONDS) <= self.MOST

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return self.SECONDS - time.time() % self.SECONDS


class Scope(ScopedRateThrottle):
    """The tighter limits of views that name a `throttle_scope`."""
