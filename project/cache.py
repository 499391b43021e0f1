"""The shared cache. Django makes a Redis client for each call, which costs more than the call; one will do."""

from __future__ import annotations

from typing import Any, cast

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class OneClient(RedisCacheClient):
    """Django's, but the clients for reading and for writing are kept: they are made to be shared between threads."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._clients: dict[bool, Any] = {}
        self._ending: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client for reading, or for writing."""
        client = self._clients.get(write)
        if client is None:
            client = self._clients[write] = super().get_client(key, write=write)
        return client

    def tally(self, key: Any, who: str, seconds: int, more: int) -> int:
        """See `Cache.tally`."""
        client = self.get_client(key, write=True)
        counted: int = client.hincrby(key, who, more)
        if key != self._ending:
            client.expire(key, seconds)
            self._ending = key
        return counted


class Cache(RedisCache):
    """Django's cache on Redis or Valkey with `OneClient`."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient

    def tally(self, key: str, who: str, seconds: int, more: int = 1) -> int:
        """Add to what `who` has in the tally `key`; what it is now. The tally is forgotten after `seconds`.

        One round trip; the end is set once by each process.
        """
        client = cast(OneClient, self._cache)
        return client.tally(self.make_and_validate_key(key), who, seconds, more)


class InProcess(LocMemCache):
    """Django's cache in memory, for the suite's quick runs, with the same `tally`."""

    def tally(self, key: str, who: str, seconds: int, more: int = 1) -> int:
        """See `Cache.tally`."""
        mine = f"{key}:{who}"
        self.add(mine, 0, seconds)
        return self.incr(mine, more)
