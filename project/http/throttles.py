"""Rate limits, counted in the shared cache so that they hold across processes.

Requests are counted per person or, before sign-in, per network: an IPv4 address or a /56 network of IPv6 addresses. A
limit for both partners together would reveal to one partner what the other does.

For each limit, a person or network has one counter per window (a minute or an hour of the clock). The cache increments
this counter atomically. DRF's throttles read a list of times and write it back, so they could count two simultaneous
requests as one.

While the cache is down, each process counts by itself, and only towards the ceiling: the limit for all requests of a
person or network. Requests that could guess a secret are then refused. All other requests continue, because a missing
counter must not stop a check-in.
"""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING, cast

import structlog
from django.core.cache import caches
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

from couples.errors import DomainError
from couples.sign_in.limits.networks import near
from project.cache import Cache, InProcessCache, cache_errors

if TYPE_CHECKING:  # DRF's views import their throttles
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)

#: Throttle scopes whose limit keeps strangers from guessing a secret.
GUARD_A_SECRET = frozenset({"redeem", "look", "way_in"})


class CannotCount(DomainError):
    """Raised if the cache is down and the request must not continue without being counted."""

    status = 503
    default_code = "try_later"


class _CountingThrottle(BaseThrottle):
    def _exceeds(self, window: str, key: str, limit: int, seconds: int, number: int = 1) -> bool | None:
        """Add `number` to the count of requests by `key`, a person or network, in one window of time.

        `window` is the window's name, and `seconds` is its length. Return whether the new count exceeds `limit`, or
        None if the cache is down.
        """
        counter = cast("Cache | InProcessCache", caches["default"])
        self._seconds = seconds
        try:
            return counter.count(window, key, 2 * seconds, number) > limit
        except cache_errors(OSError) as error:
            log.error("rate_limits_down", error=type(error).__name__)
            return None

    def _key(self, request: Request) -> str:
        return str(request.user.pk) if request.user.is_authenticated else near(self.get_ident(request) or "")

    def wait(self) -> float:
        """Return the seconds until the next window begins. Counting then starts again from zero."""
        return self._seconds - time.time() % self._seconds


class RequestCounter:
    """Thread-safe counter of this process's requests in the current minute, by person or network (`key`).

    The methods take the current time as `minute`: the number of minutes since 1970.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = -1
        self._counts: dict[str, int] = {}

    def add(self, key: str, minute: int) -> int:
        """Count a request and return the new count.

        A request of the previous minute that arrives late is counted in the current minute.
        """
        with self._lock:
            if minute > self._minute:
                self._minute, self._counts = minute, {}
            self._counts[key] = count = self._counts.get(key, 0) + 1
            return count

    def raise_to(self, key: str, count: int, minute: int) -> None:
        """Set the count of `key` to `count`. Do nothing if the count is already higher, or if `minute` is over.

        Called if all processes together have counted too many requests of `key`. Until the minute ends, this process
        then refuses further requests of `key`.
        """
        with self._lock:
            if minute == self._minute:
                self._counts[key] = max(count, self._counts.get(key, 0))


class Ceiling(_CountingThrottle):
    """Limit for all requests of one person, or of one network, per minute.

    The limit is far above what anyone needs, so it need not be exact. Each process counts its requests in memory, and
    adds them to the total in the cache once per batch. So each process may exceed the limit by one batch. Counting each
    request in the cache would cost 6 % of the CPU time of the home endpoint (benchmarks/RESULTS.md).
    """

    LIMIT = 600
    SECONDS = 60
    BATCH_SIZE = 20
    counter = RequestCounter()

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request. Return False if its person or network has made too many requests in this minute."""
        self._seconds = self.SECONDS
        key, minute = self._key(request), int(time.time()) // self.SECONDS
        count = self.counter.add(key, minute)
        if count % self.BATCH_SIZE == 0 and self._exceeds(
            f"requests:{minute}", key, self.LIMIT, self.SECONDS, self.BATCH_SIZE
        ):
            self.counter.raise_to(key, self.LIMIT + 1, minute)
            return False
        return count <= self.LIMIT


class Scope(_CountingThrottle):
    """Rate limit of views with a `throttle_scope`. DEFAULT_THROTTLE_RATES has the rate by scope, such as "10/hour".

    A view with `throttle_methods` is limited only for these HTTP methods.
    """

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request. Return False if its person or network exceeds the limit of the view's `throttle_scope`.

        Return True for a view without a scope, and for a method that the view does not limit. Raises KeyError for an
        unknown scope. Raises CannotCount if the cache is down and the limit protects a secret from guessing.
        """
        scope: str | None = getattr(view, "throttle_scope", None)
        if scope is None or request.method not in getattr(view, "throttle_methods", (request.method,)):
            return True
        limit, seconds = _parsed(str(api_settings.DEFAULT_THROTTLE_RATES[scope]))
        window = f"scope:{scope}:{int(time.time()) // seconds}"
        exceeded = self._exceeds(window, self._key(request), limit, seconds)
        if exceeded is None and scope in GUARD_A_SECRET:
            raise CannotCount(_("That didn't work just now. Try again in a few minutes."))
        return not exceeded


def _parsed(rate: str) -> tuple[int, int]:
    """Return the limit and the number of seconds of a rate such as "10/hour"."""
    limit, seconds = SimpleRateThrottle.parse_rate(cast(SimpleRateThrottle, None), rate)
    return cast(int, limit), cast(int, seconds)
