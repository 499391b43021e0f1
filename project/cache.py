"""Django's cache backends with two more atomic operations.

`count` increments one of several counters under a key. `swap` stores a value only if the key still holds the expected
old value (compare-and-set).
"""

from __future__ import annotations

import sys
from threading import Lock
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache


def cache_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return `others` and the exception type that means that the cache is unreachable, for use in `except`.

    If this process has not imported redis-py, return only `others`: the cache is then in the process's own memory,
    and always reachable. Importing redis-py just for this would use a tenth more memory.
    """
    if "redis" not in sys.modules:
        return others
    from redis.exceptions import RedisError

    return (RedisError, *others)


class Cache(RedisCache):
    """The cache on Redis or Valkey that all processes share."""

    def count(self, key: str, member: str, seconds: int, number: int = 1) -> int:
        """Add `number` to the counter named `member` under `key`, and return the counter's new value.

        All counters under the key expire `seconds` after the last call. A call takes one round trip to Redis.
        """
        full_key = self.make_and_validate_key(key)
        pipeline = self._cache.get_client(full_key, write=True).pipeline(transaction=False)
        pipeline.hincrby(full_key, member, number)
        pipeline.expire(full_key, seconds)
        count, _expires = pipeline.execute()
        return int(count)

    def swap(self, key: str, old: str | None, new: str, seconds: int) -> bool:
        """Store `new` for `seconds` if the key still holds `old`. Return whether `new` was stored.

        With None as `old`, store `new` only if the key does not exist.
        """
        from redis.exceptions import WatchError

        full_key = self.make_and_validate_key(key)
        store: Any = self._cache
        with store.get_client(full_key, write=True).pipeline() as pipeline:
            try:
                pipeline.watch(full_key)
                found = pipeline.get(full_key)
                if (None if found is None else store._serializer.loads(found)) != old:
                    return False
                pipeline.multi()
                pipeline.set(full_key, store._serializer.dumps(new), ex=seconds)
                pipeline.execute()
            except WatchError:
                return False
        return True


_swapping = Lock()


class InProcessCache(LocMemCache):
    """A cache in the process's own memory, with the same `count` and `swap` as `Cache`."""

    def count(self, key: str, member: str, seconds: int, number: int = 1) -> int:
        """Add `number` to the counter named `member` under `key`, and return the counter's new value.

        The counter expires `seconds` after it was first incremented.
        """
        full_key = f"{key}:{member}"
        self.add(full_key, 0, seconds)
        return self.incr(full_key, number)

    def swap(self, key: str, old: str | None, new: str, seconds: int) -> bool:
        """Store `new` for `seconds` if the key still holds `old`. Return whether `new` was stored.

        With None as `old`, store `new` only if the key does not exist.
        """
        with _swapping:
            if self.get(key) != old:
                return False
            self.set(key, new, seconds)
            return True
