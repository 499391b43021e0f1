"""Rate limits, counted in the shared cache so that they hold across processes.

A limit that counted requests of both partners together would tell one about the other: every key is one person
(or, before sign-in, one address).
"""

from rest_framework.throttling import ScopedRateThrottle, UserRateThrottle


class Person(UserRateThrottle):
    """A ceiling for everything one person (or address) asks for."""

    scope = "person"


class Scope(ScopedRateThrottle):
    """The tighter limits of views that name a `throttle_scope`."""
