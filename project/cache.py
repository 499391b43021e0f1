"""Django's caches with one more operation, an atomic counter for several members under one key."""

from __future__ import annotations

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache


class Cache(RedisCache):
    """The shared cache on Redis or Valkey."""

    def count(self, key: str, member: str, seconds: int, number: int = 1) -> int:
        """Add `number` to the count of `member` under `key` and return the new count, in one round trip.

        The counts of all members under the key are forgotten `seconds` after the last call.
        """
        full_key = self.make_and_validate_key(key)
        pipeline = self._cache.get_client(full_key, write=True).pipeline(transaction=False)
        pipeline.hincrby(full_key, member, number)
        pipeline.expire(full_key, seconds)
        count, _expires = pipeline.execute()
        return int(count)


class InProcessCache(LocMemCache):
    """A cache in memory with the same `count`, for the suite's quick runs."""

    def count(self, key: str, member: str, seconds: int, number: int = 1) -> int:
        """See `Cache.count`."""
        full_key = f"{key}:{member}"
        self.add(full_key, 0, seconds)
        return self.incr(full_key, number)
