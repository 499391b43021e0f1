"""Sessions as Django keeps them in the database, but found by a hash of their key, and read together with the person
who is signed in: one statement says both, and what has ended in the table has ended everywhere.

The key in the cookie is a way in; the table and its backups hold none. What a session is kept under is also how one
device ends another's without ever having known its key.

A session has two ends: one that is set when somebody signs in, and one that comes when it goes unused for long. The
second is the nearer of the two in the table; the first is what the cookie and the session itself know.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest
from django.utils import timezone

from couples.compiled import Compiled
from couples.models import Device, User

_PERSON = tuple(field.attname for field in User._meta.concrete_fields)
_KEPT = Compiled(
    lambda key: Session.objects.filter(pk=key).values_list(
        "session_data", "expire_date", "device__last_seen", *(f"device__user__{name}" for name in _PERSON)
    )
)


def kept_under(key: str) -> str:
    """What the session with this key is kept under. Keys are random, so a plain hash gives none away."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def leave(request: HttpRequest) -> None:
    """Take the cookie of a session that has been ended from the browser that asks."""
    request.session = SessionStore()


#: Where a session notes how many seconds it may go unused. One in which nobody is signed in yet ends within the hour.
_UNUSED = "_unused"


class SessionStore(db.SessionStore):
    """Django's, with another name for each session in the database, and an end for lack of use."""

    #: Whose device it is kept for, and when that was last seen. Both come with what is in the session, and are None
    #: before it is read and while nobody is signed in.
    person: User | None = None
    last_seen: dt.datetime | None = None

    def lasts(self, until: dt.datetime, *, unused: int) -> None:
        """It ends then, or before if it goes unused for so many seconds."""
        self.set_expiry(until)
        self[_UNUSED] = unused

    def used(self, now: dt.datetime) -> None:
        """It is in use: the time that it may go unused begins anew. Touches nothing else of it, so that it can't undo
        what another request writes."""
        Session.objects.filter(pk=self._kept_under()).update(expire_date=self._ends(now))

    def _ends(self, now: dt.datetime) -> dt.datetime:
        signed_in = SESSION_KEY in self
        most = settings.SESSION_UNUSED_AGE if signed_in else settings.SESSION_BEGUN_AGE
        unused = dt.timedelta(seconds=self.get(_UNUSED) or most)
        end: dt.datetime = self.get_expiry_date(modification=now)
        return min(end, now + unused)

    def load(self) -> dict[str, Any]:
        """What is in the session; nothing if it has ended, or if somebody else chose its key: that is never taken
        over."""
        key = self.session_key
        row = _KEPT.first(key=kept_under(key)) if key else None
        if row is None or row[1] <= timezone.now():
            self._session_key = None
            return {}
        data, _ends, self.last_seen, *person = row
        if self.last_seen is not None:
            self.person = User.from_db(DEFAULT_DB_ALIAS, _PERSON, person)
        loaded: dict[str, Any] = self.decode(data)
        return loaded

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

    def cycle_key(self) -> None:
        """Another key for the same session, and the same device. Raises SessionInterrupted if it has been ended."""
        former, kept = self.session_key, dict(self.items())
        with transaction.atomic():
            self.create()
            self._session_cache = kept
            if former:
                Device.objects.filter(session_id=kept_under(former)).update(session_id=self._kept_under())
                ended, _rows = Session.objects.filter(pk=kept_under(former)).delete()
                if not ended:
                    raise SessionInterrupted("It was ended meanwhile.")

    def delete(self, session_key: str | None = None) -> None:
        """End the session with this key, or this one."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=kept_under(key)).delete()

    # Django's own look for the key itself in the table, and keep it there.
    async def aload(self) -> dict[str, Any]:
        """See `load`."""
        return await sync_to_async(self.load)()

    async def aexists(self, session_key: str) -> bool:
        """See `exists`."""
        return await sync_to_async(self.exists)(session_key)

    async def asave(self, must_create: bool = False) -> None:
        """See `save`."""
        await sync_to_async(self.save)(must_create)

    async def acreate(self) -> None:
        """See `create`."""
        await sync_to_async(self.create)()

    async def acycle_key(self) -> None:
        """See `cycle_key`."""
        await sync_to_async(self.cycle_key)()

    async def adelete(self, session_key: str | None = None) -> None:
        """See `delete`."""
        await sync_to_async(self.delete)(session_key)

    def _kept_under(self) -> str:
        # Django's own name for it, which its types leave out.
        return kept_under(self._get_or_create_session_key())  # type: ignore[attr-defined]
