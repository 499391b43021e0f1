"""The couple's shared list of starters. Who saved one is not kept, nor who said that it was talked about."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkins.models import SavedStarter
from checkins.standing import nothing_here, required
from content.catalogue import catalogue
from couples import keys
from couples.errors import Conflict
from couples.models import User


def save_starter(actor: User, *, key: str) -> None:
    """Put a starter on the list; there already, nothing changes. Raises NotFound for one that is not in the library."""
    couple_id = required(actor).couple_id
    try:
        catalogue().starter(key)
    except KeyError:
        raise nothing_here() from None
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    SavedStarter.objects.bulk_create(
        [SavedStarter(couple_id=couple_id, starter_index=index)], ignore_conflicts=True
    )


def unsave_starter(actor: User, *, key: str) -> None:
    """Take a starter off the list, if it is there. Raises NotFound without a couple."""
    _saved(required(actor).couple_id, key).delete()


def mark_starter_talked(actor: User, *, key: str, now: dt.datetime) -> None:
    """Say that the two talked about a starter of their list; the first day counts.

    Raises NotFound without a couple, Conflict (`not_on_the_list`).
    """
    here = required(actor)
    saved = _saved(here.couple_id, key)
    if not saved.exists():
        raise Conflict(_("It is not on your list any more."), code="not_on_the_list")
    saved.filter(talked_on=None).update(talked_on=here.day(now))


def unmark_starter_talked(actor: User, *, key: str) -> None:
    """Take that back, if it is there. Raises NotFound without a couple."""
    _saved(required(actor).couple_id, key).update(talked_on=None)


def _saved(couple_id: UUID, key: str) -> QuerySet[SavedStarter]:
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    return SavedStarter.objects.filter(couple_id=couple_id, starter_index=index)
