"""Sessions as Django keeps them, in the database and the cache, but found by a hash of their key.

The key in the cookie is a way in; the table and its backups hold none. What a session is kept under is also how one
device ends another's without ever having known its key.

A session has two ends: one that is set when somebody signs in, and one that comes when it goes unused for long. The
second is the nearer of the two in the table and the cache; the first is what the cookie and the session itself know.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import structlog
from django.conf import settings
from django.contrib.sessions.backends import cached_db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def kept_under(key: str) -> str:
    """What the session with this key is kept under. Keys are random, so a plain hash gives none away."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def end(sessions: QuerySet[Session]) -> None:
    """End these sessions, cached ones too, once the transaction around it is through.

    Raises RedisError while the cache is down, with nothing changed: once it is back it would still sign somebody in
    whom no list shows any more.
    """
    keys = list(sessions.values_list("pk", flat=True))
    _forget(keys)
    Session.objects.filter(pk__in=keys).delete()
    # Once more: whoever asked in between has put the session back into the cache.
    transaction.on_commit(lambda: _forget(keys), robust=True)


def end_worthless(sessions: QuerySet[Session]) -> None:
    """The same for sessions that sign nobody in any more once the transaction is through, whatever the cache still
    holds: their person is gone, or their hash has changed. Works without the cache."""
    keys = list(sessions.values_list("pk", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    transaction.on_commit(lambda: _forget(keys), robust=True)


def leave(request: HttpRequest) -> None:
    """Take the cookie of a session that has been ended from the browser that asks."""
    request.session = SessionStore()


def _forget(keys: list[str]) -> None:
    caches[settings.SESSION_CACHE_ALIAS].delete_many([SessionStore.cache_key_prefix + key for key in keys])


#: Where a session notes how many seconds it may go unused. One in which nobody is signed in yet has as long as most.
_UNUSED = "_unused"


class SessionStore(cached_db.SessionStore):
    """Django's, with another name for each session in the database and in the cache, and an end for lack of use."""

    cache_key_prefix = "session:"

    def lasts(self, until: dt.datetime, *, unused: int) -> None:
        """It ends then, or before if it goes unused for so many seconds."""
        self.set_expiry(until)
        self[_UNUSED] = unused

    def used(self, now: dt.datetime) -> None:
        """It is in use: the time that it may go unused begins anew. Touches nothing else of it, so that it can't undo
        what another request writes. Raises RedisError while the cache is down, whose copy would not live as long."""
        until = self._ends(now)
        Session.objects.filter(pk=self._kept_under()).update(expire_date=until)
        self._keep_cached(until - now)

    def _keep_cached(self, longer: dt.timedelta) -> None:
        caches[settings.SESSION_CACHE_ALIAS].touch(self.cache_key, longer.total_seconds())

    def _ends(self, now: dt.datetime) -> dt.datetime:
        unused = dt.timedelta(seconds=self.get(_UNUSED) or settings.SESSION_UNUSED_AGE)
        end: dt.datetime = self.get_expiry_date(modification=now)
        return min(end, now + unused)

    @property
    def cache_key(self) -> str:
        """Where the cache has it."""
        return self.cache_key_prefix + self._kept_under()

    def load(self) -> dict[str, Any]:
        """What is in the session: from the cache, from the database, or from the database alone while the cache is
        down."""
        self._cached_anew = False
        try:
            loaded: dict[str, Any] = super().load()
        except RedisError:
            found = self._get_session_from_db()
            loaded = self.decode(found.session_data) if found else {}
        if self._cached_anew and self._ended_meanwhile():
            self._session_key = None
            loaded = {}
        return loaded

    def save(self, must_create: bool = False) -> None:
        """Store it. Raises UpdateError if it has been ended: what is ended never comes back."""
        super().save(must_create)
        if not must_create and self._ended_meanwhile():
            raise UpdateError
        now = timezone.now()
        try:
            # Django keeps it there until its last end.
            self._keep_cached(self._ends(now) - now)
        except RedisError:
            log.error("session_not_cached")

    def _ended_meanwhile(self) -> bool:
        """Whether it was ended between being read, or written, and being put into the cache. Then it is taken out of
        there once more: who ended it had been through with that before, and it would sign somebody in for weeks."""
        key = self.session_key
        if key is None or self.exists(key):
            return False
        _forget([kept_under(key)])
        return True

    def _get_session_from_db(self) -> Session | None:
        self._cached_anew = True
        key = self.session_key
        kept = Session.objects.filter(pk=kept_under(key), expire_date__gt=timezone.now()) if key else None
        found = kept.first() if kept is not None else None
        if found is None:
            self._session_key = None  # a key that somebody else chose is never taken over
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return Session.objects.filter(pk=kept_under(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to store."""
        return Session(
            session_key=self._kept_under(),
            session_data=self.encode(data),
            expire_date=self._ends(timezone.now()),
        )

    def delete(self, session_key: str | None = None) -> None:
        """End the session with this key, or this one."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=kept_under(key)).delete()
            _forget([kept_under(key)])

    def _kept_under(self) -> str:
        # Django's own name for it, which its types leave out.
        return kept_under(self._get_or_create_session_key())  # type: ignore[attr-defined]
