"""Rate limits, counted in the shared cache so that they hold across processes.

A limit that counted requests of both partners together would tell one about the other: every key is one person
(or, before sign-in, one network).

Each is one tally a window, counted by the cache in one step (the ceiling a handful at a time): DRF's own reads a list
of moments, and writes it back, so that two processes at the same moment count as one. A window is a minute or an hour
of the clock.

Without the cache a process counts for itself towards the ceiling, and nothing else is counted. What guesses at a secret
is refused then; all else goes on, since a check-in that cannot be answered for want of a counter helps nobody.
"""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING, cast

import structlog
from django.core.cache import caches
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

from couples.errors import DomainError
from couples.networks import near
from project.cache import Cache, InProcess

if TYPE_CHECKING:  # DRF's views import their throttles
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)

#: Limits that stand between a stranger and a secret.
GUARD_A_SECRET = frozenset({"redeem", "look"})


class CannotCount(DomainError):
    """The cache is down, and what was asked for may not go on uncounted."""

    status = 503
    default_code = "try_later"


class _Tally(BaseThrottle):
    def _over(self, tally: str, who: str, most: int, seconds: int, more: int = 1) -> bool | None:
        """Count one more, or so many, in this window's tally; whether that is too many. None if nobody can tell."""
        counter = cast("Cache | InProcess", caches["default"])
        self._seconds = seconds
        try:
            return counter.tally(tally, who, 2 * seconds, more) > most
        except (RedisError, OSError) as error:
            log.error("rate_limits_down", error=type(error).__name__)
            return None

    def _who(self, request: Request) -> str:
        return str(request.user.pk) if request.user.is_authenticated else near(self.get_ident(request) or "")

    def wait(self) -> float:
        """Seconds until the next window begins."""
        return self._seconds - time.time() % self._seconds


class Heard:
    """How often each has asked this process in the present minute. Shared by its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = -1
        self._counts: dict[str, int] = {}

    def one_more(self, who: str, minute: int) -> int:
        """Count one; how many there are. What comes late, after the minute has turned, counts for the new one."""
        with self._lock:
            if minute > self._minute:
                self._minute, self._counts = minute, {}
            self._counts[who] = counted = self._counts.get(who, 0) + 1
            return counted

    def at_least(self, who: str, counted: int, minute: int) -> None:
        """What the others have heard in this minute counts here, too, unless it is over."""
        with self._lock:
            if minute == self._minute:
                self._counts[who] = max(counted, self._counts.get(who, 0))


class Ceiling(_Tally):
    """A ceiling for everything one person (or address) asks for in a minute.

    Far above what anybody needs, so it may be a little uneven: a process tells the others by the handful, and each
    may let one handful more through. Nearly every request then goes without the cache.
    """

    MOST = 600
    SECONDS = 60
    HANDFUL = 20
    heard = Heard()

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request; False once there were too many in the present minute."""
        self._seconds = self.SECONDS
        who, minute = self._who(request), int(time.time()) // self.SECONDS
        counted = self.heard.one_more(who, minute)
        if counted % self.HANDFUL == 0 and self._over(
            f"requests:{minute}", who, self.MOST, self.SECONDS, self.HANDFUL
        ):
            self.heard.at_least(who, self.MOST + 1, minute)
            return False
        return counted <= self.MOST


class Scope(_Tally):
    """The tighter limits of views that name a `throttle_scope`: DEFAULT_THROTTLE_RATES, such as "10/hour"."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count this request; False once there were too many. Raises CannotCount, KeyError for an unknown scope."""
        scope: str | None = getattr(view, "throttle_scope", None)
        if scope is None:
            return True
        most, seconds = _parsed(str(api_settings.DEFAULT_THROTTLE_RATES[scope]))
        over = self._over(f"scope:{scope}:{int(time.time()) // seconds}", self._who(request), most, seconds)
        if over is None and scope in GUARD_A_SECRET:
            raise CannotCount(_("That can't be done just now. Try again in a few minutes."))
        return not over


def _parsed(rate: str) -> tuple[int, int]:
    """How many in how many seconds."""
    most, seconds = SimpleRateThrottle.parse_rate(cast(SimpleRateThrottle, None), rate)
    return cast(int, most), cast(int, seconds)
