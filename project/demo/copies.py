"""Give each visitor of a demo their own copy of the demo couple.

At most `MOST` copies exist at a time, and a copy is erased once it is an hour old (`LASTS`). Both partners in a copy
have an e-mail address with the same domain: a random name followed by `SUFFIX`. No one can own such an address
(RFC 2606). The domain identifies the copy, so a demo needs no extra table.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import replace
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, transaction

from couples import actions
from couples.models import Tombstone, User
from couples.queries.spaces import members
from project.demo import couple
from project.demo.story import PEOPLE

SUFFIX: Final = ".demo.invalid"
MOST: Final = 200
LASTS: Final = dt.timedelta(hours=1)

#: When this process last saw each copy in use, by domain. For any other copy, the time when it was made counts.
_last_use: dict[str, dt.datetime] = {}


def make(*, now: dt.datetime) -> User:
    """Make a copy of the demo couple and return the copy's first partner.

    If `MOST` copies exist already, first erase the copy that has been unused for the longest time.
    """
    domain = secrets.token_hex(8) + SUFFIX
    first, second = (replace(person, email=f"{person.name.lower()}@{domain}") for person in PEOPLE)
    with transaction.atomic():
        _make_room(now)
        couple.create(now=now, people=(first, second))
    return User.objects.get(email=first.email)


def partner(visitor: User) -> User | None:
    """Return the other partner in this visitor's copy of the demo couple. None if the visitor has no copy."""
    _mine, other = members(visitor)
    return other if other is not None and _copy_of(visitor) == _copy_of(other) else None


def note_use(visitor: User, *, now: dt.datetime) -> None:
    """Record `now` as the last use of this visitor's copy of the demo couple."""
    if domain := _copy_of(visitor):
        _last_use[domain] = now


def reset(*, now: dt.datetime) -> int:
    """Erase the copies of the demo couple that are at least an hour old (`LASTS`). Return how many were erased."""
    old = [domain for domain, made in _all().items() if made <= now - LASTS]
    for domain in old:
        _erase(domain, now)
    return len(old)


def require_no_others() -> None:
    """Raise ImproperlyConfigured if the database has an account that the demo did not make.

    A database that can't be read passes, for example if it has no tables yet.
    """
    try:
        others = User.objects.exclude(email__endswith=SUFFIX).exists()
    except Error:
        return
    if others:
        raise ImproperlyConfigured(
            "There is an account in this database that the demo did not make. A demo erases what it finds, and lets "
            "everyone in. Give it an empty folder of its own: DATA_DIR."
        )


def _copy_of(person: User) -> str:
    """Return the e-mail domain that identifies this person's copy of the demo couple, or "" without a copy."""
    domain = (person.email or "").partition("@")[2]
    return domain if domain.endswith(SUFFIX) else ""


def _all() -> dict[str, dt.datetime]:
    """Return the time when each copy of the demo couple was made, by the copy's e-mail domain."""
    rows = User.objects.filter(email__endswith=SUFFIX).values_list("email", "date_joined")
    return {(email or "").partition("@")[2]: made for email, made in rows}


def _make_room(now: dt.datetime) -> None:
    there = _all()
    by_use = sorted(there, key=lambda domain: _last_use.get(domain, there[domain]))
    for domain in by_use[: max(0, len(there) - MOST + 1)]:
        _erase(domain, now)


def _erase(domain: str, now: dt.datetime) -> None:
    for person in User.objects.filter(email__endswith=f"@{domain}"):
        actions.erase(person, now=now)
    _last_use.pop(domain, None)
    # No one restores a demo, so nothing has to remember who was erased.
    Tombstone.objects.all().delete()
