"""Django's database sessions, but stored under a hash of their key and read together with the signed-in person.

One query reads the session and the person (docs/decisions/0030). A session ends everywhere as soon as its row is
deleted.

Anyone with the session key from the cookie is signed in. So the table and its backups hold only a hash of the key. By
this hash, one device can end the session of another device without knowing the key of that session.

A session ends at a fixed time after signing in, or earlier if it goes unused for too long. The cookie and the
session's data hold the fixed time. The table holds the earlier of the two times.
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
_STORED_SESSION = Compiled(
    lambda key: Session.objects.filter(pk=key).values_list(
        "session_data", "expire_date", "device__last_seen", *(f"device__user__{name}" for name in _PERSON)
    )
)


def stored_key(key: str) -> str:
    """Return the hash under which the session with this key is stored.

    A plain hash is safe, because session keys are random.
    """
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def leave(request: HttpRequest) -> None:
    """Give the request a new, empty session, so that the response deletes the cookie of the ended session."""
    request.session = SessionStore()


#: Holds the seconds that a session may go unused. A session in which no one has signed in yet ends an hour after it was
#: last saved.
_UNUSED = "_unused"


class SessionStore(db.SessionStore):
    """Django's session store, but with hashed keys in the database. A session that goes unused for too long ends."""

    #: The owner of the session's device, and when the device was last seen. Both are read with the session, and are
    #: None before that and while no one is signed in.
    person: User | None = None
    last_seen: dt.datetime | None = None

    def expire_at(self, until: dt.datetime, *, unused: int) -> None:
        """Set when the session ends: at the time `until`, or earlier if no one uses it for `unused` seconds."""
        self.set_expiry(until)
        self[_UNUSED] = unused

    def note_use(self, now: dt.datetime) -> None:
        """Record that the session was used now, so that it does not end as unused.

        Only the column with the end of the session is updated, so that data that another request has saved are
        not overwritten.
        """
        Session.objects.filter(pk=self._stored_key()).update(expire_date=self._ends(now))

    def _ends(self, now: dt.datetime) -> dt.datetime:
        signed_in = SESSION_KEY in self
        most = settings.SESSION_UNUSED_AGE if signed_in else settings.SESSION_BEGUN_AGE
        unused = dt.timedelta(seconds=self.get(_UNUSED) or most)
        end: dt.datetime = self.get_expiry_date(modification=now)
        return min(end, now + unused)

    def load(self) -> dict[str, Any]:
        """Return the session's data, or an empty dict if the session has ended or does not exist."""
        key = self.session_key
        row = _STORED_SESSION.first(key=stored_key(key)) if key else None
        if row is not None:
            data, end, last_seen, *person = row
            if end > timezone.now():
                self.last_seen = last_seen
                if last_seen is not None:
                    self.person = User.from_db(DEFAULT_DB_ALIAS, _PERSON, person)
                loaded: dict[str, Any] = self.decode(data)
                return loaded
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        """Return whether a session with this key is stored."""
        return Session.objects.filter(pk=stored_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the database row for this session, with `data` as its content. The row is not saved."""
        return Session(
            session_key=self._stored_key(),
            session_data=self.encode(data),
            expire_date=self._ends(timezone.now()),
        )

    def cycle_key(self) -> None:
        """Give the session a new key, and keep its data and its device. The old key stops working.

        Raises SessionInterrupted if the session has ended meanwhile.
        """
        former, kept = self.session_key, dict(self.items())
        with transaction.atomic():
            self.create()
            self._session_cache = kept
            if former:
                Device.objects.filter(session_id=stored_key(former)).update(session_id=self._stored_key())
                ended, _rows = Session.objects.filter(pk=stored_key(former)).delete()
                if not ended:
                    raise SessionInterrupted("The session was ended meanwhile.")

    def delete(self, session_key: str | None = None) -> None:
        """End the session with this key. Without a key, end the session of this store."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=stored_key(key)).delete()

    # Django's own methods would use the plain key in the table.
    async def aload(self) -> dict[str, Any]:
        """Do the same as `load`, but asynchronously."""
        return await sync_to_async(self.load)()

    async def aexists(self, session_key: str) -> bool:
        """Do the same as `exists`, but asynchronously."""
        return await sync_to_async(self.exists)(session_key)

    async def asave(self, must_create: bool = False) -> None:
        """Do the same as `save`, but asynchronously."""
        await sync_to_async(self.save)(must_create)

    async def acreate(self) -> None:
        """Do the same as `create`, but asynchronously."""
        await sync_to_async(self.create)()

    async def acycle_key(self) -> None:
        """Do the same as `cycle_key`, but asynchronously."""
        await sync_to_async(self.cycle_key)()

    async def adelete(self, session_key: str | None = None) -> None:
        """Do the same as `delete`, but asynchronously."""
        await sync_to_async(self.delete)(session_key)

    def _stored_key(self) -> str:
        # Django's method, which its type stubs leave out.
        return stored_key(self._get_or_create_session_key())  # type: ignore[attr-defined]
