"""Change the couple's shared list of starters. Who saved a starter, or marked it as talked about, is not stored."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkins.models import SavedStarter
from checkins.viewer_context import not_found, required_context
from content.catalogue import catalogue
from couples.encryption import keys
from couples.errors import Conflict
from couples.models import User

__all__ = ["mark_starter_talked", "save_starter", "unmark_starter_talked", "unsave_starter"]


def save_starter(actor: User, *, key: str) -> None:
    """Add a starter to the couple's list. A second call changes nothing.

    Raises NotFound if the actor belongs to no couple or the starter is not in the library.
    """
    couple_id = required_context(actor).couple_id
    try:
        catalogue().starter(key)
    except KeyError:
        raise not_found() from None
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    SavedStarter.objects.bulk_create(
        [SavedStarter(couple_id=couple_id, starter_index=index)], ignore_conflicts=True
    )


def unsave_starter(actor: User, *, key: str) -> None:
    """Remove a starter from the couple's list, if it is there. Raises NotFound if the actor belongs to no couple."""
    _saved(required_context(actor).couple_id, key).delete()


def mark_starter_talked(actor: User, *, key: str, now: dt.datetime) -> None:
    """Mark a starter on the couple's list as talked about today. A second mark keeps the first day.

    Raises NotFound if the actor belongs to no couple, Conflict (`not_on_the_list`) if the starter is not on the list.
    """
    context = required_context(actor)
    saved = _saved(context.couple_id, key)
    if not saved.exists():
        raise Conflict(_("This is no longer on your list."), code="not_on_the_list")
    saved.filter(talked_on=None).update(talked_on=context.day(now))


def unmark_starter_talked(actor: User, *, key: str) -> None:
    """Remove the mark "talked about" from a starter on the couple's list.

    Raises NotFound if the actor belongs to no couple.
    """
    _saved(required_context(actor).couple_id, key).update(talked_on=None)


def _saved(couple_id: UUID, key: str) -> QuerySet[SavedStarter]:
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    return SavedStarter.objects.filter(couple_id=couple_id, starter_index=index)
